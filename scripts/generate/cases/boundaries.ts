// The cases that follow from the constraints of each member of an input, at any depth: both sides of every limit, its
// presence, and its type.
import type { CaseExpectation, CaseRequest } from '../../../generated/case-types.ts';
import { type Member, requirementFor } from '../../contract/members.ts';
import { type Json, sampleOf } from '../../contract/sample.ts';
import { literal, type Value, writtenObject } from './body.ts';
import { lengthCases } from './lengths.ts';
import {
  type CaseDraft,
  likeAnyOther,
  plainRequest,
  readyTask,
  requiredEntries,
  type Subject,
  validExpectation,
  withMember,
  withoutMember,
} from './subject.ts';

/** The cases of every constraint of every member: limits, presence, type, and the unit that lengths count. */
export function boundaryCases(subject: Subject): CaseDraft[] {
  return subject.members.flatMap((member) => {
    const cases = caseMaker(subject, member);
    return [...validCases(cases), ...presenceCases(cases), ...typeCases(cases), ...absentCases(cases)];
  });
}

/** Makes the cases of one member: what they are called, what they rest on, and what they are held against. */
export type CaseMaker = {
  subject: Subject;
  member: Member;
  isToken: boolean;
  /** The name of the member, for titles: `taskList.name`. */
  name: string;
  /** A case whose request has this value for the member. */
  withValue(what: string, title: string, keyword: string, value: Value, expect: CaseExpectation): CaseDraft;
  /** The id of another case of the member. */
  id(what: string): string;
  /** What a call gets whose member has a valid value. */
  valid: CaseExpectation;
};

function caseMaker(subject: Subject, member: Member): CaseMaker {
  const { prefix, operation } = subject;
  const isToken = member === subject.token;
  const maker: CaseMaker = {
    subject,
    member,
    isToken,
    name: member.path.join('.'),
    withValue: (what, title, keyword, value, expect) =>
      draft(maker, what, title, keyword, {
        request: plainRequest(subject, writtenObject(withMember(subject, requiredEntries(subject), member, value))),
        expect,
      }),
    id: (what) => `${prefix}${member.pointer}/${what}`,
    valid: isToken ? likeAnyOther(subject, true) : validExpectation(subject),
  };
  return maker;

  function draft(
    { id }: CaseMaker,
    what: string,
    title: string,
    keyword: string,
    rest: { request: CaseRequest; expect: CaseExpectation },
  ): CaseDraft {
    return {
      id: id(what),
      title,
      group: 'boundary',
      operation: operation.id,
      requirement: statedBy(member, keyword),
      needs: isToken ? {} : readyTask(subject),
      given: [],
      ...rest,
    };
  }
}

/**
 * The requirement that states a constraint. Each is stated by one, or the contract could not be read; of two that a case is
 * about, such as a length of which only the maximum is limited, the other is taken, and the type before none.
 */
export function statedBy(member: Member, ...keywords: string[]): string {
  for (const keyword of [...keywords, 'type']) {
    const stated = requirementFor(member, { keyword });
    if (stated) return stated.id;
  }
  throw new Error(`${member.pointer}: no requirement states ${keywords.join(' or ')}`);
}

/** The values at the edges of what is valid, and beyond them. */
function validCases(cases: CaseMaker): CaseDraft[] {
  const { schema } = cases.member;
  if (schema.enum !== undefined) return enumCases(cases, schema.enum as Json[]);
  switch (schema.type) {
    case 'string':
      return lengthCases(cases);
    case 'integer':
    case 'number':
      return numberCases(cases);
    case 'boolean':
      return [true, false].map((value) =>
        cases.withValue(String(value), `${cases.name} is ${value}`, 'type', value, cases.valid),
      );
    case 'array':
      return arrayCases(cases);
    default:
      return cases.member.required
        ? []
        : [
            cases.withValue(
              'present',
              `A call with ${cases.name} is answered`,
              'type',
              sample(cases),
              cases.valid,
            ),
          ];
  }
}

function enumCases(cases: CaseMaker, values: Json[]): CaseDraft[] {
  const { name } = cases;
  const stranger = 'no-such-value';
  return [
    ...values.map((value) =>
      cases.withValue(`value-${value}`, `${name} is ${JSON.stringify(value)}`, 'enum', value, cases.valid),
    ),
    ...(values.every((value) => typeof value === 'string')
      ? [
          cases.withValue(
            `value-${stranger}`,
            `A ${name} that is none of its values is refused`,
            'enum',
            stranger,
            {
              outcomes: ['constraint'],
              control: { case: cases.id(`value-${values[0]}`), relation: 'differs' as const },
            },
          ),
        ]
      : []),
  ];
}

function numberCases(cases: CaseMaker): CaseDraft[] {
  const { name, member } = cases;
  const { minimum, maximum } = member.schema as { minimum?: number; maximum?: number };
  const accepted = [...new Set([minimum, maximum].filter((value) => value !== undefined))];
  if (accepted.length === 0) accepted.push(sample(cases) as number);
  const keywordOf = (value: number) =>
    value === maximum ? 'maximum' : value === minimum ? 'minimum' : 'type';
  const beyond: [number, number, string][] = [
    ...(minimum === undefined ? [] : [[minimum - 1, minimum, 'minimum'] as [number, number, string]]),
    ...(maximum === undefined ? [] : [[maximum + 1, maximum, 'maximum'] as [number, number, string]]),
  ];
  return [
    ...accepted.map((value) =>
      cases.withValue(`value-${value}`, `${name} is ${value}`, keywordOf(value), value, cases.valid),
    ),
    ...beyond.map(([value, neighbour, keyword]) =>
      cases.withValue(`value-${value}`, `A ${name} of ${value} is refused`, keyword, value, {
        outcomes: ['constraint'],
        control: { case: cases.id(`value-${neighbour}`), relation: 'differs' },
      }),
    ),
  ];
}

function arrayCases(cases: CaseMaker): CaseDraft[] {
  const { name, member, subject } = cases;
  const { minItems = 0, maxItems } = member.schema as { minItems?: number; maxItems?: number };
  const list = (length: number) =>
    Array.from({ length }, () => sampleOf(subject.contract, member.schema.items ?? {}));
  const lengths = [...new Set([minItems, 1, maxItems].filter((each) => each !== undefined))]
    .filter((length) => length >= minItems && length <= (maxItems ?? length))
    .sort((a, b) => a - b);
  const refused = (length: number, neighbour: number, keyword: string) =>
    cases.withValue(`items-${length}`, `${name} with ${items(length)} is refused`, keyword, list(length), {
      outcomes: ['constraint'],
      control: { case: cases.id(`items-${neighbour}`), relation: 'differs' },
    });
  return [
    ...lengths.map((length) =>
      cases.withValue(
        `items-${length}`,
        `${name} with ${items(length)}`,
        length === maxItems ? 'maxItems' : 'minItems',
        list(length),
        cases.valid,
      ),
    ),
    ...(minItems > 0 ? [refused(minItems - 1, minItems, 'minItems')] : []),
    ...(maxItems === undefined ? [] : [refused(maxItems + 1, maxItems, 'maxItems')]),
  ];
}

const items = (count: number) => (count === 1 ? '1 item' : `${count} items`);

/** A member that has to be there, left out. */
function presenceCases(cases: CaseMaker): CaseDraft[] {
  const { subject, member, name, isToken } = cases;
  if (!member.required || member.path.at(-1) === '0') return [];
  const { text: said } = subject;
  const present = withMember(subject, requiredEntries(subject), member, sample(cases));
  const entries = withoutMember(present, member);
  // Something is said all the same, so that the body is not empty as well.
  const others = isToken && said && entries.length === 0 ? withMember(subject, entries, said, 'x') : entries;
  return [
    {
      ...cases.withValue('missing', `A call without ${name} is refused`, 'required', null, {
        outcomes: ['constraint'],
        // A token that is not there cannot have been looked up.
        ...(isToken && { never: ['unknown-resource'] }),
        control: validNeighbour(cases),
      }),
      request: plainRequest(subject, writtenObject(others)),
    },
  ];
}

const wrongTypes: Record<string, Json> = {
  string: 'x',
  number: 17,
  fraction: 1.5,
  boolean: true,
  array: ['x'],
  object: { x: 'y' },
  null: null,
};

/** Which of them a member of a type may have. */
const fitting: Record<string, string[]> = {
  string: ['string', 'fraction'],
  integer: ['number'],
  number: ['number', 'fraction'],
  boolean: ['boolean', 'fraction'],
  array: ['array', 'fraction'],
  object: ['object', 'fraction'],
};

function typeCases(cases: CaseMaker): CaseDraft[] {
  const { member, name } = cases;
  const fits = fitting[String(member.schema.type)];
  if (fits === undefined) return [];
  return Object.entries(wrongTypes)
    .filter(([kind]) => !fits.includes(kind) && (kind !== 'null' || member.required))
    .map(([kind, value]) =>
      cases.withValue(
        `type-${kind}`,
        `${article(kind)} for ${name} is refused`,
        'type',
        literal(JSON.stringify(value)),
        {
          outcomes: ['serialization', 'constraint'],
          control: validNeighbour(cases),
        },
      ),
    );
}

/** An optional member, left out. */
function absentCases(cases: CaseMaker): CaseDraft[] {
  const { subject, member, name } = cases;
  if (member.required) return [];
  const { needs, ...made } = cases.withValue(
    'absent',
    `A call without ${name} is accepted`,
    'type',
    null,
    cases.valid,
  );
  return [
    {
      ...made,
      needs,
      requirement: requirementFor(member, { about: 'optional' })?.id ?? made.requirement,
      request: plainRequest(subject, writtenObject(withoutMember(requiredEntries(subject), member))),
    },
  ];
}

/** The case of a valid value for the same member, that one of an invalid value is held against. */
function validNeighbour(cases: CaseMaker): NonNullable<CaseExpectation['control']> {
  const { subject, isToken } = cases;
  const [first] = isToken ? [] : validCases(cases).filter(({ expect }) => expect === cases.valid);
  const preferred = validCases(cases).find(({ id }) => id === cases.id('length-1'));
  const control = isToken ? subject.roles.known : ((preferred ?? first)?.id ?? subject.roles.accepted);
  return { case: control, relation: 'differs' };
}

/** A value that fits the member's schema. */
function sample({ subject, member }: CaseMaker): Json {
  return sampleOf(subject.contract, member.schema);
}

function article(noun: string): string {
  return noun === 'null' ? 'Null' : `${/^[aeiou]/.test(noun) ? 'An' : 'A'} ${noun}`;
}

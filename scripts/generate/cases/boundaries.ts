// The cases that follow from the constraints of each member of an input, at any depth: both sides of every limit, its
// presence, and its type.
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { CaseExpectation } from '../../../generated/case-types.ts';
import type { Schema } from '../../contract/contract.ts';
import { LateFinding } from '../../contract/finding.ts';
import { type Member, placeOfMember, requirementFor } from '../../contract/members.ts';
import { inputSampleAt, type Json, sampleOf } from '../../contract/sample.ts';
import { standaloneSchema } from '../json-schema.ts';
import {
  type Entries,
  literal,
  madeUpToken,
  plainValue,
  preparedToken,
  type Value,
  writtenObject,
} from './body.ts';
import { lengthCases } from './lengths.ts';
import {
  type CaseDraft,
  plainRequest,
  readyTask,
  requiredEntries,
  type Subject,
  unissuedExpectation,
  unpreparedExpectation,
  validExpectation,
  withMember,
  withoutMember,
} from './subject.ts';

/** The cases of every constraint of every member: limits, presence, type, and the unit that lengths count. */
export function boundaryCases(subject: Subject): CaseDraft[] {
  const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(
    standaloneSchema(subject.contract, subject.operation.input.schema),
  );
  return subject.members.flatMap((member) => {
    const cases = caseMaker(subject, member);
    const edges = withPresent(cases, edgeCases(cases).filter(isSound));
    const neighbour = validNeighbour(cases, edges);
    return [
      ...edges.map((edge) => heldAgainst(cases, edge, edges, neighbour)),
      ...presenceCases(cases, neighbour).filter(isSound),
      ...typeCases(cases, neighbour).filter(isSound),
      ...absentCases(cases).filter(isSound),
    ].map(({ input, expect, ...draft }) => ({
      ...draft,
      request: plainRequest(subject, writtenObject(input)),
      expect,
    }));
  });

  /** Whether the schema as a whole says what the case says. What one keyword allows another may refuse. */
  function isSound({ input, expect: { outcomes = [] } }: MemberCase): boolean {
    if (outcomes.length === 2 && outcomes.includes('accepted')) return true;
    return isValid(plainValue(Object.fromEntries(input))) === outcomes.includes('accepted');
  }

  /** The cases, and one of a valid value where none is among them. */
  function withPresent(cases: CaseMaker, sound: MemberCase[]): MemberCase[] {
    const { member, name, valid, isToken } = cases;
    const isOpaque = member.schema['x-opaque'] === true;
    if (isOpaque) return sound.filter(({ expect }) => expect !== valid);
    if (isToken || sound.some(({ expect }) => expect === valid)) return sound;
    const present = cases.withValue('present', `${name} is there`, 'type', sample(cases), valid);
    if (!isSound(present)) throw noValueOf(subject, member);
    return [present, ...sound];
  }
}

/** The edge, held against the neighbour where the case that it was held against was left out. */
function heldAgainst(
  cases: CaseMaker,
  edge: MemberCase,
  edges: MemberCase[],
  neighbour: Control,
): MemberCase {
  const control = edge.expect.control?.case;
  const isGone = control?.startsWith(cases.id('')) && !edges.some(({ id }) => id === control);
  return isGone ? { ...edge, expect: { ...edge.expect, control: neighbour } } : edge;
}

function noValueOf({ contract, operation }: Subject, member: Member): LateFinding {
  const message = `no valid value of it can be made up for ${operation.id}; show one in an example of the request body`;
  return new LateFinding({
    rule: 'sample-fits',
    pointer: placeOfMember(contract, operation, member),
    message,
  });
}

/** A case of one member, with the members of its request's body. */
export type MemberCase = Omit<CaseDraft, 'request'> & { input: Entries };

/** Makes the cases of one member: what they are called, what they rest on, and what they are held against. */
export type CaseMaker = {
  subject: Subject;
  member: Member;
  isToken: boolean;
  /** The name of the member, for titles: `taskList.name`. */
  name: string;
  /** A case whose request has this value for the member. */
  withValue(what: string, title: string, keyword: string, value: Value, expect: CaseExpectation): MemberCase;
  /** The id of another case of the member. */
  id(what: string): string;
  /** What a call gets whose member has a valid value. */
  valid: CaseExpectation;
};

function caseMaker(subject: Subject, member: Member): CaseMaker {
  const { prefix, operation } = subject;
  const isToken = member === subject.token;
  const isAsking = subject.asking.some(
    ({ pointer }) => pointer === member.pointer || pointer.startsWith(`${member.pointer}/`),
  );
  const maker: CaseMaker = {
    subject,
    member,
    isToken,
    name: member.path.join('.'),
    withValue(what, title, keyword, value, expect) {
      // Another domain or list has no task; where it is to be refused, the rest is as for one.
      const isUnprepared = isAsking && expect === maker.valid;
      const entries = requiredEntries(subject, isUnprepared ? madeUpToken : preparedToken);
      return {
        id: maker.id(what),
        title,
        group: 'boundary',
        operation: operation.id,
        requirement: statedBy(member, keyword),
        needs: isToken || isUnprepared ? {} : readyTask(subject),
        given: [],
        input: withMember(subject, entries, member, value),
        expect,
      };
    },
    id: (what) => `${prefix}${member.pointer}/${what}`,
    valid: isToken
      ? unissuedExpectation(subject)
      : isAsking
        ? unpreparedExpectation(subject)
        : validExpectation(subject),
  };
  return maker;
}

/**
 * The requirement that states a constraint. Each is stated by one, or the contract could not be read; of two that a case is
 * about, such as a length of which only the maximum is limited, the other is taken, and the type, or whatever is stated of
 * the member, before none.
 */
export function statedBy(member: Member, ...keywords: string[]): string {
  for (const keyword of [...keywords, 'type']) {
    const stated = requirementFor(member, { keyword });
    if (stated) return stated.id;
  }
  const [any] = member.requirements;
  if (any) return any.id;
  throw new Error(`${member.pointer}: no requirement states ${keywords.join(' or ')}`);
}

/** The values at the edges of what is valid, and beyond them. */
function edgeCases(cases: CaseMaker): MemberCase[] {
  const { schema } = cases.member;
  if (schema.enum !== undefined) return enumCases(cases, schema.enum as Json[]);
  switch (typesOf(schema).find((type) => type !== 'null')) {
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
      return [];
  }
}

const typesOf = ({ type }: Schema) => (type === undefined ? [] : [type].flat());

function enumCases(cases: CaseMaker, values: Json[]): MemberCase[] {
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

/** How far the last number on either side of a limit is from what the keyword says. */
const numberLimits: [keyword: string, inside: number, outside: number][] = [
  ['minimum', 0, -1],
  ['exclusiveMinimum', 1, 0],
  ['maximum', 0, 1],
  ['exclusiveMaximum', -1, 0],
];

function numberCases(cases: CaseMaker): MemberCase[] {
  const { name, member } = cases;
  const limits = numberLimits.flatMap(([keyword, inside, outside]) => {
    const limit = member.schema[keyword] as number | undefined;
    return limit === undefined ? [] : [{ keyword, accepted: limit + inside, refused: limit + outside }];
  });
  const accepted = new Map(limits.toReversed().map((limit) => [limit.accepted, limit.keyword]));
  if (accepted.size === 0) accepted.set(sample(cases) as number, 'type');
  return [
    ...[...accepted]
      .sort(([one], [other]) => one - other)
      .map(([value, keyword]) =>
        cases.withValue(`value-${value}`, `${name} is ${value}`, keyword, value, cases.valid),
      ),
    ...limits.map((limit) =>
      cases.withValue(
        `value-${limit.refused}`,
        `A ${name} of ${limit.refused} is refused`,
        limit.keyword,
        limit.refused,
        {
          outcomes: ['constraint'],
          control: { case: cases.id(`value-${limit.accepted}`), relation: 'differs' },
        },
      ),
    ),
  ];
}

function arrayCases(cases: CaseMaker): MemberCase[] {
  const { name, member, subject } = cases;
  const { minItems = 0, maxItems } = member.schema as { minItems?: number; maxItems?: number };
  const shown = [sample(cases)].flat();
  const list = (length: number) =>
    Array.from(
      { length },
      (_, index) => shown[index % shown.length] ?? sampleOf(subject.contract, member.schema.items ?? {}),
    );
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

type Control = NonNullable<CaseExpectation['control']>;

/** A member that has to be there, left out. */
function presenceCases(cases: CaseMaker, neighbour: Control): MemberCase[] {
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
        control: neighbour,
      }),
      input: others,
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

/** Which of them say nothing of a member of a type: they may be right, or are no clearer than another. */
const untold: Record<string, string[]> = {
  string: ['string', 'fraction'],
  integer: ['number'],
  number: ['number', 'fraction'],
  boolean: ['boolean', 'fraction'],
  array: ['array', 'fraction'],
  object: ['object', 'fraction'],
  null: ['null'],
};

function typeCases(cases: CaseMaker, neighbour: Control): MemberCase[] {
  const { member, name } = cases;
  const types = typesOf(member.schema);
  if (types.length === 0) return [];
  const left = new Set(types.flatMap((type) => untold[type] ?? []));
  return Object.entries(wrongTypes)
    .filter(([kind]) => !left.has(kind) && (kind !== 'null' || member.required))
    .map(([kind, value]) =>
      cases.withValue(
        `type-${kind}`,
        `${article(kind)} for ${name} is refused`,
        'type',
        literal(JSON.stringify(value)),
        { outcomes: ['serialization', 'constraint'], control: neighbour },
      ),
    );
}

/** An optional member, left out. */
function absentCases(cases: CaseMaker): MemberCase[] {
  const { subject, member, name } = cases;
  if (member.required) return [];
  const made = cases.withValue('absent', `A call without ${name} is accepted`, 'type', null, cases.valid);
  return [
    {
      ...made,
      requirement: requirementFor(member, { about: 'optional' })?.id ?? made.requirement,
      input: withoutMember(requiredEntries(subject), member),
    },
  ];
}

/** The case of a valid value for the same member, that one of an invalid value is held against. */
function validNeighbour({ subject, isToken, id, valid }: CaseMaker, edges: MemberCase[]): Control {
  if (isToken) return { case: subject.roles.known, relation: 'differs' };
  const accepted = edges.filter(({ expect }) => expect === valid);
  const neighbour = accepted.find((each) => each.id === id('length-1')) ?? accepted[0];
  return { case: neighbour?.id ?? subject.roles.accepted, relation: 'differs' };
}

/** A value for the member, as the examples of the operation show it. */
function sample({ subject, member }: CaseMaker): Json {
  return inputSampleAt(subject.contract, subject.operation, member.schema, member.pointer);
}

function article(noun: string): string {
  return noun === 'null' ? 'Null' : `${/^[aeiou]/.test(noun) ? 'An' : 'A'} ${noun}`;
}

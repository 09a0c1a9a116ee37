// The cases of the lengths of a text: both sides of each limit, and the unit that a length counts.
import type { CaseExpectation } from '../../../generated/case-types.ts';
import { requirementFor } from '../../contract/members.ts';
import { inputSampleAt } from '../../contract/sample.ts';
import { madeUpToken, text, type Value, writtenObject } from './body.ts';
import type { CaseMaker, MemberCase } from './boundaries.ts';
import { outcomeSets, plainRequest, requiredEntries, unissuedExpectation, withMember } from './subject.ts';

type Limits = { minLength?: number; maxLength?: number; pattern?: string; format?: string };

export function lengthCases(cases: CaseMaker): MemberCase[] {
  const { minLength, maxLength, pattern, format } = cases.member.schema as Limits;
  if (pattern !== undefined) return patternCases(cases, pattern);
  // A text of any length and of the format is not made up; that of the examples is sent.
  const accepting = format === undefined ? lengthsToAccept(cases) : [];
  const made = accepting.map((length) =>
    accepted(cases, length, length <= (minLength ?? 1) ? ['minLength', 'maxLength'] : ['maxLength']),
  );
  if (minLength !== undefined && minLength > 0) {
    made.push(refused(cases, minLength - 1, minLength, 'minLength'));
  }
  if (maxLength !== undefined) {
    // Who reads a token as base64 refuses 1025 characters and not 1024, with no limit in mind.
    const neighbour = cases.isToken ? base64Neighbour(maxLength + 1) : maxLength;
    made.push(refused(cases, maxLength + 1, neighbour, 'maxLength'));
    if (maxLength > 1 && format === undefined) made.push(...unitCases(cases, maxLength));
  }
  return cases.isToken ? [...made, ...checkedFirst(cases, made)] : made;
}

/**
 * The same tokens of a wrong length, for endpoints that check constraints before they look a token up: there the fault for
 * an unknown token says that its length was not checked. Whether an endpoint does so is probed with a token that nobody
 * issued and a text that is too long.
 */
function checkedFirst({ subject, member }: CaseMaker, made: MemberCase[]): MemberCase[] {
  const requirement = requirementFor(member, { about: 'checked-first' })?.id;
  const { text: said, roles } = subject;
  const longest = said?.schema.maxLength as number | undefined;
  if (requirement === undefined || said === undefined || longest === undefined) return [];
  const tooLong = text({ repeat: 'a', times: longest + 1 });
  const probe = withMember(subject, requiredEntries(subject, madeUpToken), said, tooLong);
  return made
    .filter(({ expect: { outcomes } }) => outcomes?.length === 1 && outcomes[0] === 'constraint')
    .map((draft) => ({
      ...draft,
      id: `${draft.id}-checked-first`,
      title: `${draft.title} as breaking a constraint, where constraints are checked before the token is looked up`,
      requirement,
      given: [
        {
          title: 'a call with a token that nobody issued and too long a text',
          request: plainRequest(subject, writtenObject(probe)),
          outcomes: ['constraint'],
          differsFrom: roles.known,
        },
      ],
      // What any unknown token gets may be of that outcome, too.
      expect: {
        outcomes: ['constraint'],
        never: ['unknown-resource'],
        control: { case: roles.known, relation: 'differs' },
      },
    }));
}

function lengthsToAccept({ member, isToken }: CaseMaker): number[] {
  const { minLength, maxLength } = member.schema as Limits;
  const lengths = new Set([minLength ?? 0]);
  if (maxLength !== undefined) {
    for (const length of [1, maxLength - 1, maxLength]) lengths.add(length);
    if (isToken) for (const length of [maxLength, maxLength + 1]) lengths.add(base64Neighbour(length));
  }
  return [...lengths].filter((length) => length >= (minLength ?? 0)).sort((a, b) => a - b);
}

function accepted(cases: CaseMaker, length: number, keywords: string[]): MemberCase {
  const { member, isToken, name } = cases;
  const keyword = keywords.find((each) => member.schema[each] !== undefined) ?? 'type';
  const expect = isToken ? madeUpTokenOf(cases, length) : cases.valid;
  return cases.withValue(
    `length-${length}`,
    `${name} of ${characters(length)}`,
    keyword,
    ofLength(cases, length),
    expect,
  );
}

function refused(cases: CaseMaker, length: number, neighbour: number, keyword: string): MemberCase {
  const title = `${cases.name} of ${characters(length)} is refused`;
  return cases.withValue(`length-${length}`, title, keyword, ofLength(cases, length), {
    outcomes: ['constraint'],
    control: { case: cases.id(`length-${neighbour}`), relation: 'differs' },
  });
}

/** No text is made up that fits a pattern: what the examples show does, and of some usual texts those that do not do not. */
function patternCases(cases: CaseMaker, pattern: string): MemberCase[] {
  const { subject, member, name } = cases;
  const fitting = inputSampleAt(subject.contract, subject.operation, member.schema, member.pointer);
  const strangers = ['', ' ', '\n', '|', 'a b', '\u0000', '-'];
  const stranger = strangers.find((each) => !new RegExp(pattern, 'u').test(each));
  return [
    cases.withValue('pattern', `${name} of the form that it has to have`, 'pattern', fitting, cases.valid),
    ...(stranger === undefined
      ? []
      : [
          cases.withValue('pattern-broken', `${name} of another form is refused`, 'pattern', stranger, {
            outcomes: ['constraint'],
            control: { case: cases.id('pattern'), relation: 'differs' },
          }),
        ]),
  ];
}

function unitCases(cases: CaseMaker, maximum: number): MemberCase[] {
  const { member, isToken, name } = cases;
  const multiByte = maximum - 1;
  const characterRequirement = requirementFor(member, { about: 'characters' })?.id;
  const inCharacters = (draft: MemberCase) => ({
    ...draft,
    requirement: characterRequirement ?? draft.requirement,
  });
  const made = [
    inCharacters(
      cases.withValue(
        `multi-byte-${multiByte}`,
        `${name} of ${characters(multiByte)} of three bytes each`,
        'maxLength',
        text({ repeat: '日', times: multiByte }),
        isToken ? unissuedExpectation(cases.subject) : cases.valid,
      ),
    ),
  ];
  if (!isToken) {
    made.push(
      inCharacters(
        cases.withValue(
          `escaped-${multiByte}`,
          `${name} of ${characters(multiByte)}, each written as an escape`,
          'maxLength',
          text({ repeat: '\\u65e5', times: multiByte }),
          cases.valid,
        ),
      ),
    );
  }
  const astral = requirementFor(member, { about: 'astral' })?.id;
  if (astral !== undefined) {
    const times = Math.floor(maximum / 2) + 1;
    made.push({
      ...cases.withValue(
        `astral-${times}`,
        `${name} of ${times} characters outside the Basic Multilingual Plane`,
        'maxLength',
        text({ repeat: '😀', times }),
        { outcomes: ['accepted', 'constraint'] },
      ),
      requirement: astral,
    });
  }
  return made;
}

/**
 * The longest token is held against one that is shorter by as little as base64 allows: who takes the one and not the
 * other counts. Tokens of every other length may be refused for their form.
 */
function madeUpTokenOf(cases: CaseMaker, length: number): CaseExpectation {
  if (length !== cases.member.schema.maxLength) return unissuedExpectation(cases.subject);
  const neighbour = cases.id(`length-${base64Neighbour(length)}`);
  return { outcomes: outcomeSets.answered, control: { case: neighbour, relation: 'same' } };
}

/** The next shorter length that base64 takes or refuses like this one: it is written in groups of four. */
function base64Neighbour(length: number): number {
  return length - 4;
}

function ofLength({ isToken }: CaseMaker, length: number): Value {
  if (length === 0) return '';
  if (isToken) return text({ taskToken: 'made-up', length });
  return length === 1 ? 'a' : text({ repeat: 'a', times: length });
}

function characters(length: number): string {
  return length === 1 ? '1 character' : `${length} characters`;
}

// Inputs made at random from the contract's constraints (--fuzz): valid ones, and ones with a single thing wrong.
import fc from 'fast-check';
import { type OperationName, operations } from '../../generated/operations.ts';
import type { BodyPart } from '../cases/corpus.ts';

/** An input in JSON terms, and the white space and order in which it is written. The token is put in later. */
export type Sample = { members: [string, unknown][]; space: string };

/** Stands for the token of the task until there is one. */
const tokenStandIn = 'TOKEN';

/** The body that an input is written as. */
export function bodyFor({ members, space }: Sample): BodyPart[] {
  const json = members.map(
    ([name, value]) => `${JSON.stringify(name)}${space}:${space}${JSON.stringify(value)}`,
  );
  const text = `{${space}${json.join(`${space},${space}`)}${space}}`;
  const [before, after] = text.split(JSON.stringify(tokenStandIn)) as [string, string | undefined];
  return after === undefined ? [before] : [`${before}"`, { taskToken: 'prepared' }, `"${after}`];
}

/** Inputs of an operation: valid, or with one member changed so that it breaks a constraint. */
export function sampleOf(name: OperationName, kind: 'valid' | 'invalid'): fc.Arbitrary<Sample> {
  const members = Object.entries(operations[name].members as Record<string, Member>);
  const valid = fc.record(
    Object.fromEntries(members.map(([member, limits]) => [member, validValue(member, limits)])),
    {
      requiredKeys: members.filter(([, { required }]) => required).map(([member]) => member),
    },
  );
  const input = kind === 'valid' ? valid : fc.oneof(...members.flatMap((member) => breaking(member, valid)));
  return fc
    .record({ input, space: fc.constantFrom('', ' ', '\n', '\t', '\r\n'), reversed: fc.boolean() })
    .map((sample) => {
      const entries = Object.entries(sample.input);
      return { members: sample.reversed ? entries.reverse() : entries, space: sample.space };
    });
}

type Member = { required: boolean; minLength?: number; maxLength?: number };
type Input = Record<string, unknown>;

function validValue(member: string, { minLength = 0, maxLength = 1024 }: Member): fc.Arbitrary<string> {
  if (member === 'taskToken') return fc.constant(tokenStandIn);
  // Lengths near the limit are tried with ASCII only: how a character outside the BMP counts is not known.
  const long = fc.nat({ max: maxLength - minLength }).map((length) => 'a'.repeat(length + minLength));
  return fc.oneof(fc.string({ unit: character, minLength, maxLength: Math.min(maxLength, 200) }), long);
}

/** Text that the documents leave no doubt about: no control characters but white space, no lone surrogates. */
const character = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
  fc.constantFrom(
    '\n',
    '\t',
    '\r',
    '"',
    '\\',
    '/',
    'é',
    'ß',
    '日',
    '本',
    '한',
    'ا',
    '😀',
    '𝒳',
    '\u2028',
    '\ufeff',
  ),
);

/** A valid input with one member changed so that it breaks a constraint. */
function breaking([member, limits]: [string, Member], valid: fc.Arbitrary<Input>): fc.Arbitrary<Input>[] {
  const { required, minLength = 0, maxLength } = limits;
  const values: fc.Arbitrary<unknown>[] = [
    fc.oneof(fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 2 }), fc.constant({ a: 'b' })),
  ];
  if (maxLength !== undefined)
    values.push(fc.integer({ min: 1, max: 2000 }).map((more) => 'a'.repeat(maxLength + more)));
  if (minLength > 0) values.push(fc.nat({ max: minLength - 1 }).map((length) => 'a'.repeat(length)));
  const changed = values.map((value) =>
    fc.tuple(valid, value).map(([input, wrong]) => ({ ...input, [member]: wrong })),
  );
  if (!required) return changed;
  return [
    ...changed,
    valid.map((input) => Object.fromEntries(Object.entries(input).filter(([name]) => name !== member))),
  ];
}

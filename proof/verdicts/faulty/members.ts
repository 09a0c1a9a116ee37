// Members of inputs: limits, types and presence, and the size of the bodies that long members make.
import { namesIn, valueAt } from '../../../mocks/core/input/pointer.ts';
import { inputOf, textOf } from '../received.ts';
import { accepted, internalFailure, page, refused, reset } from '../replies.ts';
import type { Received, Replying, Transformation } from '../serve.ts';
import { requests, when } from '../transformations.ts';
import type { Constraint } from './places.ts';
import type { Block } from './table.ts';

const unknownResource = refused('UnknownResourceFault');
const atLimit = ({ limit }: Constraint) => `{length,value,items}-${limit}`;
const beyond = ({ limit }: Constraint) => `{length,value,items}-${limit + 1}`;
const checkedFirst =
  (beyond: number) =>
  ({ limit }: Constraint) =>
    `length-${limit + beyond}-checked-first`;
const multiByte = ({ limit }: Constraint) => `multi-byte-${limit - 1}`;
const escaped = ({ limit }: Constraint) => `escaped-${limit - 1}`;
/** An operation that names no task may refuse its smallest call as invalid, and any call like it. */
const atLimitOfTask = (at: Constraint) => (at.operation.token ? atLimit(at) : undefined);
/** A call that takes a task is accepted where there is one. */
const absent = ({ operation: { token, taken } }: Constraint) => (token || taken ? 'absent' : undefined);
/** Only long members make a body that exceeds the usual defaults of parsers and proxies. */
const ofLongText = (cases: typeof atLimit) => (at: Constraint) => (at.limit < 32_768 ? undefined : cases(at));

export const members: Block[] = [
  {
    expects: 'refusal',
    member: {
      '*': [['the constraint is not checked', accepts(isViolation)]],
      '{min*,max*,required}': [
        ['a violation gets SerializationException', gets(isViolation, refused('SerializationException'))],
      ],
    },
  },
  {
    expects: 'acceptance',
    member: {
      'max*': [['the limit itself is refused', refuses(({ size, limit }) => size === limit), atLimit]],
      'min*': [['the limit itself is refused', refuses(({ size, limit }) => size === limit), atLimitOfTask]],
      type: [
        ['an empty string is refused', refuses(({ value }) => value === ''), 'length-0'],
        ['the member is required', refuses(({ value }) => value === undefined), absent],
      ],
    },
  },
  {
    tasks: 'declared',
    member: {
      maxLength: [
        ['a violation gets UnknownResourceFault', gets(isViolation, unknownResource), checkedFirst(1)],
      ],
      minLength: [
        ['a violation gets UnknownResourceFault', gets(isViolation, unknownResource), checkedFirst(-1)],
      ],
    },
  },
  {
    member: {
      'max*': [['one over the limit is accepted', accepts(({ size, limit }) => size === limit + 1), beyond]],
      maxLength: [
        ['bytes are counted', refuses(({ bytes, limit }) => bytes > limit), multiByte],
        ['escapes count as they are written', refuses(({ written, limit }) => written > limit), escaped],
        ['four-byte characters get a 500', gets(isAstral, internalFailure), 'astral-*'],
        ['a body is cut at 16 kB', () => requests(cutAt(16_384)), ofLongText(atLimit)],
        ['a body over 16 kB resets the connection', over(16_384, reset), ofLongText(atLimit)],
        ['a body over 32 kB gets a 413 page', over(32_768, page(413)), ofLongText(atLimit)],
        ['a body over 64 kB gets a 413 page', over(65_536, page(413)), ofLongText(multiByte)],
        ['a body over 100 kB gets a 413 page', over(102_400, page(413)), ofLongText(escaped)],
      ],
      required: [['a missing member gets UnknownResourceFault', gets(isViolation, unknownResource)]],
      type: [
        ['null is accepted', accepts(({ value }) => value === null), 'type-null'],
        ['strings, numbers and booleans are accepted', accepts(isScalar), 'type-!({array,object,null})'],
        ['arrays and objects are accepted', accepts(isStructure), 'type-{array,object}'],
        ['numbers and booleans get a 500', gets(isScalar, internalFailure), 'type-{number,boolean}'],
        ['arrays and objects are unknown', gets(isStructure, unknownResource), 'type-{array,object}'],
      ],
    },
  },
];

/** The value of a member in a call: its size as limits count it, its bytes, and its characters as written. */
type Value = Constraint & { value: unknown; size: number; bytes: number; written: number };

type Condition = (value: Value) => boolean;

/** Gives this reply to calls in which the value of the member meets the condition. */
function gets(condition: Condition, reply: Replying): (member: Constraint) => Transformation {
  return (member) =>
    when((request) => {
      const parent = valueAt(inputOf(request), member.pointer.replace(/\/[^/]*$/, ''));
      return parent !== undefined && condition(valueIn(request, member));
    }, reply);
}

function accepts(condition: Condition) {
  return gets(condition, accepted);
}

function refuses(condition: Condition) {
  return gets(condition, refused('ValidationException', 'Member must have another value'));
}

function over(bytes: number, reply: Replying) {
  return () => when(({ body }) => body.byteLength > bytes, reply);
}

function cutAt(bytes: number) {
  return (request: Received) => ({ ...request, body: request.body.subarray(0, bytes) });
}

function valueIn(request: Received, member: Constraint): Value {
  const value = valueAt(inputOf(request), member.pointer);
  const written = new RegExp(`"${namesIn(member.pointer).at(-1)}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`);
  return {
    ...member,
    value,
    size: sizeOf(value),
    bytes: Buffer.byteLength(String(value)),
    written: textOf(request).match(written)?.[1]?.length ?? 0,
  };
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : typeof value === 'number' ? value : Number.NaN;
}

/** Whether the value violates the constraint; other constraints do not matter. */
function isViolation({ value, size, keyword, schema, limit }: Value): boolean {
  if (value === undefined || keyword === 'required') return value === undefined && keyword === 'required';
  if (keyword === 'type') return ![schema.type].flat().some((type) => typesOf(value).includes(type));
  if (keyword === 'enum') return !(schema.enum as unknown[]).includes(value);
  if (keyword === 'pattern') return !new RegExp(String(schema.pattern), 'u').test(String(value));
  return keyword.startsWith('min') ? size < limit : size > limit;
}

function typesOf(value: unknown): unknown[] {
  if (value === null || Array.isArray(value)) return [value === null ? 'null' : 'array'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}

function isScalar(value: Value): boolean {
  return typeof value.value !== 'object' && isViolation(value);
}

function isStructure(value: Value): boolean {
  return typeof value.value === 'object' && value.value !== null && isViolation(value);
}

function isAstral({ value, size, limit }: Value): boolean {
  return size > limit / 2 && /[\u{10000}-\u{10ffff}]/u.test(String(value));
}

// Random inputs from an operation's input schema (--fuzz): valid ones, and ones with a single error.
import fc from 'fast-check';
import type { BodyPart, CorpusOperation } from '../cases/corpus.ts';

/** The members of an input in their order, and the white space between them. The token is inserted later. */
export type Sample = { members: [string, unknown][]; space: string };

/** Stands for the token of the task until there is one. */
const tokenStandIn = 'TOKEN';

/** The body for an input. */
export function bodyFor({ members, space }: Sample): BodyPart[] {
  const json = members.map(
    ([name, value]) => `${JSON.stringify(name)}${space}:${space}${JSON.stringify(value)}`,
  );
  const text = `{${space}${json.join(`${space},${space}`)}${space}}`;
  const [before, after] = text.split(JSON.stringify(tokenStandIn)) as [string, string | undefined];
  return after === undefined ? [before] : [`${before}"`, { taskToken: 'prepared' }, `"${after}`];
}

/** Inputs of an operation: valid, or with one member changed so that it violates a constraint. */
export function arbitraryInput(operation: CorpusOperation, kind: 'valid' | 'invalid'): fc.Arbitrary<Sample> {
  const { input, token } = operation;
  const schemas = schemaReader(input);
  const whole = schemas.resolve(input);
  const inputs =
    kind === 'valid' ? validObject(whole, '') : fc.oneof(...breaking(whole, '', validObject(whole, '')));
  return fc
    .record({ input: inputs, space: fc.constantFrom('', ' ', '\n', '\t', '\r\n'), reversed: fc.boolean() })
    .map((sample) => {
      const entries = Object.entries(sample.input);
      return { members: sample.reversed ? entries.reverse() : entries, space: sample.space };
    });

  function validValue(schema: JsonSchema, pointer: string): fc.Arbitrary<unknown> {
    if (pointer === token) return fc.constant(tokenStandIn);
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    if (Array.isArray(schema.type)) {
      return fc.oneof(...schema.type.map((type) => validValue({ ...schema, type }, pointer)));
    }
    const { minimum = -1000, maximum = 1000 } = schema;
    switch (schema.type) {
      case 'null':
        return fc.constant(null);
      case 'string':
        return schema.pattern === undefined ? validText(schema) : textMatching(schema.pattern, schema);
      case 'integer':
        return fc.integer({ min: Math.ceil(minimum), max: Math.max(minimum, maximum) });
      case 'number':
        return fc.double({ min: minimum, max: maximum, noNaN: true });
      case 'boolean':
        return fc.boolean();
      case 'array': {
        const { minItems = 0, maxItems = minItems + 3, items = {} } = schema;
        return fc.array(validValue(schemas.resolve(items), `${pointer}/0`), {
          minLength: minItems,
          maxLength: isDeep(pointer) ? minItems : maxItems,
        });
      }
      case 'object':
        return validObject(schema, pointer);
      default:
        return fc.constantFrom('x', 17, true);
    }
  }

  function validObject(schema: JsonSchema, pointer: string): fc.Arbitrary<Record<string, unknown>> {
    const { properties = {}, required = [] } = schema;
    const members = Object.entries(properties)
      .filter(([name, property]) => required.includes(name) || mayBeMadeUp(property, pointer))
      .map(([name, property]) => [name, validValue(schemas.resolve(property), `${pointer}/${name}`)]);
    return fc.record(Object.fromEntries(members), {
      requiredKeys: required.filter((name) => name in properties),
    });
  }

  function mayBeMadeUp(property: JsonSchema, pointer: string): boolean {
    return !isDeep(pointer) && schemas.resolve(property)['x-opaque'] !== true;
  }

  /** Valid objects with one member changed, at any depth, so that it violates a constraint. */
  function breaking(
    schema: JsonSchema,
    pointer: string,
    valid: fc.Arbitrary<Record<string, unknown>>,
  ): fc.Arbitrary<Record<string, unknown>>[] {
    const { properties = {}, required = [] } = schema;
    if (isDeep(pointer)) return [];
    return Object.entries(properties).flatMap(([name, property]) => {
      const member = schemas.resolve(property);
      const at = `${pointer}/${name}`;
      const inside =
        member.type === 'object'
          ? breaking(member, at, validObject(member, at))
          : ([] as fc.Arbitrary<unknown>[]);
      const changed = [...invalidValues(member), ...inside].map((value) =>
        fc.tuple(valid, value).map(([input, wrong]) => ({ ...input, [name]: wrong })),
      );
      if (!required.includes(name)) return changed;
      const without = valid.map((input) =>
        Object.fromEntries(Object.entries(input).filter(([each]) => each !== name)),
      );
      return [...changed, without];
    });
  }
}

/** Whether a place is so deep that only required members are made: a recursive schema has no end. */
const isDeep = (pointer: string) => pointer.split('/').length > 4;

/** Texts that match a pattern; if fast-check does not support the pattern, any texts, which the validator sorts later. */
function textMatching(pattern: string, schema: JsonSchema): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    return validText(schema);
  }
}

type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  /** Only the service makes its values. */
  'x-opaque'?: true;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  allOf?: JsonSchema[];
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
};

/** Reads a schema whose references all point into its own $defs. */
function schemaReader(whole: Record<string, unknown>) {
  const definitions = (whole.$defs ?? {}) as Record<string, JsonSchema>;
  const resolve = ({ $ref, allOf = [], ...own }: JsonSchema): JsonSchema => {
    const definition = $ref === undefined ? [] : [definitions[$ref.replace('#/$defs/', '')] ?? {}];
    return Object.assign({}, ...[...definition, ...allOf].map(resolve), own);
  };
  return { resolve };
}

function validText({ minLength = 0, maxLength = 1024 }: JsonSchema): fc.Arbitrary<string> {
  // Lengths near the limit use ASCII only, because it is not known how a character outside the BMP counts.
  const long = fc.nat({ max: maxLength - minLength }).map((length) => 'a'.repeat(length + minLength));
  return fc.oneof(fc.string({ unit: character, minLength, maxLength: Math.min(maxLength, 200) }), long);
}

/** Unambiguous text: no control characters except white space, no lone surrogates. */
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

/** Values that violate a constraint of a schema: its type or a limit. */
function invalidValues(schema: JsonSchema): fc.Arbitrary<unknown>[] {
  const { minLength = 0, maxLength, minimum, maximum, minItems = 0, maxItems, enum: values } = schema;
  const broken: fc.Arbitrary<unknown>[] = [];
  const others = Object.entries(ofEachType).filter(([type]) => !typesInJson(schema.type).includes(type));
  if (schema.type !== undefined) broken.push(fc.oneof(...others.map(([, value]) => value)));
  if (values?.every((value) => typeof value === 'string')) broken.push(fc.constant('no-such-value'));
  if (maxLength !== undefined) {
    broken.push(fc.integer({ min: 1, max: 2000 }).map((more) => 'a'.repeat(maxLength + more)));
  }
  if (minLength > 0) broken.push(fc.nat({ max: minLength - 1 }).map((length) => 'a'.repeat(length)));
  if (minimum !== undefined) broken.push(fc.integer({ min: 1, max: 1000 }).map((less) => minimum - less));
  if (maximum !== undefined) broken.push(fc.integer({ min: 1, max: 1000 }).map((more) => maximum + more));
  if (maxItems !== undefined) broken.push(fc.constant(Array(maxItems + 1).fill('x')));
  if (minItems > 0) broken.push(fc.constant([]));
  return broken;
}

const ofEachType = {
  string: fc.constant('x'),
  number: fc.integer(),
  boolean: fc.boolean(),
  array: fc.array(fc.string(), { maxLength: 2 }),
  object: fc.constant({ a: 'b' }),
};

const typesInJson = (types: string | string[] = []) =>
  [types].flat().map((type) => (type === 'integer' ? 'number' : type));

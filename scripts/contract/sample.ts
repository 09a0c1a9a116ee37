// Values that fit a schema: from the contract's examples or, if they do not show one, the smallest that fits.
import {
  type Contract,
  follow,
  mediaTypeOf,
  type Operation,
  pointerPart,
  type Referable,
  resolved,
  type Schema,
  valueAt,
} from './contract.ts';

/** JSON. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * A value that fits a schema, without optional members. It comes from an example, a default, a constant or an enumeration
 * if there is one; `examples` are whole values, of which the part at the same place is used.
 *
 * The value may not fit patterns, formats and combinations of schemas: check it with a validator if that matters. The
 * remedy is an example.
 *
 * @example sampleOf(contract, { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } })
 * // { name: 'a' }
 */
export function sampleOf(contract: Contract, referable: Referable<Schema>, examples: unknown[] = []): Json {
  return sampleAt(contract, referable, '', examples, 0);
}

const deepest = 12;

function sampleAt(
  contract: Contract,
  referable: Referable<Schema>,
  pointer: string,
  examples: unknown[],
  depth: number,
): Json {
  const schema = resolved(contract, referable);
  const shown = [
    ...(schema.type === 'object' ? [] : examples.map((example) => valueAt(example, pointer))),
    ...((schema.examples as unknown[] | undefined) ?? []),
    schema.example,
    schema.const,
    schema.default,
    schema.enum?.[0],
  ].find((value) => value !== undefined);
  if (shown !== undefined) return shown as Json;
  const [branch] = schema.oneOf ?? schema.anyOf ?? [];
  if (branch !== undefined && depth < deepest) {
    const { oneOf: _, anyOf: __, ...own } = schema;
    return sampleAt(contract, { allOf: [branch, own] }, pointer, examples, depth + 1);
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'string':
      return 'a'.repeat(Math.max(1, (schema.minLength as number | undefined) ?? 1));
    case 'integer':
    case 'number':
      return smallest(schema);
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'array': {
      const count = depth < deepest ? ((schema.minItems as number | undefined) ?? 0) : 0;
      return Array.from({ length: count }, (_, index) =>
        sampleAt(contract, schema.items ?? {}, `${pointer}/${index}`, examples, depth + 1),
      );
    }
    default: {
      const required = depth < deepest ? (schema.required ?? []) : [];
      if (required.length < ((schema.minProperties as number | undefined) ?? 0)) {
        const whole = examples.map((example) => valueAt(example, pointer)).find(isObject);
        if (whole !== undefined) return whole as Json;
      }
      return Object.fromEntries(
        required.map((name) => [
          name,
          sampleAt(
            contract,
            schema.properties?.[name] ?? {},
            `${pointer}/${pointerPart(name)}`,
            examples,
            depth + 1,
          ),
        ]),
      );
    }
  }
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The valid number closest to zero. */
function smallest(schema: Schema): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf = 1 } = schema as Bounds;
  const least = Math.max(
    minimum ?? Number.NEGATIVE_INFINITY,
    (exclusiveMinimum ?? Number.NEGATIVE_INFINITY) + multipleOf,
  );
  const most = Math.min(
    maximum ?? Number.POSITIVE_INFINITY,
    (exclusiveMaximum ?? Number.POSITIVE_INFINITY) - multipleOf,
  );
  return Math.max(least, Math.min(most, 0));
}

type Bounds = {
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
};

/**
 * The smallest valid request of an operation: the members that it needs, as the examples of its body show them. The member
 * that names the task holds whatever the examples have there.
 */
export function requestSampleOf(contract: Contract, operation: Operation): { [name: string]: Json } {
  return inputSampleAt(contract, operation, operation.input.schema, '') as { [name: string]: Json };
}

/**
 * A value for what stands at a place of an operation's input, as the examples of its body show it.
 *
 * @param pointer JSON pointer into the input: `/taskList/name`
 */
export function inputSampleAt(
  contract: Contract,
  operation: Operation,
  schema: Referable<Schema>,
  pointer: string,
): Json {
  const body = operation.object.requestBody && follow(contract, operation.object.requestBody);
  const media = body && mediaTypeOf(body);
  const examples = [media?.example, ...Object.values(media?.examples ?? {}).map(({ value }) => value)];
  return sampleAt(contract, schema, pointer, examples, 0);
}

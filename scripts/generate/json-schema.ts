// A schema of the contract as plain JSON Schema that needs no other document: what it refers to stands in $defs, and what
// only the contract's readers need is left out. Who makes values up needs to know which only the service makes.
import { type Contract, follow, nameOfReference, type Referable, type Schema } from '../contract/contract.ts';

/**
 * A JSON Schema on its own.
 *
 * @example standaloneSchema(contract, { $ref: '#/components/schemas/TaskToken' })
 * // { $ref: '#/$defs/TaskToken', $defs: { TaskToken: { type: 'string', minLength: 1, maxLength: 1024 } } }
 */
export function standaloneSchema(contract: Contract, referable: Referable<Schema>): Record<string, unknown> {
  const definitions: Record<string, unknown> = {};
  const schema = copied(referable) as Record<string, unknown>;
  return Object.keys(definitions).length > 0 ? { ...schema, $defs: definitions } : schema;

  function copied(node: unknown): unknown {
    if (Array.isArray(node)) return node.map(copied);
    if (typeof node !== 'object' || node === null) return node;
    const members = Object.entries(node).filter(
      ([key]) => (!key.startsWith('x-') || key === 'x-opaque') && !annotations.includes(key),
    );
    return Object.fromEntries(
      members.map(([key, value]) => {
        if (key === '$ref') return [key, definitionOf(node as { $ref: string })];
        if (maps.includes(key)) return [key, mapped(value as Record<string, unknown>)];
        return [key, copied(value)];
      }),
    );
  }

  /** In a map of schemas the keys are names, whatever they are. */
  function mapped(schemas: Record<string, unknown>): unknown {
    return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, copied(schema)]));
  }

  function definitionOf(reference: { $ref: string }): string {
    const name = nameOfReference(reference);
    if (!Object.hasOwn(definitions, name)) {
      definitions[name] = {};
      definitions[name] = copied(follow<Schema>(contract, reference));
    }
    return `#/$defs/${name}`;
  }
}

const annotations = ['description', 'examples', 'example'];
const maps = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];

// The places where a fault can be, read from the corpus: the constraints on the members of an input, and the members of
// the body of an answer.
import type { CorpusOperation } from '../../../generated/case-types.ts';
import { valueAt } from '../../../mocks/core/input/pointer.ts';

type Schema = { [keyword: string]: unknown };

/** `pointer` is a JSON pointer into the input or the body. */
type Member = { operation: CorpusOperation; pointer: string; schema: Schema };

/** A constraint on a member of an input. `limit` is the value of the keyword where that is a number. */
export type Constraint = Member & { keyword: string; requirement: string; limit: number };

/** A member of the body of an answer; `certain` if it and everything that contains it is required. */
export type OutputMember = Member & { certain: boolean };

/** The constraints on the members of an operation's input, at any depth. */
export function constraintsOf(operation: CorpusOperation): Constraint[] {
  return operation.constraints.map(({ member: pointer, keyword, requirement }) => {
    const schema = schemaAt(operation.input, operation.input, pointer);
    return { operation, pointer, schema, keyword, requirement, limit: Number(schema[keyword]) };
  });
}

/** The members of the body of an accepted call's answer, at any depth; none where the body is empty. */
export function outputMembersOf(operation: CorpusOperation): OutputMember[] {
  const { response } = operation;
  return response ? within(schemaAt(response, response, '/body'), '', true) : [];

  function within(parent: Schema, path: string, certain: boolean): OutputMember[] {
    const { properties = {}, required = [] } = parent as { properties?: Schema; required?: string[] };
    // A schema that contains itself has no end.
    if (path.split('/').length > 8) return [];
    return Object.keys(properties).flatMap((name) => {
      const schema = schemaAt(response as Schema, parent, `/${name}`);
      const member = {
        operation,
        pointer: `${path}/${name}`,
        schema,
        certain: certain && required.includes(name),
      };
      return [member, ...within(schema, member.pointer, member.certain)];
    });
  }
}

/** The schema of a member; the first, where there are several. A number in the pointer stands for the items of a list. */
function schemaAt(root: Schema, schema: Schema, pointer: string): Schema {
  const [, name, ...rest] = pointer.split('/');
  const { $ref, anyOf: [first] = [] } = schema as { $ref?: string; anyOf?: Schema[] };
  if (first) return schemaAt(root, first, pointer);
  if ($ref) return schemaAt(root, valueAt(root, $ref.slice(1)) as Schema, pointer);
  if (name === undefined) return schema;
  const { properties, items } = schema as { properties?: { [name: string]: Schema }; items?: Schema };
  return schemaAt(root, properties?.[name] ?? items ?? {}, ['', ...rest].join('/'));
}

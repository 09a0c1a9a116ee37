// generated/openapi*.3.0.json: the operations in OpenAPI 3.0.3, for tools that do not read 3.1 and for generators of
// clients. A request has one content type there, the one that today's clients send.
//
// https://spec.openapis.org/oas/v3.0.3
import { type Contract, follow, operationsOf, type Schema, valueAt } from '../../contract/contract.ts';
import { documentFile, documentsOf } from '../../contract/document.ts';
import { placesIn } from '../../contract/walk.ts';
import type { Artefact } from '../artefact.ts';
import { projectionOf, withoutRequirements } from './projection.ts';

const purpose = `A projection in OpenAPI 3.0.3, for tools that do not read 3.1 and for generators of clients: a request has
one content type here. Each path key carries the target in its fragment. A fragment never travels: a client that joins
server and path sends \`POST /\`, as it should.`;

export const artefact: Artefact = {
  generate: (whole) =>
    Object.fromEntries(
      documentsOf(whole).map(({ name, contract }) => [
        documentFile(name, '3.0.json'),
        `${JSON.stringify(inVersion30(contract), null, 2)}\n`,
      ]),
    ),
};

function inVersion30(contract: Contract): Contract {
  const projection = { ...projectionOf(contract, 'OpenAPI 3.0', purpose), openapi: '3.0.3' };
  const { summary: _, ...info } = projection.info;
  projection.info = info;
  for (const { pathKey, object } of operationsOf(contract)) {
    const operation = withoutRequirements(object) as typeof object;
    const requestBody = operation.requestBody && follow(contract, operation.requestBody);
    const [[type, media] = []] = Object.entries(requestBody?.content ?? {});
    if (type && media) operation.requestBody = { ...requestBody, content: { [type]: media } };
    projection.paths[pathKey] = { post: operation };
  }
  const schemas = placesIn(projection).filter(({ kind }) => kind === 'schema');
  // All are looked up before one that is left out takes others with it.
  for (const schema of schemas.map(({ pointer }) => valueAt(projection, pointer)))
    rewrite(schema as Keywords);
  return projection;
}

type Keywords = Record<string, unknown> & Pick<Schema, 'type'>;

const notIn30 = [
  ...['$comment', '$defs', 'const', 'contains', 'contentEncoding', 'contentMediaType', 'dependentRequired'],
  ...[
    'dependentSchemas',
    'else',
    'examples',
    'if',
    'maxContains',
    'minContains',
    'patternProperties',
    'prefixItems',
  ],
  ...['propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties'],
];

/**
 * Rewrites a schema of 3.1 in place as one of 3.0.3, without what its schemas are made of. What 3.0.3 has no keyword for
 * is left out, so that the schema takes the same values or more.
 */
function rewrite(schema: Keywords): void {
  const { $ref, const: constant, examples } = schema;
  for (const key of $ref === undefined ? notIn30 : Object.keys(schema)) delete schema[key];
  if ($ref !== undefined) schema.$ref = $ref;
  if (constant !== undefined) schema.enum = [constant];
  if (Array.isArray(examples)) schema.example ??= examples[0];
  if (Array.isArray(schema.type)) {
    const [type, ...others] = schema.type.filter((each) => each !== 'null');
    if (schema.type.includes('null')) schema.nullable = true;
    delete schema.type;
    if (type !== undefined && others.length === 0) schema.type = type;
  }
  exclude(schema, 'minimum', 'exclusiveMinimum', Math.max);
  exclude(schema, 'maximum', 'exclusiveMaximum', Math.min);
}

/** In 3.0.3 it is a boolean that excludes a limit. */
function exclude(schema: Keywords, limit: string, exclusive: string, stricter: typeof Math.max): void {
  const excluded = schema[exclusive];
  if (typeof excluded !== 'number') return;
  const included = (schema[limit] as number | undefined) ?? excluded;
  schema[limit] = stricter(included, excluded);
  schema[exclusive] = schema[limit] === excluded;
}

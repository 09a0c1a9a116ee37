// generated/openapi*.single-path.json: the literal wire, one POST / for all operations, for tools that cannot tell
// operations apart by a fragment.

import {
  type Contract,
  casePrefixOf,
  follow,
  type MediaType,
  type Operation,
  type OperationObject,
  operationsOf,
  type Referable,
  type Response,
  targetsOf,
} from '../../contract/contract.ts';
import { documentFile, documentsOf, usedComponents } from '../../contract/document.ts';
import type { Artefact } from '../artefact.ts';
import { parametersBesidesTarget, projectionOf, withoutRequirements } from './projection.ts';

const purpose = `A projection for tools that want the literal wire: one \`POST /\`, the operation named by X-Amz-Target.
OpenAPI cannot tie the value of a header to a schema of the body, so the body may be the input of any operation here;
the contract itself is stricter.`;

export const artefact: Artefact = {
  generate: (whole) =>
    Object.fromEntries(
      documentsOf(whole).map(({ name, contract }) => {
        const operations = operationsOf(contract);
        const projection = projectionOf(contract, 'one path', purpose);
        projection.paths['/'] = {
          post: withoutRequirements(merged(contract, operations)) as OperationObject,
        };
        // What all operations answered alike is one response; what they answered each in its way is merged.
        projection.components = usedComponents(projection, projection.paths);
        return [documentFile(name, 'single-path.json'), `${JSON.stringify(projection, null, 2)}\n`];
      }),
    ),
};

function merged(contract: Contract, operations: Operation[]): OperationObject {
  const statuses = distinct(operations.flatMap(({ object }) => Object.keys(object.responses)));
  return {
    operationId: 'CallOperation',
    summary: `Call ${operations.map(({ id }) => id).join(' or ')}`,
    tags: distinct(operations.flatMap(({ object }) => (object.tags as string[] | undefined) ?? [])),
    parameters: [
      {
        name: 'X-Amz-Target',
        in: 'header',
        required: true,
        description: 'Names the operation.',
        schema: {
          type: 'string',
          enum: operations.flatMap(({ id }) => targetsOf(contract, id)),
        },
      },
      ...distinct(operations.flatMap(({ object }) => parametersBesidesTarget(object))),
    ],
    requestBody: { required: true, content: mergedRequest(contract, operations) },
    responses: Object.fromEntries(
      statuses.map((status) => [
        status,
        mergedResponse(
          contract,
          distinct(operations.flatMap(({ object }) => present(object.responses[status]))),
        ),
      ]),
    ),
  };
}

function mergedRequest(contract: Contract, operations: Operation[]): Record<string, MediaType> {
  const contents = operations.map(({ object }) => {
    const content = object.requestBody ? follow(contract, object.requestBody).content : {};
    return Object.fromEntries(
      Object.entries(content).map(([type, media]) => [
        type,
        { ...media, examples: named(`${casePrefixOf(object)}-`, media.examples ?? {}) },
      ]),
    );
  });
  return mergedContent(contents);
}

/** One response for several operations: theirs when they share it, else one whose body is any of theirs. */
function mergedResponse(contract: Contract, responses: Referable<Response>[]): Referable<Response> {
  const [only, ...others] = responses;
  if (only !== undefined && others.length === 0) return only;
  const followed = responses.map((response) => follow(contract, response));
  const content = mergedContent(followed.map((response) => response.content ?? {}));
  return {
    description: distinct(followed.map(({ description }) => description)).join(' Or: '),
    headers: Object.assign({}, ...followed.map(({ headers }) => headers)),
    ...(Object.keys(content).length > 0 && { content }),
  };
}

function mergedContent(contents: Record<string, MediaType>[]): Record<string, MediaType> {
  const types = distinct(contents.flatMap((content) => Object.keys(content)));
  return Object.fromEntries(
    types.map((type) => {
      const medias = contents.flatMap((content) => present(content[type]));
      const schemas = distinct(medias.flatMap(({ schema }) => present(schema)));
      const [only] = schemas;
      const schema = only !== undefined && schemas.length === 1 ? only : { anyOf: schemas };
      return [type, { schema, examples: Object.assign({}, ...medias.map(({ examples }) => examples)) }];
    }),
  );
}

function named<T>(prefix: string, map: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [prefix + name, value]));
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

/** Without repetitions, values being the same when their JSON is. */
function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

// generated/openapi*.per-path.json: a path for each operation and no other media type than application/json, for tools
// that route by path and read only that (Stoplight Prism).

import {
  type Contract,
  follow,
  operationsOf,
  type RequestBody,
  type Response,
} from '../../contract/contract.ts';
import { documentFile, documentsOf } from '../../contract/document.ts';
import type { Artefact } from '../artefact.ts';
import { asPlainJson, parametersBesidesTarget, projectionOf, withoutRequirements } from './projection.ts';

const purpose = `A projection for tools that route by path and know only application/json. Each operation has a path of
its own here. On the wire all of them are \`POST /\` with the header X-Amz-Target and the content type
application/x-amz-json-1.0, so something in front of such a tool has to translate.`;

export const artefact: Artefact = {
  generate: (whole) =>
    Object.fromEntries(
      documentsOf(whole).map(({ name, contract }) => [
        documentFile(name, 'per-path.json'),
        `${JSON.stringify(perPath(contract), null, 2)}\n`,
      ]),
    ),
};

function perPath(contract: Contract): Contract {
  const projection = projectionOf(contract, 'one path per operation', purpose);
  projection.servers = [{ url: '/', description: 'Wherever the tool serves it' }];
  for (const { id, object } of operationsOf(contract)) {
    const operation = withoutRequirements(object) as typeof object;
    const requestBody = follow(contract, operation.requestBody as RequestBody);
    projection.paths[`/${id}`] = {
      post: {
        ...operation,
        parameters: parametersBesidesTarget(operation),
        requestBody: { ...requestBody, content: asPlainJson(requestBody.content) },
        responses: Object.fromEntries(
          Object.entries(operation.responses).map(([status, response]) => [
            status,
            plain(response as Response),
          ]),
        ),
      },
    };
  }
  for (const [name, response] of Object.entries(projection.components.responses ?? {})) {
    (projection.components.responses ?? {})[name] = plain(response);
  }
  return projection;
}

function plain(response: Response): Response {
  return response.content ? { ...response, content: asPlainJson(response.content) } : response;
}

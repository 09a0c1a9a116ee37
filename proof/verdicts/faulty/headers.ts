// Headers of requests: names in one spelling only, content types and codings that are not known, others in the way.
import { page, refused } from '../answered.ts';
import { subjects, withText } from '../received.ts';
import type { Received, Vary } from '../serve.ts';
import { instead, requests } from '../vary.ts';
import { declared, type FaultyServer } from './faulty-server.ts';

const sample = ['sample/as-printed', 'sample/open-task'];

export const headerFaults: FaultyServer[] = [
  server(
    'names-capitalized',
    'Only X-Amz-Target with these capitals is read',
    ['headers/lower-case', 'headers/upper-case', 'clients/sdk-js'],
    withoutUnlessSpelled('x-amz-target', 'X-Amz-Target'),
  ),
  server(
    'names-lower-case',
    'Only x-amz-target in lower case is read',
    ['headers/upper-case', 'clients/boto3'],
    withoutUnlessSpelled('x-amz-target', 'x-amz-target'),
  ),
  server(
    'content-type-upper-case',
    'CONTENT-TYPE in capitals is not read, and a content type is demanded',
    ['headers/upper-case'],
    refuse(({ spelling }) => spelling.includes('CONTENT-TYPE')),
  ),
  server(
    'accept-anything-refused',
    'A request that accepts whatever comes is refused',
    ['headers/extra'],
    refuse(({ headers }) => headers.accept === '*/*'),
  ),
  server(
    'invocation-id-refused',
    'Headers that SDKs add are refused',
    ['headers/extra', 'clients/aws-cli', 'clients/boto3', 'clients/sdk-js'],
    refuse(({ headers }) => 'amz-sdk-invocation-id' in headers),
  ),
  server(
    'user-agents',
    'User agents other than those of AWS are turned away with a page',
    ['clients/paws'],
    instead(({ headers }) =>
      /paws|Mozilla/.test(headers['user-agent'] ?? '') ? page(403, 'Forbidden') : undefined,
    ),
  ),
  server(
    'accept',
    'A request that accepts only certain types gets status 406',
    ['clients/paws'],
    instead(({ headers }) => (headers.accept?.includes('text/') ? page(406, 'Not Acceptable') : undefined)),
  ),
  server(
    'amz-json-refused',
    'The content type application/x-amz-json-1.0 is refused',
    ['content-type/amz-json', 'operation/accepted'],
    refuse(({ headers }) => headers['content-type'] === 'application/x-amz-json-1.0'),
  ),
  server(
    'json-refused',
    'The content type application/json; charset=UTF-8 is refused',
    ['content-type/json-with-amz-encoding'],
    refuse(({ headers }) => headers['content-type'] === 'application/json; charset=UTF-8'),
  ),
  server(
    'encoding-415',
    'The content encoding amz-1.0 gets status 415',
    ['content-type/amz-json-with-amz-encoding', 'content-type/json-with-amz-encoding'],
    instead(({ headers }) =>
      'content-encoding' in headers ? page(415, 'Unsupported Media Type') : undefined,
    ),
  ),
  {
    name: 'headers-sample-encoding-415',
    what: 'The documented sample gets status 415 for its content encoding',
    killedBy: sample.map((killer) => `completed/${killer}`),
    level: 'MUST',
    mock: declared,
    vary: instead((request) =>
      request.headers['content-encoding'] === 'amz-1.0'
        ? { ...refused(request, 'SerializationException'), status: 415 }
        : undefined,
    ),
  },
  {
    name: 'headers-sample-browser',
    what: 'The documented sample is turned away for its user agent',
    killedBy: sample.map((killer) => `completed/${killer}`),
    level: 'MUST',
    mock: declared,
    vary: instead(({ headers }) =>
      headers['user-agent']?.startsWith('Mozilla') ? page(403, 'Forbidden') : undefined,
    ),
  },
  {
    ...server(
      'chunked-refused',
      'A body in chunks gets status 411',
      ['framing/chunked'],
      instead(({ headers }) => ('transfer-encoding' in headers ? page(411, 'Length Required') : undefined)),
    ),
    level: 'MAY',
  },
  {
    ...server(
      'chunked-empty',
      'A body in chunks is taken for empty',
      ['framing/chunked'],
      requests((request) => ('transfer-encoding' in request.headers ? withText(request, '') : request)),
    ),
    level: 'MAY',
  },
];

function server(kind: string, what: string, killers: string[], vary: Vary): FaultyServer {
  const killedBy = subjects.flatMap(({ slug }) => killers.map((killer) => `${slug}/${killer}`));
  return { name: `headers-${kind}`, what, killedBy, level: 'MUST', mock: declared, vary };
}

function refuse(isRefused: (request: Received) => boolean): Vary {
  return instead((request) =>
    isRefused(request)
      ? refused(request, 'SerializationException', 'The header is not supported')
      : undefined,
  );
}

function withoutUnlessSpelled(name: string, spelling: string): Vary {
  return requests((request) => {
    if (request.spelling.includes(spelling)) return request;
    const { [name]: _, ...headers } = request.headers;
    return { ...request, headers };
  });
}

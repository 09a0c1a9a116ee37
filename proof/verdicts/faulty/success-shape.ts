// How success is written: status, body and headers. Each fault once for all operations, the commonest also for one.
import { withBody, withHeaders, withStatus } from '../answered.ts';
import { subjects } from '../received.ts';
import type { Answered, Vary } from '../serve.ts';
import { only, successes } from '../vary.ts';
import { declared, type FaultyServer } from './faulty-server.ts';

export const successShapeFaults: FaultyServer[] = [
  ...[201, 202, 204, 206].map((status) =>
    server(`status-${status}`, `Success has status ${status}`, 'status', 'MUST', (answered) =>
      withStatus(answered, status),
    ),
  ),
  ...Object.entries({ object: '{}', null: 'null', newline: '\n', string: '""', ok: '{"ok":true}' }).map(
    ([kind, body]) =>
      server(
        `body-${kind}`,
        `The body of success is ${JSON.stringify(body)}`,
        'empty-body',
        'MUST',
        (answered) => withBody(answered, body),
      ),
  ),
  server('no-request-id', 'Success has no request id', 'request-id', 'MUST', (answered) =>
    withHeaders(answered, { 'x-amzn-RequestId': undefined }),
  ),
  server('empty-request-id', 'The request id of success is empty', 'request-id', 'MUST', (answered) =>
    withHeaders(answered, { 'x-amzn-RequestId': '' }),
  ),
  server(
    'request-id-elsewhere',
    'The request id of success is in the header x-amz-request-id',
    'request-id',
    'MUST',
    (answered) =>
      withHeaders(answered, {
        'x-amzn-RequestId': undefined,
        'x-amz-request-id': answered.headers['x-amzn-RequestId'],
      }),
  ),
  server(
    'request-id-of-52',
    'The request id is 52 capital letters and digits',
    'request-id-uuid',
    'SHOULD',
    (answered) => withHeaders(answered, { 'x-amzn-RequestId': longId(answered) }),
  ),
  server(
    'request-id-without-hyphens',
    'The request id is a UUID without hyphens',
    'request-id-uuid',
    'SHOULD',
    (answered) =>
      withHeaders(answered, {
        'x-amzn-RequestId': answered.headers['x-amzn-RequestId']?.replaceAll('-', ''),
      }),
  ),
  {
    ...server(
      'request-id-constant',
      'The request id is that of the documented sample, always',
      'request-id-distinct',
      'MAY',
      (answered) => withHeaders(answered, { 'x-amzn-RequestId': '0976f0f4-3ff6-11e1-9a27-0760db01a4a8' }),
    ),
    whole: true,
  },
  ...['text/html; charset=utf-8', 'text/plain', 'application/x-amz-json-1.1', 'application/xml'].map((type) =>
    server(
      `content-type-${type.replace(/;.*$/, '').replaceAll(/[/.]/g, '-')}`,
      `The content type of success is ${type}`,
      'content-type',
      'MUST',
      (answered) => withHeaders(answered, { 'Content-Type': type }),
    ),
  ),
  server('no-content-type', 'Success has no content type', 'content-type', 'MUST', (answered) =>
    withHeaders(answered, { 'Content-Type': undefined }),
  ),
  ...subjects.map(
    ({ operation, slug }): FaultyServer => ({
      name: `success-${slug}-object`,
      what: `The body of success is {} for ${operation} alone`,
      killedBy: [`${slug}/response/success-empty-body`],
      level: 'MUST',
      mock: declared,
      vary: only(
        operation,
        successes((answered) => withBody(answered, '{}')),
      ),
    }),
  ),
  everyFifth(),
];

function server(
  kind: string,
  what: string,
  killer: string,
  level: FaultyServer['level'],
  change: (answered: Answered) => Answered,
): FaultyServer {
  const killedBy = subjects.map(({ slug }) => `${slug}/response/success-${killer}`);
  return { name: `success-${kind}`, what, killedBy, level, mock: declared, vary: successes(change) };
}

function everyFifth(): FaultyServer {
  const vary: Vary = (usual, swf) => {
    let count = 0;
    const sometimes = successes((answered) => {
      count += 1;
      return count % 5 === 0 ? withBody(answered, '{}') : answered;
    });
    return sometimes(usual, swf);
  };
  return {
    name: 'success-every-fifth-object',
    what: 'The body of every fifth success is {}',
    killedBy: subjects.map(({ slug }) => `${slug}/response/success-empty-body`),
    level: 'MUST',
    whole: true,
    mock: declared,
    vary,
  };
}

function longId({ headers }: Answered): string {
  return (headers['x-amzn-RequestId'] ?? '').replaceAll('-', '').toUpperCase().padEnd(52, '7');
}

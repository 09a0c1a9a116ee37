// Methods other than POST, and bodies beyond a size.
import { operations } from '../../../generated/operations.ts';
import { accepted, page, refused } from '../answered.ts';
import { type Subject, subjects } from '../received.ts';
import type { Received, Reply, Vary } from '../serve.ts';
import { instead, only, requests } from '../vary.ts';
import { any, declared, type FaultyServer } from './faulty-server.ts';

const documentedLimit = 1_048_576;

export const methodAndSizeFaults: FaultyServer[] = [
  ...['get', 'put', 'delete', 'patch'].map((method) =>
    server(
      `method-${method}`,
      `${method.toUpperCase()} gets status 200`,
      [`method/${method}`],
      whenMethod(method.toUpperCase(), accepted),
    ),
  ),
  {
    ...server(
      'method-put-as-post',
      'PUT is taken for POST',
      ['method/put'],
      requests((request) => (request.method === 'PUT' ? { ...request, method: 'POST' } : request)),
    ),
    mock: any,
  },
  server(
    'method-get-breaks',
    'GET gets status 500',
    ['method/get'],
    whenMethod('GET', () => page(500, 'Internal Server Error')),
  ),
  {
    ...server(
      'method-options',
      'OPTIONS gets status 200',
      ['method/options'],
      whenMethod('OPTIONS', accepted),
    ),
    level: 'MAY',
  },
  server(
    'size-accepted',
    'A request of more than 1 MB is accepted',
    ['size/over-1-mb'],
    whenOver(documentedLimit, accepted),
  ),
  server(
    'size-breaks',
    'A request of more than 1 MB gets status 500',
    ['size/over-1-mb'],
    whenOver(documentedLimit, (request) => refused(request, 'InternalFailure')),
  ),
  server(
    'size-page',
    'A request of more than 1 MB gets a page with status 413',
    ['size/over-1-mb'],
    whenOver(documentedLimit, () => page(413, 'Content Too Large')),
  ),
  server(
    'size-resets',
    'A request of more than 1 MB resets the connection',
    ['size/over-1-mb'],
    whenOver(documentedLimit, () => (socket) => socket.resetAndDestroy()),
  ),
  ...subjects.flatMap((subject) => {
    const maximum = longestText(subject);
    return [
      bodyLimit(subject, 32_768, `length-${maximum}`),
      bodyLimit(subject, 65_536, `multi-byte-${maximum - 1}`),
      // What body parsers allow unless they are told otherwise; non-ASCII text in escapes is longer.
      bodyLimit(subject, 102_400, `escaped-${maximum - 1}`),
    ];
  }),
];

function server(kind: string, what: string, killers: string[], vary: Vary): FaultyServer {
  const killedBy = subjects.flatMap(({ slug }) => killers.map((killer) => `${slug}/${killer}`));
  return { name: kind, what, killedBy, level: 'SHOULD', mock: declared, vary };
}

function bodyLimit({ operation, slug, text }: Subject, bytes: number, killer: string): FaultyServer {
  return {
    name: `size-${slug}-body-${bytes}`,
    what: `${operation} gets a page with status 413 for a body of more than ${bytes} bytes`,
    killedBy: [`${slug}/${text}/${killer}`],
    level: 'MUST',
    mock: declared,
    vary: only(
      operation,
      whenOver(bytes, () => page(413, 'Content Too Large')),
    ),
  };
}

function longestText({ operation, text }: Subject): number {
  const limits: Record<string, { maxLength?: number }> = operations[operation].members;
  return limits[text]?.maxLength ?? 0;
}

function whenOver(bytes: number, reply: (request: Received) => Reply): Vary {
  return instead((request) => (request.body.byteLength > bytes ? reply(request) : undefined));
}

function whenMethod(method: string, reply: (request: Received) => Reply): Vary {
  return instead((request) => (request.method === method ? reply(request) : undefined));
}

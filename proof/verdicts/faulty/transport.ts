// What happens on the connection instead of an answer.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { subjects } from '../received.ts';
import { answers, asUsual, instead, requests } from '../vary.ts';
import { any, declared, type FaultyServer } from './faulty-server.ts';

const head =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-amzn-RequestId: 0976f0f4-3ff6-11e1-9a27-0760db01a4a8\r\n';
const errorHead = head.replace('200 OK', '400 Bad Request');

export const transportFaults: FaultyServer[] = [
  always('hang', 'Nothing is ever answered', () => {}),
  always('reset', 'Every connection is reset', (socket) => socket.resetAndDestroy()),
  always('close', 'Every connection is closed without an answer', (socket) => socket.end()),
  always('garbage', 'The answer is no HTTP', (socket) => socket.end('220 mail.example.com ESMTP\r\n')),
  always('head-only', 'The head of the answer never ends', (socket) => socket.write(head)),
  always('drip', 'The body comes a byte at a time', drip),
  always('cut-short', 'The answer ends before its announced length', (socket) =>
    socket.end(`${head}Content-Length: 20\r\n\r\n{}`),
  ),
  always('cut-short-chunks', 'The answer breaks off between two chunks', (socket) =>
    socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`),
  ),
  always('over-long', 'More comes than the announced length', (socket) =>
    socket.end(`${head}Content-Length: 0\r\n\r\n{"more":"than announced"}`),
  ),
  always('endless', 'The body never ends', (socket) => {
    const more = () => socket.write(' '.repeat(65_536));
    socket.on('error', () => {}).on('drain', more);
    socket.write(`${head}\r\n`);
    more();
  }),
  always('two-lengths', 'The answer announces two lengths', (socket) =>
    socket.end(`${head}Content-Length: 0\r\nContent-Length: 2\r\n\r\n{}`),
  ),
  {
    name: 'transport-errors-cut-short',
    what: 'Errors end before their announced length',
    killedBy: everywhere('lifecycle/after-completed', 'taskToken/missing'),
    level: 'MUST',
    outcome: 'transport',
    mock: declared,
    vary: answers((answered) =>
      answered.status === 200
        ? answered
        : (socket) => socket.end(`${errorHead}Content-Length: 90\r\n\r\n{"__type":`),
    ),
  },
  {
    name: 'transport-slow',
    what: 'Every answer comes later than the runner waits',
    killedBy: ['completed/clients/*'],
    level: 'MUST',
    outcome: 'transport',
    mock: declared,
    timeoutMs: 100,
    vary: (usual) => async (request) => {
      const reply = await usual(request);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return reply;
    },
  },
  {
    name: 'transport-first-16-kb',
    what: 'Only the first 16 kB of a body are read',
    killedBy: subjects.map(({ slug, text }) => `${slug}/${text}/length-32768`),
    level: 'MUST',
    mock: declared,
    vary: requests((request) => ({ ...request, body: request.body.subarray(0, 16_384) })),
  },
  {
    name: 'transport-long-bodies-reset',
    what: 'A body of more than 16 kB resets the connection',
    killedBy: subjects.map(({ slug, text }) => `${slug}/${text}/length-32768`),
    level: 'MUST',
    outcome: 'transport',
    mock: declared,
    vary: instead((request) =>
      request.body.byteLength > 16_384 ? (socket) => socket.resetAndDestroy() : undefined,
    ),
  },
  {
    name: 'transport-answers-early',
    what: 'The answer is given before the body has come, whatever it says',
    killedBy: everywhere('taskToken/missing', 'taskToken/length-0'),
    level: 'MUST',
    outcome: 'accepted',
    mock: any,
    vary: asUsual,
    atHead: ({ headers }) =>
      headers['x-amz-target']?.includes('.Respond')
        ? {
            status: 200,
            headers: {
              'x-amzn-RequestId': randomUUID(),
              'Content-Type': 'application/json',
              'Content-Length': '0',
            },
            body: '',
          }
        : undefined,
  },
];

/** With a short deadline, so that what never answers costs little. The runner gives such a server up soon. */
function always(kind: string, what: string, act: (socket: Socket) => void): FaultyServer {
  return {
    name: `transport-${kind}`,
    what,
    killedBy: ['completed/clients/*'],
    level: 'MUST',
    outcome: 'transport',
    mock: declared,
    timeoutMs: 200,
    vary: instead(() => act),
  };
}

function everywhere(...killers: string[]): string[] {
  return subjects.flatMap(({ slug }) => killers.map((killer) => `${slug}/${killer}`));
}

function drip(socket: Socket): void {
  socket.write(`${head}Content-Length: 5000\r\n\r\n`);
  const timer = setInterval(() => socket.write(' '), 20);
  socket.once('error', () => {}).once('close', () => clearInterval(timer));
}

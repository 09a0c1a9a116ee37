// Faults that do not show in every request: only in the second of a connection, or in every seventh.
import { page, refused } from '../answered.ts';
import { subjects } from '../received.ts';
import type { Received, Reply } from '../serve.ts';
import { instead } from '../vary.ts';
import { declared, type FaultyServer } from './faulty-server.ts';

export const occasionalFaults: FaultyServer[] = [
  secondOfConnection('hangs', 'gets no answer', () => () => {}),
  secondOfConnection('resets', 'resets the connection', () => (socket) => socket.resetAndDestroy()),
  secondOfConnection('garbage', 'gets no HTTP', () => (socket) => socket.end('?\r\n\r\n')),
  secondOfConnection('breaks', 'gets status 500', () => page(500, 'Internal Server Error')),
  everySeventh('500', 'gets status 500', 'server-error', (request) => refused(request, 'InternalFailure')),
  everySeventh('page', 'gets a page with status 502', 'server-error', () => page(502, 'Bad Gateway')),
  everySeventh('reset', 'resets the connection', 'transport', () => (socket) => socket.resetAndDestroy()),
  everySeventh('hang', 'is never answered', 'transport', () => () => {}),
];

function secondOfConnection(kind: string, what: string, reply: (request: Received) => Reply): FaultyServer {
  return {
    name: `second-on-connection-${kind}`,
    what: `The second request on a connection ${what}`,
    killedBy: subjects.map(({ slug }) => `${slug}/framing/keep-alive`),
    level: 'SHOULD',
    mock: declared,
    timeoutMs: 1000,
    vary: instead((request) => (request.onConnection > 1 ? reply(request) : undefined)),
  };
}

/** Which case meets the fault depends on the order of requests, so any does; the outcome tells that it is this one. */
function everySeventh(
  kind: string,
  what: string,
  outcome: string,
  reply: (request: Received) => Reply,
): FaultyServer {
  return {
    name: `every-seventh-${kind}`,
    what: `Every seventh request ${what}`,
    killedBy: subjects.map(({ slug }) => `${slug}/**`),
    level: 'MUST',
    outcome,
    mock: declared,
    timeoutMs: 200,
    concurrency: 32,
    vary: (usual) => {
      let count = 0;
      return async (request) => {
        count += 1;
        return count % 7 === 0 ? reply(request) : usual(request);
      };
    },
  };
}

// Connections that end at every stage of an exchange, closed or broken.
import type { Socket } from 'node:net';
import { head } from '../../../conformance/fixtures/socket.ts';
import { type Coming, type Family, type HostileEndpoint, onConnection, onRequest } from '../endpoint.ts';

const body = '{"__type":"UnknownResourceFault","message":"a"}';

/** An answer with everything in it at which a connection may end. */
export const answerToCut = {
  withLength: `${head('400 Bad Request', 'Content-Type: application/x-amz-json-1.0', `Content-Length: ${body.length}`)}${body}`,
  inChunks: `${head('400 Bad Request', 'Transfer-Encoding: chunked')}9\r\n${body.slice(0, 9)}\r\n${(body.length - 9).toString(16)};a=b\r\n${body.slice(9)}\r\n0\r\nX-A: b\r\n\r\n`,
};

const ways: Record<string, (socket: Socket) => void> = {
  closes: (socket) => socket.end(),
  breaks: (socket) => socket.resetAndDestroy(),
};

export const closing: Family = {
  name: 'connections that end',
  endpoints: Object.entries(ways).flatMap(([name, end]) => [
    onConnection(`${name}-when-it-is-connected`, ['reset', 'cut-short'], end, { exits: [1, 3] }),
    onConnection(`${name}-after-the-first-bytes-of-a-request`, 'reset', (socket) =>
      socket.once('data', () => end(socket)),
    ),
    onRequest(`${name}-after-a-request`, 'reset', end),
    onRequest(`${name}-after-a-continue`, 'cut-short', (socket) =>
      socket.write(head('100 Continue'), () => end(socket)),
    ),
    ...Object.entries(answerToCut).map(([form, answer]) =>
      everywhere(`${name}-anywhere-${form}`, answer, end),
    ),
    onRequest(`${name}-after-the-whole-answer`, ['response', 'cut-short', 'reset'], (socket) =>
      socket.write(answerToCut.withLength, () => end(socket)),
    ),
    onRequest(`${name}-after-every-other-answer`, ['response', 'reset'], (socket, _, index) => {
      if (index % 2 === 0) socket.end(answerToCut.withLength);
      else end(socket);
    }),
  ]),
};

/** Ends each connection one byte later than the one before. */
function everywhere(name: string, answer: string, end: (socket: Socket) => void): HostileEndpoint {
  const comes: Coming[] = ['response', 'cut-short', 'reset'];
  return onRequest(name, comes, (socket, _, index) => {
    socket.write(answer.slice(0, 1 + (index % answer.length)), () => end(socket));
  });
}

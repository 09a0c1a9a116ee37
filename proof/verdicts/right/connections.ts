// Freedoms in what happens on the connection.
import type { Socket } from 'node:net';
import { maxRequestBytes } from '../../../mocks/core/answer.ts';
import { changed, headers, refused, status } from '../replies.ts';
import type { Answered, Reply } from '../serve.ts';
import { answers, unchanged, when } from '../transformations.ts';
import type { RightServer } from './right-server.ts';

const closesConnections = {
  cases: ['*/framing/keep-alive'],
  why: 'each connection is closed after its answer',
};

export const connectionFreedoms: RightServer[] = [
  {
    name: 'connection-close',
    freedom: 'Every connection is closed after its answer, and the answer says so',
    undecided: closesConnections,
    transformation: answers(headers({ Connection: 'close' })),
  },
  {
    name: 'http-1.0-close',
    freedom: 'Answers have no length: they end with the connection',
    undecided: closesConnections,
    fails: ['*/response/success-content-length'],
    transformation: answers((_, answered) =>
      written(answered, { 'Content-Length': undefined, Connection: 'close' }, (socket, body) =>
        socket.end(body),
      ),
    ),
  },
  {
    name: 'chunked',
    freedom: 'Answers come in chunks, an empty body as none',
    fails: ['*/response/success-content-length'],
    transformation: answers((_, answered) =>
      written(answered, { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' }, (socket, body) => {
        for (const byte of body) socket.write(`1\r\n${String.fromCharCode(byte)}\r\n`, 'latin1');
        socket.write('0\r\n\r\n');
      }),
    ),
  },
  {
    name: 'interim-answers',
    freedom: 'Interim answers come before the final one',
    undecided: closesConnections,
    transformation: answers((_, answered) => (socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\n\r\n');
      act(
        written(answered, { Connection: 'close' }, (open, body) => open.end(body)),
        socket,
      );
    }),
  },
  {
    name: 'in-pieces',
    freedom: 'An answer comes in several segments',
    transformation: answers((_, answered) =>
      written(answered, {}, async (socket, body) => {
        const middle = Math.floor(body.length / 2);
        await pause(3);
        socket.write(body.subarray(0, middle));
        await pause(3);
        socket.write(body.subarray(middle));
      }),
    ),
  },
  {
    name: 'slow',
    freedom: 'Answers take their time, within the deadline',
    timeoutMs: 2000,
    concurrency: 32,
    transformation: (usual) => async (request) => {
      const reply = await usual(request);
      await pause(40);
      return reply;
    },
  },
  {
    name: 'size-told-at-once',
    freedom: 'A request of more than 1 MB gets status 413 and an awsJson error before its body has come',
    transformation: unchanged,
    atHead: (head) =>
      Number(head.headers['content-length'] ?? 0) > maxRequestBytes
        ? changed(refused('SerializationException', 'The request is too large'), status(413))(head)
        : undefined,
  },
  {
    name: 'length-required',
    freedom: 'A body in chunks gets status 411 and an awsJson error',
    fails: ['*/framing/chunked'],
    transformation: when(
      (request) => 'transfer-encoding' in request.headers,
      changed(refused('SerializationException', 'A length is required'), status(411)),
    ),
  },
];

/** An answer written to the socket by hand: the head, with these headers changed, then the body as `send` does it. */
function written(
  answered: Answered,
  others: Record<string, string | undefined>,
  send: (socket: Socket, body: Buffer) => unknown,
): Reply {
  const sent = headers(others)(undefined, answered);
  const lines = Object.entries(sent.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return (socket) => {
    socket.on('error', () => {});
    socket.write(`HTTP/1.1 ${sent.status} Written by hand\r\n${lines.join('')}\r\n`);
    send(socket, Buffer.from(sent.body));
  };
}

function act(reply: Reply, socket: Socket): void {
  if (typeof reply === 'function') reply(socket);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

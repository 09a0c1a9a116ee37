// Connections that are refused, closed or reset, answers that are no HTTP, and answers that never end or never come.
import { createServer } from 'node:net';
import { bodyLimit } from '../../conformance/exchange/incoming.ts';
import { head } from '../../conformance/fixtures/socket.ts';
import {
  answering,
  connecting,
  type Ending,
  type HostileEndpoint,
  listen,
  pour,
  response,
} from './hostile-endpoint.ts';

const ok = head('200 OK');
const chunked = head('200 OK', 'Transfer-Encoding: chunked');
const empty = response('400 Bad Request', '');
const fault = '{"__type":"UnknownResourceFault","message":"a"}';

/** Complete answers with every part at which a connection may end. */
export const answersToCut = {
  withLength: response('400 Bad Request', fault, 'Content-Type: application/x-amz-json-1.0'),
  inChunks: Buffer.from(
    `${head('400 Bad Request', 'Transfer-Encoding: chunked')}9\r\n${fault.slice(0, 9)}\r\n26;a=b\r\n${fault.slice(9)}\r\n0\r\nX-A: b\r\n\r\n`,
  ),
};

/** One byte more for each request. */
const upTo = (index: number, answer: Buffer) => answer.subarray(0, 1 + (index % answer.byteLength));

const refusing: HostileEndpoint = {
  name: 'refuses connections',
  endings: ['refused'],
  exits: [3],
  async serve() {
    const { url, close } = await listen(createServer());
    await close();
    return { url, close: async () => {} };
  },
};

export const connections: HostileEndpoint[] = [
  refusing,
  connecting('refuses connections after the first', ['refused', 'reset'], (socket, server) => {
    socket.destroy();
    server.close();
  }),
  connecting('closes each connection', ['reset', 'cut-short'], (socket) => socket.end(), { exits: [1, 3] }),
  answering('closes after a request', 'reset', (socket) => socket.end()),
  answering('closes after 100 Continue', 'cut-short', (socket) => socket.end(head('100 Continue'))),
  answering('closes after any byte', ['response', 'cut-short'], (socket, index) =>
    socket.end(upTo(index, answersToCut.withLength)),
  ),
  answering('resets after any byte', ['response', 'cut-short', 'reset'], (socket, index) =>
    socket.write(upTo(index, answersToCut.inChunks), () => socket.resetAndDestroy()),
  ),
  answering('closes after every other answer', ['response', 'reset'], (socket, index) =>
    socket.end(index % 2 === 0 ? answersToCut.withLength : ''),
  ),
];

const oddHeaders = [
  ...['__proto__: a', 'constructor: b', 'X-A: \x9b\x90\xff', 'Keep-Alive: timeout=99999999999'],
  ...Array(300).fill('Set-Cookie: a=b'),
];

export const invalidHttp: HostileEndpoint[] = [
  answering('no HTTP', 'garbage', 'SSH-2.0-OpenSSH_9.2p1\r\n'),
  answering('two lengths', 'garbage', head('200 OK', 'Content-Length: 2', 'Content-Length: 3')),
  answering('a chunk size that is no number', 'garbage', `${chunked}two\r\n{}\r\n0\r\n\r\n`),
  answering('status 000', 'response', head('000 Zero', 'Content-Length: 0')),
  answering('status 999 and odd headers', 'response', response('999 \x9b31m', '', ...oddHeaders)),
  answering(
    'another protocol',
    'garbage',
    head('101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: x'),
  ),
  answering('a body longer than its length', 'over-long', `${head('200 OK', 'Content-Length: 2')}{}{}`),
  connecting('an answer before the request', ['response', 'over-long', 'cut-short', 'reset'], (socket) => {
    socket.resume().write(empty);
  }),
];

export const endless: HostileEndpoint[] = [
  pouring('body', 'over-long', ok, 'a'),
  pouring('chunks of one byte', ['over-long', 'timeout'], chunked, '1\r\na\r\n'),
  pouring('headers', 'garbage', 'HTTP/1.1 200 OK\r\n', 'X-Filler: aaaaaaaaaaaaaaaa\r\n'),
  pouring('empty lines before the answer', ['garbage', 'timeout'], '\r\n', '\r\n'),
  pouring('100 Continue', 'timeout', '', head('100 Continue')),
  pouring('trailers', ['garbage', 'cut-short'], `${chunked}0\r\n`, 'X-Trailer: aaaaaaaa\r\n'),
  pouring('answers', ['over-long', 'response'], '', `${head('200 OK', 'Content-Length: 2')}{}`),
  longest('error name', `{"__type":"${'n'.repeat(bodyLimit - 13)}"}`),
  longest('error message', `{"__type":"ValidationException","message":"${'größe '.repeat(262_100)}"}`),
  longest(
    'word in an error message',
    `{"__type":"ValidationException","message":"${'a'.repeat(bodyLimit - 47)}"}`,
  ),
  longest('text that is no JSON', 'é'.repeat(bodyLimit / 2)),
  longest('head', '', Array(1500).fill('a1234: b')),
  answering('no answer', 'timeout', () => {}),
  answering('one answer and no more', ['response', 'timeout'], (socket, index) => {
    if (index === 0) socket.write(empty);
  }),
  answering('one byte at a time', 'timeout', (socket) => {
    socket.write(ok);
    const timer = setInterval(() => socket.write('a'), 40);
    socket.on('close', () => clearInterval(timer));
  }),
];

function pouring(name: string, endings: Ending | Ending[], first: string, piece: string): HostileEndpoint {
  return answering(`endless ${name}`, endings, (socket) => {
    socket.write(first);
    pour(socket, piece);
  });
}

/** Eight such answers at once may take longer than the timeout on a slow machine. */
function longest(name: string, body: string, headers: string[] = []): HostileEndpoint {
  const answer = response('400 Bad Request', body, ...headers);
  return answering(`the longest ${name}`, ['response', 'timeout'], answer);
}

// Faults of the connection, permanent or occasional.
import type { Socket } from 'node:net';
import { operationIn } from '../received.ts';
import { accepted, internalFailure, page, raw, reset, silence } from '../replies.ts';
import type { Replying, Transformation } from '../serve.ts';
import { always, everyNth, refusals, unchanged, when } from '../transformations.ts';
import type { Block } from './table.ts';

const head =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-amzn-RequestId: 0976f0f4-3ff6-11e1-9a27-0760db01a4a8\r\n';
const length = (bytes: number) => `Content-Length: ${bytes}\r\n\r\n`;
const chunked = 'Transfer-Encoding: chunked\r\n\r\n';
const cutError = `${head.replace('200 OK', '400 Bad Request')}${length(90)}{"__type":`;

export const transport: Block[] = [
  {
    // The timeout is short to save time. The runner soon gives up on such a server.
    one: true,
    run: { timeoutMs: 200, outcome: 'transport' },
    service: {
      'protocol.clients': [
        ['no request is answered', always(silence)],
        ['every answer comes after the timeout', late(500)],
        ['every connection is reset', always(reset)],
        ['every connection is closed without an answer', always(raw(''))],
        ['the answer is not HTTP', always(raw('220 mail.example.com ESMTP\r\n'))],
        ['the head of the answer never ends', always(() => (socket) => socket.write(head))],
        ['the body comes one byte at a time', always(() => drip)],
        ['the body never ends', always(() => flood)],
        ['the body is shorter than its length', always(raw(`${head}${length(20)}{}`))],
        ['the answer breaks off between chunks', always(raw(`${head}${chunked}2\r\n{}\r\n`))],
        ['the body is longer than its length', always(raw(`${head}${length(0)}{"more":"than announced"}`))],
        ['the answer has two lengths', always(raw(`${head}Content-Length: 0\r\n${length(2)}{}`))],
      ],
    },
  },
  {
    level: 'MUST',
    run: { outcome: 'transport' },
    service: {
      '*': [
        ['errors are shorter than their length', refusals(raw(cutError)), '{lifecycle/after-*,*/missing}'],
      ],
    },
  },
  {
    level: 'MUST',
    expects: 'refusal',
    tasks: 'any',
    run: { outcome: 'accepted', atHead: (request) => (operationIn(request) ? accepted(request) : undefined) },
    service: {
      '*': [['the answer comes before the body is read', unchanged, '*/{missing,length-0}']],
    },
  },
  {
    run: { timeoutMs: 1000 },
    service: {
      'protocol.keep-alive': [
        ['the second request on a connection gets no answer', second(silence)],
        ['the second request on a connection resets it', second(reset)],
        ['the second request on a connection gets no HTTP', second(raw('?\r\n\r\n'))],
        ['the second request on a connection gets a 500 page', second(page(500))],
      ],
    },
  },
  {
    level: 'MUST',
    one: true,
    run: { timeoutMs: 200, concurrency: 32, outcome: 'server-error' },
    operation: {
      '*': [
        ['every seventh request gets a 500', everyNth(7, always(internalFailure))],
        ['every seventh request gets a 502 page', everyNth(7, always(page(502)))],
      ],
    },
  },
  {
    level: 'MUST',
    one: true,
    run: { timeoutMs: 200, concurrency: 32, outcome: 'transport' },
    operation: {
      '*': [
        ['every seventh request resets the connection', everyNth(7, always(reset))],
        ['every seventh request is not answered', everyNth(7, always(silence))],
      ],
    },
  },
];

function drip(socket: Socket): void {
  socket.write(`${head}Content-Length: 5000\r\n\r\n`);
  const timer = setInterval(() => socket.write(' '), 20);
  socket.once('error', () => {}).once('close', () => clearInterval(timer));
}

function flood(socket: Socket): void {
  const more = () => socket.write(' '.repeat(65_536));
  socket.on('error', () => {}).on('drain', more);
  socket.write(`${head}\r\n`);
  more();
}

function late(ms: number): Transformation {
  return (usual) => async (request) => {
    const reply = await usual(request);
    await new Promise((resolve) => setTimeout(resolve, ms));
    return reply;
  };
}

function second(reply: Replying): Transformation {
  return when(({ onConnection }) => onConnection > 1, reply);
}

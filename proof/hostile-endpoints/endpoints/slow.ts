// Endpoints that take all the time that there is.

import { createServer } from 'node:net';
import { head } from '../../../conformance/fixtures/socket.ts';
import { drip, type Family, listening, onConnection, onRequest } from '../endpoint.ts';

const chunked = head('200 OK', 'Transfer-Encoding: chunked');

export const slow: Family = {
  name: 'slow',
  endpoints: [
    onRequest('silent', 'timeout', () => {}),
    onConnection('never-reads', 'timeout', (socket) => socket.pause()),
    onRequest('drips-its-head', 'timeout', (socket) =>
      drip(socket, head('200 OK', 'X-Filler: aaaaaaaaaaaaaaaaaa')),
    ),
    onRequest('drips-blank-lines', 'timeout', (socket) => drip(socket, '\r\n')),
    onRequest('drips-its-body', 'timeout', (socket) => {
      socket.write(head('200 OK', 'Content-Length: 1000'));
      drip(socket, 'a');
    }),
    onRequest('drips-a-body-without-length', 'timeout', (socket) => {
      socket.write(head('200 OK'));
      drip(socket, 'a');
    }),
    onRequest('drips-a-chunk-size', 'timeout', (socket) => {
      socket.write(chunked);
      drip(socket, '0');
    }),
    onRequest('drips-chunks', 'timeout', (socket) => {
      socket.write(chunked);
      drip(socket, '1\r\na\r\n', 5);
    }),
    onRequest('drips-trailers', 'timeout', (socket) => {
      socket.write(`${chunked}0\r\n`);
      drip(socket, 'a: b\r\n');
    }),
    onRequest('stops-before-the-end-of-its-head', 'timeout', (socket) => socket.write('HTTP/1.1 200 OK\r\n')),
    onRequest('stops-before-the-last-chunk', 'timeout', (socket) => socket.write(`${chunked}1\r\na\r\n`)),
    onRequest('stops-after-a-continue', 'timeout', (socket) => socket.write(head('100 Continue'))),
    onRequest('answers-once-and-then-no-more', ['response', 'timeout'], (socket, _, index) => {
      if (index === 0) socket.end(head('400 Bad Request', 'Content-Length: 0'));
    }),
    onRequest('answers-every-tenth', ['response', 'timeout'], (socket, _, index) => {
      if (index % 10 === 0) socket.end(head('400 Bad Request', 'Content-Length: 0'));
    }),
    {
      name: 'answers-in-the-last-moment',
      comes: ['response', 'timeout'],
      serve: (timeoutMs) =>
        listening(
          createServer((socket) => {
            const late = setTimeout(
              () => socket.end(head('400 Bad Request', 'Content-Length: 0')),
              timeoutMs * 0.8,
            );
            socket.on('close', () => clearTimeout(late)).resume();
          }),
        ),
    },
  ],
};

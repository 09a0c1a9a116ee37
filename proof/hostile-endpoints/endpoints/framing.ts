// What is no HTTP, or HTTP that two readers would read differently.
import { head } from '../../../conformance/fixtures/socket.ts';
import { type Coming, type Family, type HostileEndpoint, onConnection, onRequest } from '../endpoint.ts';

const anything: Coming[] = ['response', 'garbage', 'timeout', 'over-long', 'cut-short'];
const chunked = 'Transfer-Encoding: chunked';
const empty = head('400 Bad Request', 'Content-Length: 0');
const inTwo = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n';

export const framing: Family = {
  name: 'invalid HTTP',
  endpoints: [
    ...[
      ['no-status', 'HTTP/1.1\r\n\r\n'],
      ['status-99', 'HTTP/1.1 99 X\r\n\r\n'],
      ['status-1000', 'HTTP/1.1 1000 X\r\n\r\n'],
      ['status-negative', 'HTTP/1.1 -200 X\r\n\r\n'],
      ['status-in-words', 'HTTP/1.1 OK OK\r\n\r\n'],
      ['version-unknown', 'HTTP/9.9 200 OK\r\n\r\n'],
      ['version-in-small-letters', 'http/1.1 200 OK\r\n\r\n'],
      ['http-0.9', '<html>It works!</html>'],
      ['http-2', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0')],
      ['http-2-settings', Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])],
      ['ssh', 'SSH-2.0-OpenSSH_9.2p1\r\n'],
      ['smtp', '220 mail.example.org ESMTP\r\n'],
      ['redis', '-ERR unknown command\r\n'],
      ['tls-on-a-plain-port', Buffer.from([0x15, 0x03, 0x01, 0, 2, 2, 0x46])],
      ['zeros', Buffer.alloc(1024)],
      ['request-for-an-answer', 'POST / HTTP/1.1\r\nHost: a\r\n\r\n'],
      ['length-negative', head('200 OK', 'Content-Length: -1')],
      ['length-with-a-sign', `${head('200 OK', 'Content-Length: +2')}{}`],
      ['length-in-hexadecimal', `${head('200 OK', 'Content-Length: 0x2')}{}`],
      ['length-in-words', `${head('200 OK', 'Content-Length: two')}{}`],
      ['length-of-nothing', `${head('200 OK', 'Content-Length:')}{}`],
      ['lengths-that-differ', `${head('200 OK', 'Content-Length: 2', 'Content-Length: 3')}{}`],
      ['lengths-in-one-line', `${head('200 OK', 'Content-Length: 2, 2')}{}`],
      ['lengths-twice', `${head('200 OK', 'Content-Length: 2', 'Content-Length: 2')}{}`],
      ['length-and-chunks', `${head('200 OK', 'Content-Length: 2', chunked)}2\r\n{}\r\n0\r\n\r\n`],
      ['chunk-size-in-words', `${head('200 OK', chunked)}two\r\n{}\r\n0\r\n\r\n`],
      ['chunk-size-negative', `${head('200 OK', chunked)}-2\r\n{}\r\n0\r\n\r\n`],
      ['chunk-size-beyond-counting', `${head('200 OK', chunked)}${'f'.repeat(40)}\r\n{}`],
      ['chunk-longer-than-it-says', `${head('200 OK', chunked)}1\r\n{}\r\n0\r\n\r\n`],
      ['nul-in-a-header', `${head('200 OK', 'X-A: a\0b', 'Content-Length: 0')}`],
      ['nul-in-a-header-name', `${head('200 OK', 'X\0A: b', 'Content-Length: 0')}`],
      ['header-without-a-name', `${head('200 OK', ': b', 'Content-Length: 0')}`],
      ['header-without-a-colon', `${head('200 OK', 'abc', 'Content-Length: 0')}`],
      ['space-before-a-colon', `${head('200 OK', 'Content-Length : 0')}`],
      ['carriage-return-in-a-header', `${head('200 OK', 'X-A: a\rX-B: b', 'Content-Length: 0')}`],
    ].map(([name, bytes]) => says(name as string, 'garbage', bytes as string | Buffer)),
    ...[
      ['folded-header', `${head('200 OK', 'X-A: a', ' b', 'Content-Length: 0')}`],
      ['bare-line-feeds', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n'],
      ['status-0', 'HTTP/1.1 000 Zero\r\nContent-Length: 0\r\n\r\n'],
      ['status-999', 'HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n'],
      ['switching-without-upgrade', head('101 Switching Protocols')],
      ['switching', head('101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: websocket')],
      [
        'switching-and-more',
        `${head('101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: x')}${empty}`,
      ],
      ['chunks-twice', `${head('200 OK', 'Transfer-Encoding: chunked, chunked')}2\r\n{}\r\n0\r\n\r\n`],
      ['header-names-in-odd-spelling', head('400 X', 'x-aMZN-requestID: 1', 'CONTENT-length: 0')],
      [
        'header-named-like-a-member-of-objects',
        head('400 X', '__proto__: a', 'constructor: b', 'Content-Length: 0'),
      ],
      [
        'keep-alive-for-ever',
        head(
          '400 X',
          'Keep-Alive: timeout=99999999999, max=-1',
          'Connection: keep-alive',
          'Content-Length: 0',
        ),
      ],
      ['cookies', head('400 X', ...Array(300).fill('Set-Cookie: a=b'), 'Content-Length: 0')],
      [
        'high-bytes-in-headers',
        Buffer.from(head('400 \x9b31m', 'X-A: \x9b\x90\xff', 'Content-Length: 0'), 'latin1'),
      ],
    ].map(([name, bytes]) => says(name as string, anything, bytes as string | Buffer)),
    ...[
      ['body-of-a-204', `${head('204 No Content')}{}`],
      ['body-of-a-304', `${head('304 Not Modified', 'Content-Length: 2')}{}`],
      ['two-answers', `${empty}${empty}`],
      ['body-longer-than-it-says', `${inTwo}\r\n{}{}`],
      ['hidden-answer', `${inTwo}\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n`],
    ].map(([name, bytes]) => says(name as string, ['over-long', 'response'], bytes as string)),
    ...[
      ['status-199', 'HTTP/1.1 199 What\r\nContent-Length: 0\r\n\r\n'],
      ['chunks-not-last', `${head('200 OK', 'Transfer-Encoding: chunked, gzip')}2\r\n{}\r\n0\r\n\r\n`],
    ].map(([name, bytes]) => says(name as string, 'timeout', bytes as string)),
    onConnection('answers-before-it-is-asked', ['response', 'over-long', 'cut-short', 'reset'], (socket) => {
      socket.resume().write(empty);
    }),
    onConnection('garbage-before-it-is-asked', ['garbage', 'reset'], (socket) => {
      socket.resume().write('220 mail.example.org ESMTP\r\n');
    }),
    onRequest('two-answers-one-after-the-other', ['response', 'over-long'], (socket) => {
      socket.write(empty);
      setImmediate(() => socket.write(empty));
    }),
  ],
};

function says(name: string, comes: Coming | Coming[], bytes: string | Buffer): HostileEndpoint {
  return onRequest(`http-${name}`, comes, (socket) => socket.write(bytes));
}

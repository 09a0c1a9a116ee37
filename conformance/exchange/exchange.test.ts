import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { closedAfterEach } from '../fixtures/closing.ts';
import { head, nobodysHost, post, serveAnswer, serveOnSocket } from '../fixtures/socket.ts';
import { exchange, type Response } from './exchange.ts';

const keep = closedAfterEach();
const serve = async (...args: Parameters<typeof serveOnSocket>) => keep(await serveOnSocket(...args));

describe('a complete answer', () => {
  test('has status, headers in their case and order, and the body', async () => {
    const { url } = keep(
      await serveAnswer(
        head('400 Bad Request', 'x-AMZN-RequestId: 17', 'B: 1', 'a: 2', 'B: 3', 'Content-Length: 2'),
        '{}',
      ),
    );
    const answer = await exchange(post(url), 1000);
    expect(answer).toMatchObject({ kind: 'response', status: 400, text: '{}', bodyBytes: 2 });
    expect((answer as Response).headers).toEqual([
      ['x-AMZN-RequestId', '17'],
      ['B', '1'],
      ['a', '2'],
      ['B', '3'],
      ['Content-Length', '2'],
    ]);
  });

  test.each<[string, (string | Buffer)[], string]>([
    ['without a length, ended by the end of the connection', [head('200 OK'), 'abc', 'close'], 'abc'],
    [
      'in chunks',
      [head('200 OK', 'Transfer-Encoding: chunked'), '2\r\nab\r\n', '1\r\nc\r\n0\r\n\r\n'],
      'abc',
    ],
    ['without a body', [head('204 No Content')], ''],
    [
      'after an informational response',
      [head('100 Continue'), head('200 OK', 'Content-Length: 3'), 'abc'],
      'abc',
    ],
    ['after early hints', [head('103 Early Hints', 'Link: </a>'), head('200 OK', 'Content-Length: 0')], ''],
    ['of HTTP/1.0', ['HTTP/1.0 200 OK\r\n\r\nabc', 'close'], 'abc'],
    ['without a reason', ['HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabc'], 'abc'],
  ])('%s', async (_, pieces, text) => {
    const { url } = keep(await serveAnswer(...pieces));
    expect(await exchange(post(url), 1000)).toMatchObject({ kind: 'response', text });
  });

  test.each<[string, (text: string) => Buffer]>([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('in the coding %s is decoded; the bytes that came are counted', async (coding, encode) => {
    const body = encode('{"__type":"UnknownResourceFault"}');
    const { url } = keep(
      await serveAnswer(
        head('400 Bad Request', `Content-Encoding: ${coding}`, `Content-Length: ${body.byteLength}`),
        body,
      ),
    );
    expect(await exchange(post(url), 1000)).toMatchObject({
      text: '{"__type":"UnknownResourceFault"}',
      bodyBytes: body.byteLength,
    });
  });

  test('that says it is coded and is not stays as it came', async () => {
    const { url } = keep(
      await serveAnswer(head('200 OK', 'Content-Encoding: gzip', 'Content-Length: 2'), '{}'),
    );
    expect(await exchange(post(url), 1000)).toMatchObject({ kind: 'response', text: '{}' });
  });

  test('that would unpack to more than a body may have is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20));
    const { url } = keep(
      await serveAnswer(head('200 OK', 'Content-Encoding: gzip', `Content-Length: ${bomb.byteLength}`), bomb),
    );
    const answer = (await exchange(post(url), 5000)) as Response;
    expect(answer.bodyBytes).toBe(bomb.byteLength);
    expect(answer.text.length).toBeLessThan(1 << 20);
  });

  test('that comes before the request is read, on a connection that is then broken, counts', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.pause();
        // What is unread when a socket closes makes the operating system break the connection.
        socket.write(`${head('413 Payload Too Large', 'Content-Length: 2')}{}`, () => socket.destroy());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    keep(server);
    const { port } = server.address() as { port: number };
    const url = new URL(`http://127.0.0.1:${port}/`);
    for (let count = 0; count < 20; count += 1) {
      expect(await exchange(post(url, 'a'.repeat(3 << 20)), 2000)).toMatchObject({
        kind: 'response',
        status: 413,
        text: '{}',
      });
    }
  });
});

describe('no complete answer', () => {
  test('nothing listens: refused', async () => {
    const endpoint = await serveOnSocket(() => {});
    await endpoint.close();
    expect(await exchange(post(endpoint.url), 1000)).toMatchObject({ failure: 'refused' });
  });

  test('a name that nobody has: refused', async () => {
    const answer = await exchange(post(nobodysHost), 5000);
    expect(answer).toMatchObject({ kind: 'failure', failure: 'refused' });
  });

  test.each<[string, string, (string | Buffer)[]]>([
    ['the connection is closed without a word', 'reset', ['close']],
    ['the answer is cut in its head', 'cut-short', ['HTTP/1.1 200 OK\r\nContent-', 'close']],
    ['the answer is cut in its body', 'cut-short', [head('200 OK', 'Content-Length: 10'), 'abc', 'close']],
    [
      'the answer is cut between chunks',
      'cut-short',
      [head('200 OK', 'Transfer-Encoding: chunked'), '3\r\nabc\r\n', 'close'],
    ],
    ['the answer is longer than it says', 'over-long', [`${head('200 OK', 'Content-Length: 2')}{}{}`]],
    ['an empty answer has a body after all', 'over-long', [`${head('200 OK', 'Content-Length: 0')}{}`]],
    ['the answer is no HTTP', 'garbage', ['220 mail.example.org ESMTP\r\n']],
    ['the answer is no text', 'garbage', [Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00])]],
    [
      'two lengths contradict each other',
      'garbage',
      [head('200 OK', 'Content-Length: 2', 'Content-Length: 3'), 'abc'],
    ],
    ['a chunk has no length', 'garbage', [head('200 OK', 'Transfer-Encoding: chunked'), 'zz\r\nabc\r\n']],
    [
      'the head never ends',
      'garbage',
      [`HTTP/1.1 200 OK\r\n${'X-Filler: aaaaaaaaaaaaaaaa\r\n'.repeat(4000)}`],
    ],
    [
      'the protocol is switched',
      'garbage',
      [head('101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: x')],
    ],
  ])('%s: %s', async (_, failure, pieces) => {
    const { url } = keep(await serveAnswer(...pieces));
    expect(await exchange(post(url), 1000)).toMatchObject({ kind: 'failure', failure });
  });

  test('the connection is reset', async () => {
    const { url } = await serve((socket) => socket.resetAndDestroy());
    expect(await exchange(post(url), 1000)).toMatchObject({ failure: 'reset' });
  });

  test.each<[string, (string | Buffer)[]]>([
    ['nothing comes', []],
    ['only informational responses come', [head('100 Continue'), head('102 Processing')]],
    ['the head stops', ['HTTP/1.1 200 OK\r\n']],
    ['the body stops', [head('200 OK', 'Content-Length: 10'), 'abc']],
  ])('%s: timeout', async (_, pieces) => {
    const { url } = keep(await serveAnswer(...pieces));
    expect(await exchange(post(url), 50)).toMatchObject({ failure: 'timeout' });
  });

  test('bytes that drip without end are not waited for longer than said', async () => {
    const { url } = await serve((socket) => {
      socket.write(head('200 OK'));
      const drip = setInterval(() => socket.write('a'), 5);
      socket.on('close', () => clearInterval(drip));
    });
    const answer = await exchange(post(url), 100);
    expect(answer).toMatchObject({
      failure: 'timeout',
      message: expect.stringMatching(/100 ms \(\d+ bytes/),
    });
    expect(answer.durationMs).toBeLessThan(1000);
  });

  describe('where timers are late', () => {
    beforeEach(() => {
      jest.useFakeTimers({ now: 0, doNotFake: ['performance', 'setImmediate', 'nextTick'] });
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    test.each<[string, string, string]>([
      ['informational responses', '', head('103 Early Hints', 'Link: </a>')],
      ['a body', head('200 OK'), 'a'],
    ])('%s without end ends with what comes after the deadline', async (_, before, piece) => {
      const { url } = await serve((socket) => {
        const until = performance.now() + 1_000;
        const pour = () => {
          if (performance.now() > until) socket.destroy();
          else socket.write(piece, () => setImmediate(pour));
        };
        socket.write(before, pour);
      });
      expect(await exchange(post(url), 20)).toMatchObject({ failure: 'timeout' });
    });
  });

  test('a body without end is not read to its end', async () => {
    const { url } = await serve((socket) => {
      socket.write(head('200 OK'));
      const pour = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(1 << 16, 'a')));
      };
      socket.on('drain', pour);
      pour();
    });
    expect(await exchange(post(url), 5000)).toMatchObject({
      failure: 'over-long',
      message: 'a body of more than 2097152 bytes',
    });
  });
});

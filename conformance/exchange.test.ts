import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { exchange, openConnection, type Response } from './exchange.ts';
import { type SocketEndpoint, serveOnSocket } from './fixtures/socket.ts';
import type { WireRequest } from './request.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function serve(...args: Parameters<typeof serveOnSocket>): Promise<SocketEndpoint> {
  const endpoint = await serveOnSocket(...args);
  open.push(endpoint);
  return endpoint;
}

/** An endpoint that writes these pieces for each request, and closes when told to. */
function answering(...pieces: (string | Buffer | 'close')[]) {
  return serve((socket) => {
    for (const piece of pieces) piece === 'close' ? socket.end() : socket.write(piece);
  });
}

function post(url: URL, body = '{}', headers: [string, string][] = []): WireRequest {
  const all: [string, string][] = [
    ['Host', url.host],
    ...headers,
    ['Content-Length', String(Buffer.byteLength(body))],
  ];
  return { method: 'POST', url, headers: all, parts: [body], body: Buffer.from(body), chunked: false };
}

const http = (...lines: string[]) => `HTTP/1.1 ${lines.join('\r\n')}\r\n\r\n`;

describe('a complete answer', () => {
  test('has status, headers in their case and order, and the body', async () => {
    const { url } = await answering(
      http('400 Bad Request', 'x-AMZN-RequestId: 17', 'B: 1', 'a: 2', 'B: 3', 'Content-Length: 2'),
      '{}',
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
    ['without a length, ended by the end of the connection', [http('200 OK'), 'abc', 'close'], 'abc'],
    [
      'in chunks',
      [http('200 OK', 'Transfer-Encoding: chunked'), '2\r\nab\r\n', '1\r\nc\r\n0\r\n\r\n'],
      'abc',
    ],
    ['without a body', [http('204 No Content')], ''],
    [
      'after an informational response',
      [http('100 Continue'), http('200 OK', 'Content-Length: 3'), 'abc'],
      'abc',
    ],
    ['after early hints', [http('103 Early Hints', 'Link: </a>'), http('200 OK', 'Content-Length: 0')], ''],
    ['of HTTP/1.0', ['HTTP/1.0 200 OK\r\n\r\nabc', 'close'], 'abc'],
    ['without a reason', ['HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabc'], 'abc'],
  ])('%s', async (_, pieces, text) => {
    const { url } = await answering(...pieces);
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
    const { url } = await answering(
      http('400 Bad Request', `Content-Encoding: ${coding}`, `Content-Length: ${body.byteLength}`),
      body,
    );
    expect(await exchange(post(url), 1000)).toMatchObject({
      text: '{"__type":"UnknownResourceFault"}',
      bodyBytes: body.byteLength,
    });
  });

  test('that says it is coded and is not stays as it came', async () => {
    const { url } = await answering(http('200 OK', 'Content-Encoding: gzip', 'Content-Length: 2'), '{}');
    expect(await exchange(post(url), 1000)).toMatchObject({ kind: 'response', text: '{}' });
  });

  test('that would unpack to more than a body may have is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20));
    const { url } = await answering(
      http('200 OK', 'Content-Encoding: gzip', `Content-Length: ${bomb.byteLength}`),
      bomb,
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
        socket.write(`${http('413 Payload Too Large', 'Content-Length: 2')}{}`, () => socket.destroy());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(server);
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
    const answer = await exchange(post(new URL('http://nowhere.invalid/')), 5000);
    expect(answer).toMatchObject({ kind: 'failure', failure: 'refused' });
  });

  test.each<[string, string, (string | Buffer)[]]>([
    ['the connection is closed without a word', 'reset', ['close']],
    ['the answer is cut in its head', 'cut-short', ['HTTP/1.1 200 OK\r\nContent-', 'close']],
    ['the answer is cut in its body', 'cut-short', [http('200 OK', 'Content-Length: 10'), 'abc', 'close']],
    [
      'the answer is cut between chunks',
      'cut-short',
      [http('200 OK', 'Transfer-Encoding: chunked'), '3\r\nabc\r\n', 'close'],
    ],
    ['the answer is longer than it says', 'over-long', [`${http('200 OK', 'Content-Length: 2')}{}{}`]],
    ['an empty answer has a body after all', 'over-long', [`${http('200 OK', 'Content-Length: 0')}{}`]],
    ['the answer is no HTTP', 'garbage', ['220 mail.example.org ESMTP\r\n']],
    ['the answer is no text', 'garbage', [Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00])]],
    [
      'two lengths contradict each other',
      'garbage',
      [http('200 OK', 'Content-Length: 2', 'Content-Length: 3'), 'abc'],
    ],
    ['a chunk has no length', 'garbage', [http('200 OK', 'Transfer-Encoding: chunked'), 'zz\r\nabc\r\n']],
    [
      'the head never ends',
      'garbage',
      [`HTTP/1.1 200 OK\r\n${'X-Filler: aaaaaaaaaaaaaaaa\r\n'.repeat(4000)}`],
    ],
    [
      'the protocol is switched',
      'garbage',
      [http('101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: x')],
    ],
  ])('%s: %s', async (_, failure, pieces) => {
    const { url } = await answering(...pieces);
    expect(await exchange(post(url), 1000)).toMatchObject({ kind: 'failure', failure });
  });

  test('the connection is reset', async () => {
    const { url } = await serve((socket) => socket.resetAndDestroy());
    expect(await exchange(post(url), 1000)).toMatchObject({ failure: 'reset' });
  });

  test.each<[string, (string | Buffer)[]]>([
    ['nothing comes', []],
    ['only informational responses come', [http('100 Continue'), http('102 Processing')]],
    ['the head stops', ['HTTP/1.1 200 OK\r\n']],
    ['the body stops', [http('200 OK', 'Content-Length: 10'), 'abc']],
  ])('%s: timeout', async (_, pieces) => {
    const { url } = await answering(...pieces);
    expect(await exchange(post(url), 50)).toMatchObject({ failure: 'timeout' });
  });

  test('bytes that drip without end are not waited for longer than said', async () => {
    const { url } = await serve((socket) => {
      socket.write(http('200 OK'));
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

  test('a body without end is not read to its end', async () => {
    const { url } = await serve((socket) => {
      socket.write(http('200 OK'));
      const pour = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(1 << 16, 'a')));
      };
      socket.on('drain', pour);
      pour();
    });
    expect(await exchange(post(url), 5000)).toMatchObject({
      failure: 'over-long',
      message: 'a body of more than 4194304 bytes',
    });
  });
});

describe('what is sent', () => {
  test('is the request byte for byte: headers in their order and case, and nothing besides', async () => {
    const endpoint = await answering(http('200 OK', 'Content-Length: 0'));
    const body = '{"taskToken":"é"}';
    const headers: [string, string][] = [
      ['x-AMZ-target', 'SimpleWorkflowService.RespondActivityTaskCompleted'],
      ['HOST', 'swf.us-east-1.amazonaws.com'],
      ['content-LENGTH', '18'],
      ['Content-Type', 'application/x-amz-json-1.0'],
    ];
    await exchange({ ...post(endpoint.url, body), headers }, 1000);
    expect(endpoint.requests[0]?.toString('utf8')).toBe(
      'POST / HTTP/1.1\r\n' +
        'x-AMZ-target: SimpleWorkflowService.RespondActivityTaskCompleted\r\n' +
        'HOST: swf.us-east-1.amazonaws.com\r\n' +
        'content-LENGTH: 18\r\n' +
        'Content-Type: application/x-amz-json-1.0\r\n\r\n' +
        '{"taskToken":"é"}',
    );
  });

  test.each(['GET', 'DELETE', 'OPTIONS', 'PUT', 'PATCH'])(
    'a %s without a body has no length',
    async (method) => {
      const endpoint = await answering(http('200 OK', 'Content-Length: 0'));
      const request: WireRequest = { ...post(endpoint.url, ''), method, headers: [['Host', 'a']] };
      await exchange(request, 1000);
      expect(endpoint.requests[0]?.toString()).toBe(`${method} / HTTP/1.1\r\nHost: a\r\n\r\n`);
    },
  );

  test('the path of the endpoint is part of it', async () => {
    const endpoint = await answering(http('200 OK', 'Content-Length: 0'));
    await exchange(post(new URL('/prefix/', endpoint.url), '{}'), 1000);
    expect(endpoint.requests[0]?.toString()).toMatch(/^POST \/prefix\/ HTTP\/1.1\r\n/);
  });

  test('a body in chunks is one chunk', async () => {
    const endpoint = await answering(http('200 OK', 'Content-Length: 0'));
    const headers: [string, string][] = [
      ['Host', 'a'],
      ['Transfer-Encoding', 'chunked'],
    ];
    await exchange({ ...post(endpoint.url, '{"a":1}'), headers, chunked: true }, 1000);
    expect(endpoint.requests[0]?.toString()).toBe(
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n0\r\n\r\n',
    );
  });

  test('what cannot be a header is refused before anything is sent', async () => {
    const endpoint = await answering(http('200 OK', 'Content-Length: 0'));
    const request = post(endpoint.url, '{}', [['X-Amz-Target', 'a\r\nInjected: b']]);
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      await expect(exchange(request, 20)).rejects.toThrow('X-Amz-Target');
      // The deadline of a request that was never made must not go off.
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
    expect(endpoint.requests).toEqual([]);
  });
});

describe('one connection for several requests', () => {
  function connection() {
    const opened = openConnection();
    open.push(opened);
    return opened;
  }

  test('is used again as long as the endpoint keeps it open', async () => {
    const endpoint = await answering(http('200 OK', 'Content-Length: 0'));
    const { exchange } = connection();
    for (let count = 0; count < 3; count += 1) {
      expect(await exchange(post(endpoint.url), 1000)).toMatchObject({ status: 200 });
    }
    expect(endpoint.connections()).toBe(1);
    expect(endpoint.requests.every((request) => !/^connection:/im.test(request.toString()))).toBe(true);
  });

  test.each([
    ['says that it closes', http('200 OK', 'Connection: close', 'Content-Length: 0')],
    ['closes without saying so', http('200 OK', 'Content-Length: 0')],
  ])('is made anew where the endpoint %s', async (_, answer) => {
    const endpoint = await answering(answer, 'close');
    const { exchange } = connection();
    for (let count = 0; count < 5; count += 1) {
      expect(await exchange(post(endpoint.url), 1000)).toMatchObject({ status: 200 });
    }
    expect(endpoint.connections()).toBe(5);
  });

  test('an endpoint that answers the second request with a reset is found out', async () => {
    const endpoint = await serve((socket, _, index) =>
      index === 0 ? socket.write(http('200 OK', 'Content-Length: 0')) : socket.resetAndDestroy(),
    );
    const { exchange } = connection();
    expect(await exchange(post(endpoint.url), 1000)).toMatchObject({ status: 200 });
    expect(await exchange(post(endpoint.url), 1000)).toMatchObject({ failure: 'reset' });
  });
});

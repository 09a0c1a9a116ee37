import { describe, expect, jest, test } from '@jest/globals';
import { closedAfterEach } from '../fixtures/closing.ts';
import { head, post, serveAnswer, serveOnSocket } from '../fixtures/socket.ts';
import type { WireRequest } from '../request/request.ts';
import { exchange, openConnection } from './exchange.ts';

const keep = closedAfterEach();
const serve = async (...args: Parameters<typeof serveOnSocket>) => keep(await serveOnSocket(...args));

describe('what is sent', () => {
  test('is the request byte for byte: headers in their order and case, and nothing besides', async () => {
    const endpoint = keep(await serveAnswer(head('200 OK', 'Content-Length: 0')));
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
      const endpoint = keep(await serveAnswer(head('200 OK', 'Content-Length: 0')));
      const request: WireRequest = { ...post(endpoint.url, ''), method, headers: [['Host', 'a']] };
      await exchange(request, 1000);
      expect(endpoint.requests[0]?.toString()).toBe(`${method} / HTTP/1.1\r\nHost: a\r\n\r\n`);
    },
  );

  test('the path of the endpoint is part of it', async () => {
    const endpoint = keep(await serveAnswer(head('200 OK', 'Content-Length: 0')));
    await exchange(post(new URL('/prefix/', endpoint.url), '{}'), 1000);
    expect(endpoint.requests[0]?.toString()).toMatch(/^POST \/prefix\/ HTTP\/1.1\r\n/);
  });

  test('a body in chunks is one chunk', async () => {
    const endpoint = keep(await serveAnswer(head('200 OK', 'Content-Length: 0')));
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
    const endpoint = keep(await serveAnswer(head('200 OK', 'Content-Length: 0')));
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
    return keep(opened);
  }

  test('is used again as long as the endpoint keeps it open', async () => {
    const endpoint = keep(await serveAnswer(head('200 OK', 'Content-Length: 0')));
    const { exchange } = connection();
    for (let count = 0; count < 3; count += 1) {
      expect(await exchange(post(endpoint.url), 1000)).toMatchObject({ status: 200 });
    }
    expect(endpoint.connections()).toBe(1);
    expect(endpoint.requests.every((request) => !/^connection:/im.test(request.toString()))).toBe(true);
  });

  test.each([
    ['says that it closes', head('200 OK', 'Connection: close', 'Content-Length: 0')],
    ['closes without saying so', head('200 OK', 'Content-Length: 0')],
  ])('is made anew where the endpoint %s', async (_, answer) => {
    const endpoint = keep(await serveAnswer(answer, 'close'));
    const { exchange } = connection();
    for (let count = 0; count < 5; count += 1) {
      expect(await exchange(post(endpoint.url), 1000)).toMatchObject({ status: 200 });
    }
    expect(endpoint.connections()).toBe(5);
  });

  test('an endpoint that answers the second request with a reset is found out', async () => {
    const endpoint = await serve((socket, _, index) =>
      index === 0 ? socket.write(head('200 OK', 'Content-Length: 0')) : socket.resetAndDestroy(),
    );
    const { exchange } = connection();
    expect(await exchange(post(endpoint.url), 1000)).toMatchObject({ status: 200 });
    expect(await exchange(post(endpoint.url), 1000)).toMatchObject({ failure: 'reset' });
  });
});

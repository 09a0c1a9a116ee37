import { once } from 'node:events';
import { connect } from 'node:net';
import {
  PollForActivityTaskCommand,
  RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompletedCommand,
  SWFClient,
  UnknownResourceFault,
} from '@aws-sdk/client-swf';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createMock } from '../core/mock.ts';
import { exchange, head } from '../fixtures/socket.ts';
import { type ServedSwfMock, type ServeOptions, serveSwfMock } from './server.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function serve(options: ServeOptions = {}): Promise<ServedSwfMock> {
  const served = await serveSwfMock(options);
  open.push(served);
  return served;
}

function client(endpoint: string): SWFClient {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
  const swf = new SWFClient({ endpoint, region: 'eu-west-1', credentials });
  open.push({ close: () => swf.destroy() });
  return swf;
}

const completed = (body: string, ...lines: string[]) =>
  head(
    'POST / HTTP/1.1',
    'Host: localhost',
    'X-Amz-Target: SimpleWorkflowService.RespondActivityTaskCompleted',
    'Content-Type: application/x-amz-json-1.0',
    ...(body === '' ? lines : [...lines, `Content-Length: ${Buffer.byteLength(body)}`]),
  ) + body;

describe('the AWS SDK for JavaScript over HTTP', () => {
  test('completes and cancels tasks, and meets a typed fault', async () => {
    const { url, swf } = await serve();
    const sdk = client(url);
    const task = swf.openTask({ region: 'eu-west-1' });
    const accepted = await sdk.send(new RespondActivityTaskCompletedCommand({ ...task, result: '完了 🎉' }));
    expect(accepted.$metadata).toMatchObject({ httpStatusCode: 200, requestId: swf.calls()[0]?.requestId });
    expect(swf.task(task.taskToken).closedBy).toEqual({ event: 'ActivityTaskCompleted', result: '完了 🎉' });
    const late = sdk.send(
      new RespondActivityTaskCanceledCommand({ taskToken: task.taskToken, details: 'late' }),
    );
    await expect(late).rejects.toThrow(UnknownResourceFault);
    await expect(late).rejects.toThrow('Unknown activity, scheduledEventId = 5');
  });

  test('repeats what is throttled, breaks, or is cut off', async () => {
    const { url, swf } = await serve();
    swf.on('RespondActivityTaskCompleted').throttles(1).disconnects(1);
    await client(url).send(new RespondActivityTaskCompletedCommand({ taskToken: 'A' }));
    expect(swf.calls().map(({ outcome }) => outcome)).toEqual([
      'ThrottlingException',
      'network-error',
      'accepted',
    ]);
  });
});

describe('polls over HTTP', () => {
  const poll = (sdk: SWFClient, abortSignal?: AbortSignal) =>
    sdk.send(new PollForActivityTaskCommand({ domain: 'default', taskList: { name: 'orders' } }), {
      ...(abortSignal && { abortSignal }),
    });
  const order = { taskList: 'orders', region: 'eu-west-1' };

  test('are held until a task is scheduled', async () => {
    const { url, swf } = await serve();
    const answer = poll(client(url));
    await swf.polled();
    const { taskToken } = swf.schedule({ ...order, input: '完了 🎉' });
    expect(await answer).toMatchObject({ taskToken, startedEventId: 6, input: '完了 🎉' });
  });

  test('whose client disconnects lose no task', async () => {
    const { url, swf } = await serve();
    const leaving = new AbortController();
    const left = poll(client(url), leaving.signal).catch(({ name }) => name);
    await swf.polled();
    leaving.abort();
    expect(await left).toBe('AbortError');
    await swf.arrival('PollForActivityTask');
    const { taskToken } = swf.schedule(order);
    expect((await poll(client(url))).taskToken).toBe(taskToken);
  });

  const body = '{"domain":"default","taskList":{"name":"orders"}}';
  const target = 'X-Amz-Target: SimpleWorkflowService.PollForActivityTask';
  const onTheWire =
    head('POST / HTTP/1.1', 'Host: localhost', target, `Content-Length: ${body.length}`) + body;

  test('lose no task either where several wait on the connection that ends', async () => {
    const { url, swf } = await serve();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(onTheWire.repeat(3));
    while (swf.waitingPolls().length < 3) await new Promise(setImmediate);
    socket.destroy();
    while (swf.waitingPolls().length > 0) await new Promise(setImmediate);
    const { taskToken } = swf.schedule(order);
    expect((await poll(client(url))).taskToken).toBe(taskToken);
  });

  test('that come behind a call for which the connection is cut are not held', async () => {
    const { url, swf } = await serve();
    swf.on('RespondActivityTaskCompleted').disconnects();
    await exchange(url, [completed('{"taskToken":"X"}') + onTheWire.repeat(3)]);
    await exchange(url, [completed('{"taskToken":"X"}')]);
    expect(swf.waitingPolls()).toEqual([]);
  });

  test('are answered without a task when the server is closed, as are those who wait by the control API', async () => {
    const swf = createMock();
    let asked = false;
    const idle: typeof swf.idle = (options) => {
      asked = true;
      return swf.idle(options);
    };
    const served = await serveSwfMock({ swf: { ...swf, idle } });
    const polls = [1, 2].map(() => exchange(served.url, [onTheWire], /never/));
    swf.schedule({ taskList: 'returns' });
    const waiting = fetch(`${served.url}/_swf-mock/idle`, { method: 'POST' });
    while (!asked || swf.waitingPolls().length < 2) await new Promise(setImmediate);
    await served.close();
    for (const { text, ended } of await Promise.all(polls)) {
      // The connection is not kept, so that nothing is waited for.
      expect(text).toMatch(/\r\nConnection: close\r\n[\s\S]*\r\n\r\n\{"taskToken":"","startedEventId":0\}$/);
      expect(ended).toBe('closed');
    }
    expect((await waiting).status).toBe(409);
  });
});

describe('on the wire', () => {
  test('success is a head without a body, as documented', async () => {
    const { url } = await serve();
    const { text } = await exchange(url, [completed('{"taskToken":"X"}')]);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toMatch(/\r\nx-amzn-RequestId: [0-9a-f-]{36}\r\n/);
    expect(text).toMatch(/\r\nContent-Type: application\/x-amz-json-1\.0\r\n/);
    expect(text).toMatch(/\r\nContent-Length: 0\r\n/);
    expect(text).toMatch(/\r\n\r\n$/);
  });

  test('header names may be in any case, and Content-Encoding: amz-1.0 is understood', async () => {
    const { url } = await serve();
    const body = '{"taskToken":"X"}';
    const { text } = await exchange(url, [
      head(
        'POST / HTTP/1.1',
        'HOST: localhost',
        'x-aMZ-target: SimpleWorkflowService.RespondActivityTaskCompleted',
        'content-TYPE: application/json; charset=UTF-8',
        'Content-Encoding: amz-1.0',
        `CONTENT-length: ${body.length}`,
      ),
      body,
    ]);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  test('a body in chunks is the same body', async () => {
    const { url, swf } = await serve();
    const chunks = ['9\r\n{"taskTok\r\n', '8\r\nen":"X"}\r\n', '0\r\n\r\n'];
    const { text } = await exchange(url, [completed('', 'Transfer-Encoding: chunked'), ...chunks]);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(swf.hasTask('X')).toBe(true);
  });

  test('one connection serves requests one after another, refused and oversized ones too', async () => {
    const { url } = await serve();
    const tooLarge = completed('x'.repeat(1_100_000));
    const { text } = await exchange(
      url,
      [completed('{"taskToken":"X"}'), completed('{}'), tooLarge, completed('{"taskToken":"Y"}')],
      /(HTTP\/1\.1 [\s\S]*){4}\r\n\r\n$/,
    );
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
      '200',
      '400',
      '400',
      '200',
    ]);
  });

  test('a body beyond 1 MB is answered before it has all arrived, and not reset', async () => {
    const { url, swf } = await serve();
    const announced = completed('', 'Content-Length: 50000000');
    const early = await exchange(url, [announced, 'x'.repeat(1_000)], /\r\n\r\n\{.*\}/);
    expect(early.text).toMatch(/^HTTP\/1\.1 400 [\s\S]*SerializationException/);
    const chunk = `100000\r\n${'x'.repeat(0x10_0000)}\r\n`;
    const chunked = await exchange(
      url,
      [completed('', 'Transfer-Encoding: chunked'), chunk, chunk],
      /\r\n\r\n\{.*\}/,
    );
    expect(chunked.text).toMatch(/^HTTP\/1\.1 400 [\s\S]*SerializationException/);
    expect(swf.calls()).toMatchObject([
      { outcome: 'SerializationException' },
      { outcome: 'SerializationException' },
    ]);
  });

  test('OPTIONS is answered as recorded, and GET is refused', async () => {
    const { url } = await serve();
    const options = await fetch(url, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('content-type'), await options.text()]).toEqual([
      404,
      null,
      '<UnknownOperationException/>\n',
    ]);
    const get = await fetch(url);
    expect([get.status, await get.json()]).toEqual([
      400,
      expect.objectContaining({ __type: expect.stringMatching(/#Unknown/) }),
    ]);
  });

  test('a network error cuts the connection', async () => {
    const { url, swf } = await serve();
    swf.on('RespondActivityTaskCompleted').disconnects();
    expect(await exchange(url, [completed('{"taskToken":"X"}')])).toMatchObject({ text: '' });
  });

  test('a client that goes away in the middle of its body disturbs nobody', async () => {
    const { url, swf } = await serve();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(`${completed('', 'Content-Length: 17')}{"task`, () => socket.destroy());
    await once(socket, 'close');
    expect((await exchange(url, [completed('{"taskToken":"X"}')])).text).toMatch(/^HTTP\/1\.1 200/);
    expect(swf.calls()).toHaveLength(1);
  });
});

describe('pages in browsers', () => {
  const preflight = (url: string, origin: string, more: Record<string, string> = {}) =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        ...more,
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,x-amz-target',
      },
    });

  test('may not send requests, unless their origin is named', async () => {
    const { url } = await serve();
    expect((await preflight(url, 'http://page.test')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('may send them from the origin that is named, and read the answer', async () => {
    const { url } = await serve({ cors: 'http://page.test' });
    const allowed = await preflight(url, 'http://page.test');
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': 'http://page.test',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type,x-amz-target',
    });
    const answer = await fetch(url, { method: 'POST', headers: { Origin: 'http://page.test' }, body: '{}' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://page.test');
    expect((await preflight(url, 'http://other.test')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('may send them from a public network to a private one where the browser asks for it', async () => {
    const { url } = await serve({ cors: 'http://page.test' });
    const allowed = async (origin: string, more = {}) =>
      (await preflight(url, origin, more)).headers.get('access-control-allow-private-network');
    const asks = { 'Access-Control-Request-Private-Network': 'true' };
    expect(await allowed('http://page.test', asks)).toBe('true');
    expect(await allowed('http://page.test')).toBeNull();
    expect(await allowed('http://other.test', asks)).toBeNull();
  });

  test('may send them from anywhere with "*"', async () => {
    const { url } = await serve({ cors: '*' });
    expect((await preflight(url, 'http://page.test')).headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('the server', () => {
  test('tells about every call, until it is closed', async () => {
    const outcomes: string[] = [];
    const swf = createMock();
    const served = await serve({ swf, log: ({ outcome }) => outcomes.push(outcome) });
    await exchange(served.url, [completed('{"taskToken":"X"}')]);
    await exchange(served.url, [completed('{"taskToken":"X"}')]);
    expect(outcomes).toEqual(['accepted', 'UnknownResourceFault']);
  });

  test('can serve a mock that was made elsewhere, on several ports', async () => {
    const swf = createMock();
    const [a, b] = [await serve({ swf }), await serve({ swf })];
    await exchange(a.url, [completed('{"taskToken":"X"}')]);
    expect((await exchange(b.url, [completed('{"taskToken":"X"}')])).text).toMatch(/^HTTP\/1\.1 400/);
  });

  test('answers what is under way when it is closed, without waiting for delays', async () => {
    const served = await serveSwfMock();
    served.swf.on('RespondActivityTaskCompleted').delays(600);
    const answer = exchange(served.url, [completed('{"taskToken":"X"}')]);
    await new Promise<void>((resolve) => served.swf.onCall(() => resolve()));
    await Promise.all([served.close(), answer]);
    expect((await answer).text).toMatch(/^HTTP\/1\.1 200/);
    await expect(fetch(served.url)).rejects.toThrow();
  });

  test('is closed at the end of a block that uses it', async () => {
    let url: string;
    {
      await using served = await serveSwfMock();
      url = served.url;
      expect((await fetch(`${url}/_swf-mock`)).status).toBe(200);
    }
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test('says in its URL where it listens', async () => {
    expect((await serve()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await serve({ host: '::1' })).url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  });

  test('takes no key that everybody has, and no origin that no page has', async () => {
    await expect(serveSwfMock({ controlKey: '' })).rejects.toThrow(/control key is empty/);
    for (const cors of ['http://page.test/', 'page.test', '']) {
      await expect(serveSwfMock({ cors })).rejects.toThrow(
        /is no origin; write it like http:\/\/localhost:3000/,
      );
    }
  });

  test('fails as the operating system does when the port is taken', async () => {
    const { url } = await serve();
    await expect(serveSwfMock({ port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});

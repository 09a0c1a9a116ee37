import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { serveOnSocket } from '../fixtures/socket.ts';
import { controlTasks } from './control.ts';
import type { TaskWish } from './source.ts';

type Call = { method: string; path: string; key: string | undefined; body: unknown };
type Answer = { status?: number; body?: unknown } | 'hang';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** What answers under /_swf-mock/, by method and path, and everything that it was asked. */
async function serve(answers: Record<string, Answer>): Promise<{ endpoint: URL; calls: Call[] }> {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const path = (request.url ?? '').replace('/_swf-mock/', '');
    calls.push({
      method: request.method ?? '',
      path,
      key: request.headers['x-swf-mock-key'] as string | undefined,
      body: text === '' ? undefined : JSON.parse(text),
    });
    const answer = answers[`${request.method} ${path}`] ?? { status: 404, body: 'no such page' };
    if (answer === 'hang') return;
    const { status = 200, body = {} } = answer;
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  return { endpoint: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), calls };
}

const mock = { body: { name: 'swf-mock', version: '0.1.0', tasks: 'declared' } };
const task = { status: 201, body: { taskToken: 'TOKEN', state: 'open' } };
const wish = (state: TaskWish['state']) => ({ caseId: 'a/b', state, operations: [] });

describe('tasks through the control API of swf-mock', () => {
  test('are the mock’s own, with a history, and with tokens that can be unknown', async () => {
    const { endpoint } = await serve({ 'GET ': mock });
    const tasks = await controlTasks(endpoint, 1000);
    expect(tasks).toMatchObject({ issued: true, history: true });
    expect(tasks.anyTokenIsOpen).toBeUndefined();
  });

  test('of a mock that takes any token say how to start it otherwise', async () => {
    const { endpoint } = await serve({ 'GET ': { body: { ...mock.body, tasks: 'any' } } });
    expect((await controlTasks(endpoint, 1000)).anyTokenIsOpen?.hint).toBe('start it with --tasks declared');
  });

  test.each([
    ['open', [{ method: 'POST', path: 'tasks', body: {} }]],
    [
      'cancel-requested',
      [
        { method: 'POST', path: 'tasks', body: {} },
        { method: 'POST', path: 'tasks/request-cancel', body: { taskToken: 'TOKEN' } },
      ],
    ],
    [
      'timed-out',
      [
        { method: 'POST', path: 'tasks', body: { startToCloseTimeout: 0.001 } },
        { method: 'POST', path: 'tasks/describe', body: { taskToken: 'TOKEN' } },
      ],
    ],
  ] as const)('are made %s', async (state, expected) => {
    const { endpoint, calls } = await serve({
      'GET ': mock,
      'POST tasks': task,
      'POST tasks/request-cancel': { body: {} },
      'POST tasks/describe': { body: { taskToken: 'TOKEN', state: 'timed-out' } },
    });
    const tasks = await controlTasks(endpoint, 1000);
    expect(await tasks.take(wish(state))).toMatchObject({ taskToken: 'TOKEN' });
    expect(calls.slice(1)).toMatchObject(expected);
  });

  test('whose time is not up although it is short time out when the clock is moved', async () => {
    const { endpoint, calls } = await serve({
      'GET ': mock,
      'POST tasks': task,
      'POST tasks/describe': { body: { taskToken: 'TOKEN', state: 'open' } },
      'POST clock/advance': { body: { now: '2026-11-20T12:34:56Z' } },
    });
    await (await controlTasks(endpoint, 1000)).take(wish('timed-out'));
    expect(calls.at(-1)).toMatchObject({ path: 'clock/advance', body: { seconds: 1 } });
  });

  test('are scheduled in a list of their own, with the input that is asked for', async () => {
    const { endpoint, calls } = await serve({
      'GET ': mock,
      'POST tasks/schedule': {
        status: 201,
        body: { taskToken: 'TOKEN', state: 'scheduled', activityId: 'a' },
      },
    });
    const tasks = await controlTasks(endpoint, 1000);
    const scheduled = await tasks.take({ ...wish('scheduled'), input: 'x' });
    expect(calls.at(-1)?.body).toEqual({
      domain: 'conformance',
      taskList: scheduled.values?.taskList,
      input: 'x',
    });
    expect(scheduled).toMatchObject({ taskToken: '', values: { activityId: 'a' } });
    const later = await tasks.take({ ...wish('scheduled'), later: true });
    expect(calls).toHaveLength(2);
    await later.schedule?.();
    expect(calls).toHaveLength(3);
  });

  test('have the history that the control API tells', async () => {
    const events = [
      { eventId: 5, eventType: 'ActivityTaskScheduled', activityTaskScheduledEventAttributes: { a: 'b' } },
      {
        eventId: 7,
        eventType: 'ActivityTaskCompleted',
        activityTaskCompletedEventAttributes: { result: 'é' },
      },
    ];
    const { endpoint } = await serve({
      'GET ': mock,
      'POST tasks': task,
      'POST tasks/history': { body: { events } },
    });
    const { history } = await (await controlTasks(endpoint, 1000)).take(wish('open'));
    expect(await history?.()).toEqual([
      { eventId: 5, eventType: 'ActivityTaskScheduled', attributes: { a: 'b' } },
      { eventId: 7, eventType: 'ActivityTaskCompleted', attributes: { result: 'é' } },
    ]);
  });

  test('are made with the key that was given', async () => {
    const { endpoint, calls } = await serve({ 'GET ': mock, 'POST tasks': task });
    await (await controlTasks(endpoint, 1000, 'open sesame')).take(wish('open'));
    expect(calls.map(({ key }) => key)).toEqual(['open sesame', 'open sesame']);
  });

  test('are found at the root of an endpoint with a path', async () => {
    const { endpoint, calls } = await serve({ 'GET ': mock });
    await controlTasks(new URL('/prefix/', endpoint), 1000);
    expect(calls).toMatchObject([{ path: '' }]);
  });
});

describe('what goes wrong says what and where', () => {
  test.each<[string, Answer, RegExp]>([
    ['another server', { status: 404, body: '<html></html>' }, /responded with 404 .*needs swf-mock/],
    ['a refusal', { status: 403, body: 'not from here' }, /responded with 403 \(not from here\)/],
    ['something else in JSON', { body: { name: 'other' } }, /is not the control API of swf-mock/],
    ['a page', { body: '<html></html>' }, /did not respond with JSON/],
    ['JSON that is no object', { body: 'null' }, /did not respond with JSON/],
    ['silence', 'hang', /does not respond: .*time/],
  ])('%s', async (_, answer, message) => {
    const { endpoint } = await serve({ 'GET ': answer });
    await expect(controlTasks(endpoint, 100)).rejects.toThrow(message);
    await expect(controlTasks(endpoint, 100)).rejects.toThrow(endpoint.href);
  });

  test('a redirect, which is not followed: the key is for this host', async () => {
    const elsewhere = await serve({ 'GET ': mock });
    const server = createServer((_, response) => {
      response.writeHead(307, { Location: new URL('/_swf-mock/', elsewhere.endpoint).href }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    const endpoint = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await expect(controlTasks(endpoint, 1000, 'open sesame')).rejects.toThrow('responded with 307');
    expect(elsewhere.calls).toEqual([]);
  });

  test('an answer without end, of which no more is read than of any other', async () => {
    const endless = await serveOnSocket((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const pour = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(1 << 16, 'a')));
      };
      socket.on('drain', pour);
      pour();
    });
    open.push(endless);
    await expect(controlTasks(endless.url, 5000)).rejects.toThrow('a body of more than 2097152 bytes');
  });

  test('a history that is none', async () => {
    const { endpoint } = await serve({
      'GET ': mock,
      'POST tasks': task,
      'POST tasks/history': { body: { events: { length: 1 } } },
    });
    const { history } = await (await controlTasks(endpoint, 1000)).take(wish('open'));
    await expect(history?.()).rejects.toThrow('the history is not a list of events');
  });

  test('nobody listens', async () => {
    const { endpoint } = await serve({});
    for (const each of open.splice(0)) await each.close();
    await expect(controlTasks(endpoint, 1000)).rejects.toThrow(/does not respond: .*ECONNREFUSED/);
  });

  test('a task without a token', async () => {
    const { endpoint } = await serve({ 'GET ': mock, 'POST tasks': { status: 201, body: {} } });
    await expect((await controlTasks(endpoint, 1000)).take(wish('open'))).rejects.toThrow('has no taskToken');
  });

  test('an answer to one call that is none', async () => {
    const { endpoint } = await serve({ 'GET ': mock, 'POST tasks': { status: 500, body: 'oops' } });
    await expect((await controlTasks(endpoint, 1000)).take(wish('open'))).rejects.toThrow(
      'responded with 500 (oops)',
    );
  });
});

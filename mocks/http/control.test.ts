import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { controlOutputValidators, controlRoutes } from '../../generated/control-validators.js';
import { beat, complete, poll, signedBy, taskIn } from '../fixtures/request.ts';
import { type ServedSwfMock, serveSwfMock } from './server.ts';

let served: ServedSwfMock;
beforeAll(async () => {
  served = await serveSwfMock();
});
beforeEach(() => served.swf.reset());
afterAll(() => served.close());

/** Calls the control API; a successful answer has to fit its description. */
async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(`${served.url}/_swf-mock${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (response.ok) {
    const route = `${method} /_swf-mock${path.replace(/\?.*|\/$/, '')}` as keyof typeof controlRoutes;
    const validate = controlOutputValidators[controlRoutes[route]];
    expect([validate(answer), validate.errors]).toEqual([true, null]);
  }
  return { status: response.status, answer };
}

const openTask = async (task = {}) => (await control('POST', '/tasks', task)).answer;
const operation = 'RespondActivityTaskCompleted';

describe('the control API', () => {
  test('tells who answers, with and without a slash', async () => {
    for (const path of ['/', '']) {
      const { status, answer } = await control('GET', path);
      expect([status, answer]).toEqual([
        200,
        {
          name: 'swf-mock',
          version: expect.stringMatching(/^\d+\.\d+\.\d+/),
          tasks: 'any',
          now: expect.any(String),
        },
      ]);
    }
  });

  test('opens tasks, with and without a body', async () => {
    const { status, answer } = await control('POST', '/tasks', { domain: 'billing', region: 'eu-west-1' });
    expect([status, answer]).toEqual([201, served.swf.task(answer.taskToken)]);
    expect(answer).toMatchObject({ state: 'open', domain: 'billing', region: 'eu-west-1' });
    expect((await control('POST', '/tasks', '')).status).toBe(201);
    expect((await control('GET', '/tasks')).answer.tasks).toHaveLength(2);
  });

  test('takes a task through request, heartbeat, answer and events', async () => {
    const { taskToken } = await openTask();
    expect((await control('POST', '/tasks/heartbeat', { taskToken })).answer).toEqual({
      cancelRequested: false,
    });
    expect((await control('POST', '/tasks/request-cancel', { taskToken })).answer.state).toBe(
      'cancel-requested',
    );
    expect((await control('POST', '/tasks/heartbeat', { taskToken })).answer).toEqual({
      cancelRequested: true,
    });
    await complete(served.swf, { taskToken, result: 'done after all' });
    const { answer } = await control('POST', '/tasks/describe', { taskToken });
    expect(answer.closedBy).toEqual({ event: 'ActivityTaskCompleted', result: 'done after all' });
    expect((await control('POST', '/tasks/events', { taskToken })).answer).toEqual({
      events: served.swf.events(taskToken),
    });
  });

  test('schedules tasks, which polls take; waits until they are settled', async () => {
    const order = {
      taskList: 'orders',
      activityType: { name: 'ship', version: '1' },
      input: '{"order":17}',
      scheduleToStartTimeout: 30,
    };
    const held = poll(served.swf, 'orders');
    const { answer: waiting } = await control('POST', '/polled', { taskList: 'orders' });
    expect(waiting).toMatchObject({
      operation: 'PollForActivityTask',
      taskList: 'orders',
      domain: 'default',
    });
    const { status, answer: task } = await control('POST', '/tasks/schedule', order);
    expect([status, task.state]).toEqual([201, 'scheduled']);
    const { taskToken } = taskIn(await held);
    expect(taskToken).toBe(task.taskToken);
    const settled = control('POST', '/tasks/settled', { taskToken, seconds: 10 });
    await beat(served.swf, { taskToken, details: 'half' });
    expect((await control('POST', '/tasks/heartbeat', { taskToken, details: 'more' })).status).toBe(200);
    const arrival = { operation: 'RecordActivityTaskHeartbeat', match: { details: 'half' } };
    expect((await control('POST', '/arrival', arrival)).answer).toMatchObject({ outcome: 'accepted' });
    await complete(served.swf, { taskToken, result: 'shipped' });
    expect((await settled).answer).toMatchObject({
      closedBy: { result: 'shipped' },
      heartbeats: [{ details: 'half' }, { details: 'more' }],
    });
    expect((await control('POST', '/idle', '')).answer).toEqual({ done: true });
    expect((await control('POST', '/tasks/schedule', '')).status).toBe(201);
  });

  test.each([
    ['/polled', { taskList: 'orders' }, /^polled: no poll waits .*after 0\.01 seconds; no call arrived$/],
    ['/arrival', { operation }, /^arrival: no RespondActivityTaskCompleted arrived after/],
    ['/idle', {}, /^idle: 1 tasks are still scheduled or open/],
  ])('%s is 409 when it does not happen in time', async (path, input, why) => {
    served.swf.schedule({ taskList: 'returns' });
    const refused = await control('POST', path, { ...input, seconds: 0.01 });
    expect(refused).toEqual({ status: 409, answer: { error: expect.stringMatching(why) } });
  });

  test('a task that does not settle in time is 409, with the calls so far', async () => {
    const { taskToken } = served.swf.schedule();
    await complete(served.swf, { taskToken });
    const { status, answer } = await control('POST', '/tasks/settled', { taskToken, seconds: 0.01 });
    expect([status, answer.error]).toEqual([
      409,
      expect.stringMatching(
        /still scheduled after 0\.01 seconds; .*\n {2}1\. RespondActivityTaskCompleted Unknown/,
      ),
    ]);
  });

  test.each(['request-cancel', 'heartbeat', 'fail'])('%s of a closed task is 409', async (path) => {
    const { taskToken } = await openTask();
    await complete(served.swf, { taskToken });
    expect(await control('POST', `/tasks/${path}`, { taskToken })).toEqual({
      status: 409,
      answer: { error: 'Unknown activity, scheduledEventId = 5: the task is completed' },
    });
  });

  test('fails a task', async () => {
    const { taskToken } = await openTask();
    const { status, answer } = await control('POST', '/tasks/fail', { taskToken, reason: 'card declined' });
    expect([status, answer.closedBy]).toEqual([
      200,
      { event: 'ActivityTaskFailed', reason: 'card declined' },
    ]);
  });

  test('moves the clock', async () => {
    const { taskToken } = await openTask({ heartbeatTimeout: 30 });
    const before = Date.parse((await control('GET', '')).answer.now);
    const { answer } = await control('POST', '/clock/advance', { seconds: 31 });
    expect(Date.parse(answer.now) - before).toBeGreaterThanOrEqual(31_000);
    expect((await control('POST', '/tasks/describe', { taskToken })).answer.state).toBe('timed-out');
  });

  test('prescribes behaviour', async () => {
    const behaviour = { fault: 'UnknownResourceFault', message: 'gone' };
    const { status } = await control('POST', '/scripts', {
      operation,
      match: { result: 'Y' },
      behaviour,
      times: 1,
    });
    expect(status).toBe(201);
    for (const result of ['X', 'Y', 'Y'])
      await complete(served.swf, { taskToken: result + Math.random(), result });
    const { answer } = await control('GET', `/calls?operation=${operation}`);
    expect(answer.calls.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'accepted',
      'UnknownResourceFault',
      'accepted',
    ]);
  });

  test('prescribes a sequence, and lists what is left of it', async () => {
    const steps = [
      { behaviour: { serverError: true } },
      { behaviour: { fault: 'ThrottlingException' }, times: 1 },
    ];
    const sequence = { operation, behaviour: { throttle: true }, times: 2, followedBy: steps };
    expect((await control('POST', '/scripts', sequence)).status).toBe(201);
    await complete(served.swf, { taskToken: 'A' });
    const { answer } = await control('GET', '/scripts');
    expect(answer).toEqual({
      scripts: [
        { operation, behaviour: { throttle: true }, times: 1 },
        { operation, ...steps[0] },
        { operation, ...steps[1] },
      ],
    });
    for (let i = 0; i < 3; i++) await complete(served.swf, { taskToken: 'A' });
    expect(served.swf.calls().map(({ outcome }) => outcome)).toEqual([
      'ThrottlingException',
      'ThrottlingException',
      'ThrottlingException',
      'InternalFailure',
    ]);
  });

  test('prescribes nothing of a sequence of which a part cannot be', async () => {
    const wrong = {
      operation,
      behaviour: { throttle: true },
      followedBy: [{ behaviour: { fault: 'DomainFault' } }],
    };
    expect((await control('POST', '/scripts', wrong)).status).toBe(400);
    expect(served.swf.pending()).toEqual([]);
  });

  test('lists calls, with what refused ones were refused for', async () => {
    await complete(served.swf, { taskToken: '' }, signedBy('AKID'));
    const { answer } = await control('GET', '/calls');
    expect(answer.calls).toMatchObject([
      {
        operation,
        input: { taskToken: '' },
        outcome: 'ValidationException',
        status: 400,
        accessKeyId: 'AKID',
      },
    ]);
    expect((await control('GET', '/calls?operation=RespondActivityTaskCanceled')).answer.calls).toEqual([]);
  });

  test('replaces the access document, and lifts it with null', async () => {
    expect((await control('PUT', '/access', {})).status).toBe(200);
    expect((await complete(served.swf, { taskToken: 'A' })).body).toMatch(/OperationNotPermittedFault/);
    expect((await control('PUT', '/access', 'null')).status).toBe(200);
    expect((await complete(served.swf, { taskToken: 'A' })).status).toBe(200);
  });

  test('resets everything, or the calls only', async () => {
    const { taskToken } = await openTask();
    await complete(served.swf, { taskToken });
    expect((await control('POST', '/reset', { calls: true })).answer).toEqual({ done: true });
    expect(served.swf.calls()).toEqual([]);
    expect(served.swf.hasTask(taskToken)).toBe(true);
    expect((await control('POST', '/reset')).answer).toEqual({ done: true });
    expect(served.swf.hasTask(taskToken)).toBe(false);
  });
});

describe('what the control API refuses, and how it says so', () => {
  const refusals: [string, string, unknown, number, RegExp][] = [
    ['POST', '/tasks', '{', 400, /the body is no JSON/],
    ['POST', '/tasks', [], 400, /the body must be object/],
    [
      'POST',
      '/tasks',
      { heartbeatTimeout: 0, domian: 'x' },
      400,
      /additional properties "domian".*heartbeatTimeout must be > 0/,
    ],
    ['POST', '/tasks/describe', {}, 400, /must have required property 'taskToken'/],
    ['POST', '/clock/advance', { seconds: -1 }, 400, /seconds must be >= 0/],
    [
      'POST',
      '/scripts',
      { operation: 'Respond', behaviour: { throttle: true } },
      400,
      /no operation "Respond"; there are RespondActivityTaskCompleted/,
    ],
    [
      'POST',
      '/scripts',
      { operation, behaviour: { fault: 'DomainFault' } },
      400,
      /has no fault "DomainFault"; it has UnknownResourceFault, .* errors of the framework: .*ThrottlingException/,
    ],
    [
      'POST',
      '/scripts',
      { operation, behaviour: { fault: 'LimitExceededFault' } },
      400,
      /RespondActivityTaskCompleted has no fault "LimitExceededFault"/,
    ],
    [
      'POST',
      '/scripts',
      { operation, behaviour: { throttle: true, networkError: true } },
      400,
      /cannot happen to one call/,
    ],
    ['GET', '/calls?operation=Respond', undefined, 400, /no operation "Respond"/],
    [
      'PUT',
      '/access',
      { AKID: { Statement: { Effect: 'Allow' } } },
      400,
      /access: AKID, statement 1: exactly one of Action/,
    ],
    ['PUT', '/access', '', 400, /the body is empty; see .*control\.openapi\.yaml/],
    [
      'POST',
      '/scripts',
      { operation, match: { detials: 'x' }, behaviour: { throttle: true } },
      400,
      /has no member "detials"; it has taskToken, result/,
    ],
    [
      'POST',
      '/scripts',
      { operation, behaviour: { reply: { headers: { 'X-A': 'a\r\nX-B: b' } } } },
      400,
      /"a\\r\\nX-B: b" cannot be sent in the header X-A/,
    ],
    [
      'POST',
      '/scripts',
      { operation, behaviour: { reply: { headers: { 'X A': 'a' } } } },
      400,
      /"X A" is no name of a header/,
    ],
    ['DELETE', '/tasks', undefined, 405, /knows GET and POST, not DELETE|knows POST and GET, not DELETE/],
    ['GET', '/nothing', undefined, 404, /there is no \/_swf-mock\/nothing/],
  ];
  test.each(refusals)('%s %s %j', async (method, path, body, status, why) => {
    const refused = await control(method, path, body);
    expect(refused).toEqual({ status, answer: { error: expect.stringMatching(why) } });
  });

  test('what is nested too deeply, too long, or not UTF-8', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const script = `{"operation":"${operation}","behaviour":{"reply":{"body":{"a":${deep}}}}}`;
    expect((await control('POST', '/scripts', script)).answer.error).toMatch(/more than 100 levels/);
    const { answer } = await control('POST', '/tasks', { domain: 'x'.repeat(257) });
    expect(answer.error).toMatch(/domain must NOT have more than 256 characters/);
    const invalid = new Uint8Array([0x22, 0xff, 0x22]);
    const response = await fetch(`${served.url}/_swf-mock/tasks`, { method: 'POST', body: invalid });
    expect([response.status, await response.json()]).toEqual([400, { error: 'the body is not UTF-8' }]);
  });

  test('a task that is not there is 404', async () => {
    const declared = await serveSwfMock({ tasks: 'declared' });
    try {
      for (const path of ['describe', 'request-cancel', 'heartbeat', 'fail', 'events', 'settled']) {
        const body = JSON.stringify({ taskToken: 'AAAA' });
        const refused = await fetch(`${declared.url}/_swf-mock/tasks/${path}`, { method: 'POST', body });
        expect([path, refused.status, await refused.json()]).toEqual([
          path,
          404,
          { error: expect.stringMatching(/no task has the token "AAAA".*POST \/_swf-mock\/tasks/) },
        ]);
      }
    } finally {
      await declared.close();
    }
  });

  test('one task too many is 409, a body too large 413', async () => {
    const small = await serveSwfMock({ limits: { tasks: 1 } });
    try {
      const post = (body: string) => fetch(`${small.url}/_swf-mock/tasks`, { method: 'POST', body });
      expect([(await post('')).status, (await post('')).status]).toEqual([201, 409]);
      expect((await post(' '.repeat(1_100_000))).status).toBe(413);
    } finally {
      await small.close();
    }
  });

  test('with 409 what there is no room for', async () => {
    const full = await serveSwfMock({ tasks: 'any', limits: { tasks: 1 } });
    try {
      full.swf.openTask();
      const ask = async (path: string) => {
        const body = path === '' ? '{}' : '{"taskToken":"A"}';
        return (await fetch(`${full.url}/_swf-mock/tasks${path}`, { method: 'POST', body })).status;
      };
      for (const path of ['', '/heartbeat', '/request-cancel', '/fail'])
        expect([path, await ask(path)]).toEqual([path, 409]);
    } finally {
      await full.close();
    }
  });

  test('everything, when it is switched off: its paths are then like any other', async () => {
    const closed = await serveSwfMock({ control: false });
    try {
      const response = await fetch(`${closed.url}/_swf-mock/tasks`, { method: 'POST' });
      expect([response.status, await response.text()]).toEqual([
        400,
        expect.stringMatching(/UnknownOperation/),
      ]);
    } finally {
      await closed.close();
    }
  });

  test('a web page, and whoever has not the key', async () => {
    const locked = await serveSwfMock({ controlKey: 'key' });
    try {
      const ask = async (headers: Record<string, string>) =>
        (await fetch(`${locked.url}/_swf-mock/`, { headers })).status;
      expect(await ask({})).toBe(403);
      expect(await ask({ 'X-Swf-Mock-Key': 'key' })).toBe(200);
      expect(await ask({ 'X-Swf-Mock-Key': 'key', Origin: 'http://page.test' })).toBe(403);
    } finally {
      await locked.close();
    }
  });
});

test('every path of the description has its route', () => {
  const { paths } = parse(readFileSync(new URL('../../spec/control.openapi.yaml', import.meta.url), 'utf8'));
  const described = Object.entries<object>(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(Object.keys(controlRoutes).sort()).toEqual(described.sort());
});

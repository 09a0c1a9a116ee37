import { describe, expect, test } from '@jest/globals';
import { cancel, complete, errorOf, poll, signedBy, taskIn } from '../../fixtures/request.ts';
import { createMock } from '../mock.ts';

const unknownToken = 'AAAAKgAAAAEAAAAAAAAAAX9p3pcp3857';

describe('a task', () => {
  test('is open when it was opened, with what was said about it', () => {
    const swf = createMock();
    const task = swf.openTask({
      domain: 'billing',
      region: 'eu-west-1',
      workflowId: 'order-17',
      activityId: 'charge',
    });
    expect(task).toEqual({
      taskToken: expect.any(String),
      state: 'open',
      domain: 'billing',
      region: 'eu-west-1',
      workflowId: 'order-17',
      runId: expect.any(String),
      activityId: 'charge',
      heartbeats: [],
    });
    expect(swf.task(task.taskToken)).toEqual(task);
  });

  test('can be completed while it is open, with its result in the closing event', async () => {
    const swf = createMock({ clock: () => 1_326_686_175_123 });
    const { taskToken } = swf.openTask();
    expect((await complete(swf, { taskToken, result: 'paid' })).status).toBe(200);
    expect(swf.task(taskToken)).toMatchObject({
      state: 'completed',
      closedBy: { event: 'ActivityTaskCompleted', result: 'paid' },
    });
    expect(swf.events(taskToken)).toEqual([
      {
        eventId: 7,
        eventType: 'ActivityTaskCompleted',
        eventTimestamp: 1_326_686_175.123,
        activityTaskCompletedEventAttributes: { result: 'paid', scheduledEventId: 5, startedEventId: 6 },
      },
    ]);
  });

  test('can be canceled after its cancellation was requested; the event names the request', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    expect(swf.heartbeat(taskToken)).toEqual({ cancelRequested: false });
    expect(swf.requestCancel(taskToken).state).toBe('cancel-requested');
    expect(swf.heartbeat(taskToken)).toEqual({ cancelRequested: true });
    expect((await cancel(swf, { taskToken, details: 'withdrawn' })).status).toBe(200);
    expect(swf.task(taskToken)).toMatchObject({
      state: 'canceled',
      closedBy: { event: 'ActivityTaskCanceled', details: 'withdrawn' },
    });
    const [requested, canceled] = swf.events(taskToken);
    expect(requested).toMatchObject({ eventType: 'ActivityTaskCancelRequested' });
    expect(canceled?.activityTaskCanceledEventAttributes).toEqual({
      details: 'withdrawn',
      scheduledEventId: 5,
      startedEventId: 6,
      latestCancelRequestedEventId: requested?.eventId,
    });
  });

  test('can be canceled although nobody requested it; the event then names no request', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    expect((await cancel(swf, { taskToken })).status).toBe(200);
    expect(swf.events(taskToken)).toMatchObject([
      { activityTaskCanceledEventAttributes: { scheduledEventId: 5, startedEventId: 6 } },
    ]);
  });

  test('can be completed although its cancellation was requested', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    swf.requestCancel(taskToken);
    expect((await complete(swf, { taskToken })).status).toBe(200);
    expect(swf.task(taskToken).state).toBe('completed');
  });

  test.each([
    ['completed', 'completed', complete, complete],
    ['completed', 'canceled', complete, cancel],
    ['canceled', 'completed', cancel, complete],
    ['canceled', 'canceled', cancel, cancel],
  ])('that was %s cannot be %s', async (_, __, first, second) => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    await first(swf, { taskToken });
    const { status, body } = await second(swf, { taskToken });
    expect([status, body]).toEqual([
      400,
      '{"__type":"com.amazonaws.swf.base.model#UnknownResourceFault","message":"Unknown activity, scheduledEventId = 5"}',
    ]);
    expect(swf.events(taskToken)).toHaveLength(1);
  });

  test('that failed is closed', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    expect(swf.fail(taskToken, { reason: 'card declined' })).toMatchObject({
      state: 'failed',
      closedBy: { event: 'ActivityTaskFailed', reason: 'card declined' },
    });
    expect(errorOf(await complete(swf, { taskToken }))).toBe('UnknownResourceFault');
    expect(swf.calls().at(-1)?.reason).toBe('the task is failed');
  });

  test('that is closed stays as it is: whoever fails it, cancels it or keeps it alive is told so', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    await complete(swf, { taskToken });
    for (const act of [swf.fail, swf.requestCancel, swf.heartbeat]) {
      expect(() => act(taskToken)).toThrow('Unknown activity, scheduledEventId = 5: the task is completed');
    }
    expect(swf.task(taskToken)).toMatchObject({ state: 'completed', heartbeats: [] });
  });

  test('is shown as a copy: what a test does to it changes nothing', () => {
    const swf = createMock();
    const task = swf.openTask();
    task.state = 'failed';
    expect(swf.task(task.taskToken).state).toBe('open');
  });
});

describe('time', () => {
  test('closes a task whose start-to-close timeout is up', async () => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.openTask({ startToCloseTimeout: 30 });
    swf.advance(29.999);
    expect(swf.task(taskToken).state).toBe('open');
    swf.advance(0.001);
    expect(errorOf(await complete(swf, { taskToken }))).toBe('UnknownResourceFault');
    expect(swf.task(taskToken)).toMatchObject({
      state: 'timed-out',
      closedBy: { event: 'ActivityTaskTimedOut', timeoutType: 'START_TO_CLOSE' },
    });
  });

  test('closes a task that nobody sent a heartbeat for, at the second when it was due', () => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.openTask({ heartbeatTimeout: 30, startToCloseTimeout: 100 });
    swf.advance(29);
    swf.heartbeat(taskToken);
    swf.advance(29);
    expect(swf.task(taskToken).state).toBe('open');
    swf.advance(31);
    expect(swf.events(taskToken)).toEqual([
      {
        eventId: 7,
        eventType: 'ActivityTaskTimedOut',
        eventTimestamp: 59,
        activityTaskTimedOutEventAttributes: {
          timeoutType: 'HEARTBEAT',
          scheduledEventId: 5,
          startedEventId: 6,
        },
      },
    ]);
  });

  test('does not close a task without timeouts', () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    swf.advance(10 * 365 * 86_400);
    expect(swf.task(taskToken).state).toBe('open');
  });

  test('runs with the clock that was given', () => {
    let now = 1_000;
    const swf = createMock({ clock: () => now });
    const { taskToken } = swf.openTask({ startToCloseTimeout: 5 });
    now += 5_000;
    expect(swf.task(taskToken).state).toBe('timed-out');
    expect(swf.now()).toEqual(new Date(6_000));
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('does not move by %d seconds', (seconds) => {
    expect(() => createMock().advance(seconds)).toThrow(/time only moves forward/);
  });

  test('does not move beyond the last instant that a date can have', () => {
    const swf = createMock();
    expect(() => swf.advance(1e13)).toThrow(/beyond the year 275760/);
    expect(swf.now().getTime()).toBeLessThan(8.64e15);
  });

  test('stands still where dates end', async () => {
    let time = 8.64e15 - 1;
    const swf = createMock({ clock: () => time });
    time += 1_000;
    await complete(swf, { taskToken: unknownToken });
    expect(swf.calls()[0]?.at.toISOString()).toBe('+275760-09-13T00:00:00.000Z');
  });

  test.each([0, -1, Number.NaN])('a timeout of %d seconds is refused', (seconds) => {
    expect(() => createMock().openTask({ heartbeatTimeout: seconds })).toThrow(
      /heartbeatTimeout: .* above 0/,
    );
  });
});

describe('a token that nobody opened', () => {
  test('is an open task where any token counts, and is closed by the first call', async () => {
    const swf = createMock();
    expect((await complete(swf, { taskToken: unknownToken })).status).toBe(200);
    expect(errorOf(await complete(swf, { taskToken: unknownToken }))).toBe('UnknownResourceFault');
  });

  test('can be prepared there like an opened one', async () => {
    const swf = createMock();
    swf.requestCancel(unknownToken);
    expect(swf.heartbeat(unknownToken)).toEqual({ cancelRequested: true });
    expect((await cancel(swf, { taskToken: unknownToken }, signedBy('AKID', 'eu-west-1'))).status).toBe(200);
    expect(swf.task(unknownToken)).toMatchObject({ state: 'canceled', region: 'eu-west-1' });
  });

  test('is unknown where only declared tasks count', async () => {
    const swf = createMock({ tasks: 'declared' });
    expect(errorOf(await complete(swf, { taskToken: unknownToken }))).toBe('UnknownResourceFault');
    const why = 'no task was opened or scheduled with this token since the mock was made or reset';
    expect(swf.calls().at(-1)?.reason).toBe(`never-issued: ${why}`);
    const { body } = await complete(swf, { taskToken: unknownToken });
    expect(JSON.parse(body).message).toBe(`Unknown activity: ${why}`);
  });

  test.each(['openTask', 'schedule'] as const)('is refused once %s was called, until reset', async (open) => {
    const swf = createMock();
    expect((await complete(swf, { taskToken: 'A' })).status).toBe(200);
    expect(swf.tasks).toBe('any');
    swf.requestCancel('B');
    swf[open]();
    expect(swf.tasks).toBe('declared');
    expect(errorOf(await complete(swf, { taskToken: unknownToken }))).toBe('UnknownResourceFault');
    expect(() => swf.requestCancel(unknownToken)).toThrow(/no task has the token/);
    expect((await cancel(swf, { taskToken: 'B' })).status).toBe(200);
    swf.reset();
    expect((await complete(swf, { taskToken: unknownToken })).status).toBe(200);
  });

  test('stays an open task beside opened ones where that is asked for', async () => {
    const swf = createMock({ tasks: 'any' });
    swf.openTask();
    expect((await complete(swf, { taskToken: unknownToken })).status).toBe(200);
  });

  test('is told from a token that was cut, or whose + became blanks', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    const messageFor = async (token: string) =>
      JSON.parse((await complete(swf, { taskToken: token })).body).message;
    expect(await messageFor(taskToken.slice(0, 255))).toMatch(
      /task token that was cut after 255 of 576 characters/,
    );
    expect(await messageFor(taskToken.replaceAll('+', ' '))).toMatch(
      /task token in which each \+ became a blank/,
    );
  });

  test('is told from a token where it is the id of the activity, of the workflow or of its run', async () => {
    const swf = createMock();
    const { runId } = swf.openTask({ activityId: 'ship-17', workflowId: 'order-17' });
    for (const [taskToken, name] of [
      ['ship-17', 'activityId'],
      ['order-17', 'workflowId'],
      [runId, 'runId'],
    ]) {
      const { body } = await complete(swf, { taskToken });
      expect(JSON.parse(body).message).toBe(
        `Unknown activity: this is the ${name} of a task; pass its taskToken`,
      );
    }
  });

  test('gets the ValidationException that was seen for it, when asked for', async () => {
    const swf = createMock({ tasks: 'declared', unissuedToken: 'ValidationException' });
    const { body } = await complete(swf, { taskToken: unknownToken });
    expect(JSON.parse(body)).toEqual({
      __type: 'com.amazon.coral.validate#ValidationException',
      message: 'Invalid token',
    });
    const task = swf.openTask();
    await complete(swf, task);
    expect(errorOf(await complete(swf, task))).toBe('UnknownResourceFault');
  });

  test('belongs to the region of the call that closed it', async () => {
    const swf = createMock();
    await complete(swf, { taskToken: unknownToken }, signedBy('AKID', 'eu-west-1'));
    expect(swf.task(unknownToken)).toMatchObject({ state: 'completed', region: 'eu-west-1' });
  });

  test('has no task to show, and the error says how to get one', () => {
    const swf = createMock({ tasks: 'declared' });
    for (const ask of [swf.task, swf.events, swf.requestCancel, swf.heartbeat, swf.fail]) {
      expect(() => ask(unknownToken)).toThrow(
        /no task has the token "AAAAKg.*reset\(\) forgets all tasks.*open one with openTask\(\)/,
      );
    }
    expect(swf.hasTask(unknownToken)).toBe(false);
  });
});

describe('tokens', () => {
  test('look like the service’s: 576 characters of base64, no two alike', () => {
    const swf = createMock();
    const tokens = Array.from({ length: 100 }, () => swf.openTask().taskToken);
    for (const token of tokens) expect(token).toMatch(/^AAAAKgAAAAEAAAAAAAAAA[A-Za-z0-9+/]{555}$/);
    expect(new Set(tokens).size).toBe(100);
  });

  test('and request ids are the same for the same seed, and differ for another', async () => {
    const made = async (seed?: number | string) => {
      const swf = createMock(seed === undefined ? {} : { seed });
      const { taskToken, runId } = swf.openTask();
      await complete(swf, { taskToken });
      return JSON.stringify([taskToken, runId, swf.calls()[0]?.requestId]);
    };
    expect(await made(1)).toBe(await made(1));
    expect(await made('a')).toBe(await made('a'));
    expect(new Set(await Promise.all([made(1), made(2), made('a'), made(), made()])).size).toBe(5);
  });

  test('do not depend on the calls in between', async () => {
    const [a, b] = [createMock({ seed: 1 }), createMock({ seed: 1 })];
    await complete(a, { taskToken: unknownToken });
    expect(a.openTask()).toEqual(b.openTask());
  });
});

describe('memory', () => {
  test('forgets the longest closed tasks first, and never an open one', async () => {
    const swf = createMock({ tasks: 'declared', limits: { tasks: 3 } });
    const open = swf.openTask();
    const closed = [];
    for (let i = 0; i < 4; i++) {
      const task = swf.openTask();
      await complete(swf, task);
      closed.push(task.taskToken);
    }
    expect(swf.listTasks().map(({ taskToken }) => taskToken)).toEqual([open.taskToken, ...closed.slice(2)]);
  });

  test('forgets closed tasks whose texts are too long together', async () => {
    const swf = createMock({ limits: { characters: 100_000 } });
    for (const taskToken of ['A', 'B', 'C', 'D'])
      await complete(swf, { taskToken, result: 'x'.repeat(32_768) });
    expect(swf.listTasks().map(({ taskToken }) => taskToken)).toEqual(['B', 'C', 'D']);
  });

  test('counts tasks that are opened as well as those that are closed', async () => {
    const swf = createMock({ limits: { tasks: 3 } });
    for (const taskToken of ['A', 'B', 'C']) await complete(swf, { taskToken });
    for (let i = 0; i < 2; i++) swf.openTask();
    expect(swf.listTasks().map(({ state }) => state)).toEqual(['open', 'open', 'completed']);
  });

  test('of a task whose texts alone are too long ends with the call that closed it, which is told so', async () => {
    const swf = createMock({ clock: () => 0, limits: { characters: 100 } });
    const { taskToken } = swf.openTask();
    expect(swf.fail(taskToken, { details: 'x'.repeat(200) }).state).toBe('failed');
    const late = swf.openTask({ startToCloseTimeout: 1 });
    swf.advance(1);
    expect(errorOf(await complete(swf, late))).toBe('UnknownResourceFault');
  });

  test('refuses one open task too many, and says what to do', () => {
    const swf = createMock({ clock: () => 0, limits: { tasks: 2 } });
    swf.openTask();
    swf.openTask({ startToCloseTimeout: 1 });
    expect(() => swf.openTask()).toThrow(
      /2 tasks are open already; close some, reset the mock, or raise limits\.tasks/,
    );
    swf.advance(1);
    expect(swf.openTask().state).toBe('open');
  });

  test('beside as many open tasks as there may be, lets nobody close one that it would forget', async () => {
    const swf = createMock({ tasks: 'any', clock: () => 0, limits: { tasks: 2 } });
    swf.openTask({ startToCloseTimeout: 1 });
    const { taskToken } = swf.openTask();
    expect(errorOf(await complete(swf, { taskToken: unknownToken }))).toBe('UnknownResourceFault');
    expect(swf.calls().at(-1)).toMatchObject({ reason: expect.stringContaining('2 tasks are open already') });
    expect(() => swf.heartbeat(unknownToken)).toThrow('2 tasks are open already');
    swf.advance(1);
    expect((await complete(swf, { taskToken })).status).toBe(200);
    expect((await complete(swf, { taskToken: unknownToken })).status).toBe(200);
    expect(errorOf(await complete(swf, { taskToken: unknownToken }))).toBe('UnknownResourceFault');
  });

  test('does not forget what was closed last, however long its texts are', async () => {
    const swf = createMock({ limits: { characters: 100 } });
    const input = { taskToken: unknownToken, result: 'x'.repeat(200) };
    expect((await complete(swf, input)).status).toBe(200);
    expect(errorOf(await complete(swf, input))).toBe('UnknownResourceFault');
  });

  test('takes a task where one of as many as there may be has timed out by now', () => {
    const swf = createMock({ limits: { tasks: 2 }, clock: () => 0 });
    for (const heartbeatTimeout of [10, 20]) swf.openTask({ heartbeatTimeout });
    expect(() => swf.openTask()).toThrow(/2 tasks are open already/);
    swf.advance(10);
    swf.openTask();
    expect(() => swf.openTask()).toThrow(/2 tasks are open already/);
  });

  test('of calls is bounded by what they say, and small ones have their place beside each other', async () => {
    const swf = createMock({ limits: { characters: 2_000 } });
    for (let i = 0; i < 50; i++) await complete(swf, { taskToken: `${i}` });
    expect(swf.calls()).toHaveLength(50);
    for (let i = 0; i < 5; i++) await complete(swf, { taskToken: `x${i}`, result: 'x'.repeat(900) });
    expect(swf.calls('RespondActivityTaskCompleted').map(({ input }) => input.taskToken)).toEqual([
      'x3',
      'x4',
    ]);
  });

  test('of heartbeats is given back when their task is closed', async () => {
    const swf = createMock({ limits: { characters: 1_000 } });
    for (let i = 0; i < 5; i++) {
      const { taskToken } = swf.openTask();
      for (const mark of ['a', 'b']) swf.heartbeat(taskToken, mark.repeat(400));
      expect(swf.task(taskToken).heartbeats).toHaveLength(2);
      await complete(swf, { taskToken });
    }
  });

  test('keeps the latest calls', async () => {
    const swf = createMock({ limits: { calls: 2 } });
    for (const taskToken of ['A', 'B', 'C']) await complete(swf, { taskToken });
    expect(swf.calls('RespondActivityTaskCompleted').map(({ input }) => input.taskToken)).toEqual(['B', 'C']);
    expect(swf.calls('RespondActivityTaskCanceled')).toEqual([]);
  });
});

describe('reset', () => {
  test('makes the mock as new', async () => {
    const swf = createMock({ seed: 1, clock: () => 0, access: { '*': allowAll } });
    const first = swf.openTask();
    swf.on('RespondActivityTaskCompleted').throttles();
    swf.advance(60);
    swf.setAccess({});
    await complete(swf, first);
    swf.reset();
    expect([swf.calls(), swf.listTasks(), swf.now()]).toEqual([[], [], new Date(0)]);
    expect(swf.openTask()).toEqual(first);
    expect((await complete(swf, first)).status).toBe(200);
  });

  test('leaves nothing for polls, and ends the wait for the last task', async () => {
    const swf = createMock();
    swf.schedule();
    const idle = swf.idle({ seconds: 1 });
    swf.reset();
    await idle;
    const held = poll(swf);
    expect(swf.waitingPolls()).toHaveLength(1);
    swf.reset();
    expect(taskIn(await held).taskToken).toBe('');
  });

  test('of the calls forgets nothing else', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    swf.on('RespondActivityTaskCompleted').throttles(1);
    await cancel(swf, { taskToken: unknownToken });
    swf.resetCalls();
    expect(swf.calls()).toEqual([]);
    expect(swf.task(taskToken).state).toBe('open');
    expect(errorOf(await complete(swf, { taskToken }))).toBe('ThrottlingException');
  });

  const allowAll = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } as const;
});

test('mocks side by side do not see each other', async () => {
  const [a, b] = [createMock(), createMock()];
  a.on('RespondActivityTaskCompleted').throttles();
  const { taskToken } = a.openTask();
  expect((await complete(b, { taskToken })).status).toBe(200);
  expect(a.task(taskToken).state).toBe('open');
  expect([a.calls().length, b.calls().length]).toEqual([0, 1]);
});

import { describe, expect, test } from '@jest/globals';
import { beat, cancel, complete, errorOf, poll, send, signedBy, taskIn } from '../../fixtures/request.ts';
import { createMock } from '../mock.ts';

const shipping = {
  taskList: 'orders',
  activityType: { name: 'ship', version: '2' },
  input: '{"order":17}',
  activityId: 'ship-17',
  workflowId: 'order-17',
  runId: 'run-17',
};

describe('a scheduled task', () => {
  test('is scheduled, with what was said about it', () => {
    const swf = createMock();
    const task = swf.schedule({ ...shipping, domain: 'billing', region: 'eu-west-1' });
    expect(task).toEqual({
      taskToken: expect.stringMatching(/^AAAA/),
      state: 'scheduled',
      domain: 'billing',
      region: 'eu-west-1',
      heartbeats: [],
      ...shipping,
    });
    expect(swf.task(task.taskToken)).toEqual(task);
  });

  test('is opened by the poll that takes it, which is told everything about it', async () => {
    const swf = createMock();
    const { taskToken } = swf.schedule(shipping);
    const { status, body } = await poll(swf, 'orders');
    expect([status, JSON.parse(body)]).toEqual([
      200,
      {
        taskToken,
        activityId: 'ship-17',
        startedEventId: 6,
        workflowExecution: { workflowId: 'order-17', runId: 'run-17' },
        activityType: { name: 'ship', version: '2' },
        input: '{"order":17}',
      },
    ]);
    expect(swf.task(taskToken).state).toBe('open');
    expect((await complete(swf, { taskToken })).status).toBe(200);
  });

  test('without input has none in the answer', async () => {
    const swf = createMock();
    swf.schedule();
    expect(taskIn(await poll(swf))).not.toHaveProperty('input');
  });

  test('goes to one poll, in the order of scheduling', async () => {
    const swf = createMock();
    const tokens = [1, 2, 3].map(() => swf.schedule().taskToken);
    const taken = [await poll(swf), await poll(swf), await poll(swf)].map(
      (answer) => taskIn(answer).taskToken,
    );
    expect(taken).toEqual(tokens);
  });

  test.each([
    ['task list', { taskList: 'returns' }],
    ['domain', { domain: 'billing' }],
    ['region', { region: 'eu-west-1' }],
  ])('is not for a poll of another %s', async (_, elsewhere) => {
    const swf = createMock();
    const { taskToken } = swf.schedule({ taskList: 'orders', ...elsewhere });
    const answer = poll(swf, 'orders');
    swf.advance(60);
    expect(taskIn(await answer).taskToken).toBe('');
    expect(swf.task(taskToken).state).toBe('scheduled');
  });

  test('goes to a poll whose signature names its region', async () => {
    const swf = createMock();
    const { taskToken } = swf.schedule({ region: 'eu-west-1' });
    expect(taskIn(await poll(swf, 'default', signedBy('AKID', 'eu-west-1'))).taskToken).toBe(taskToken);
  });

  test.each([
    'RespondActivityTaskCompleted',
    'RespondActivityTaskCanceled',
    'RespondActivityTaskFailed',
    'RecordActivityTaskHeartbeat',
  ])('is unknown to %s until a poll has taken it', async (operation) => {
    const swf = createMock();
    const { taskToken } = swf.schedule();
    expect(errorOf(await send(swf, operation, { taskToken }))).toBe('UnknownResourceFault');
    expect(swf.calls().at(-1)?.reason).toBe('the task is scheduled; no poll has taken it');
    expect(() => swf.fail(taskToken)).toThrow(
      'Unknown activity, scheduledEventId = 5: the task is scheduled',
    );
    expect(() => swf.heartbeat(taskToken)).toThrow('the task is scheduled');
    expect(swf.task(taskToken).state).toBe('scheduled');
  });

  test('whose cancellation is requested is canceled at once, and no poll gets it', async () => {
    const swf = createMock();
    const { taskToken } = swf.schedule();
    const next = swf.schedule();
    expect(swf.requestCancel(taskToken)).toMatchObject({
      state: 'canceled',
      closedBy: { event: 'ActivityTaskCanceled' },
    });
    expect(swf.events(taskToken).map(({ eventType }) => eventType)).toEqual([
      'ActivityTaskCancelRequested',
      'ActivityTaskCanceled',
    ]);
    expect(taskIn(await poll(swf)).taskToken).toBe(next.taskToken);
  });

  test('is what the caller was given, whatever he does with it afterwards', async () => {
    const swf = createMock();
    const activityType = { name: 'ship', version: '1' };
    swf.schedule({ activityType });
    activityType.name = 'sink';
    expect(taskIn(await poll(swf)).activityType).toEqual({ name: 'ship', version: '1' });
  });

  test('has input that is a text', () => {
    const input = { order: 17 } as never;
    expect(() => createMock().schedule({ input })).toThrow(
      'input: it is a text; of {"order":17}, JSON.stringify makes one',
    );
  });

  test('and an open one are listed by their states', async () => {
    const swf = createMock();
    swf.schedule();
    swf.schedule();
    await poll(swf);
    expect(swf.listTasks().map(({ state }) => state)).toEqual(['open', 'scheduled']);
  });

  test('counts among those that are open when there are too many', () => {
    const swf = createMock({ limits: { tasks: 1 } });
    swf.schedule();
    expect(() => swf.schedule()).toThrow(/1 tasks are open already; close some/);
  });
});

describe('its history', () => {
  test('tells when it was scheduled, and when and by whom it was started', async () => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.schedule({ activityId: 'ship-17' });
    expect(swf.history(taskToken).map(({ eventType }) => eventType)).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'DecisionTaskCompleted',
      'ActivityTaskScheduled',
    ]);
    swf.advance(5);
    await send(swf, 'PollForActivityTask', {
      domain: 'default',
      taskList: { name: 'default' },
      identity: 'worker-1',
    });
    swf.advance(5);
    await complete(swf, { taskToken });
    expect(swf.history(taskToken).slice(4, 7)).toEqual([
      expect.objectContaining({ eventId: 5, eventType: 'ActivityTaskScheduled', eventTimestamp: 0 }),
      {
        eventId: 6,
        eventType: 'ActivityTaskStarted',
        eventTimestamp: 5,
        activityTaskStartedEventAttributes: { identity: 'worker-1', scheduledEventId: 5 },
      },
      expect.objectContaining({ eventId: 7, eventType: 'ActivityTaskCompleted', eventTimestamp: 10 }),
    ]);
    expect(
      swf
        .history(taskToken)
        .slice(7)
        .map(({ eventType }) => eventType),
    ).toEqual(['DecisionTaskScheduled']);
  });

  test('of a task that was never started names the event 0 for its start', () => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.schedule({ scheduleToStartTimeout: 10 });
    swf.advance(10);
    expect(swf.events(taskToken)).toEqual([
      {
        eventId: 6,
        eventType: 'ActivityTaskTimedOut',
        eventTimestamp: 10,
        activityTaskTimedOutEventAttributes: {
          timeoutType: 'SCHEDULE_TO_START',
          scheduledEventId: 5,
          startedEventId: 0,
        },
      },
    ]);
  });
});

describe('its timeouts', () => {
  const timeouts = {
    scheduleToStartTimeout: 10,
    scheduleToCloseTimeout: 40,
    startToCloseTimeout: 25,
    heartbeatTimeout: 20,
  };

  test('SCHEDULE_TO_START: no poll came; afterwards none gets it', async () => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.schedule(timeouts);
    swf.advance(9.999);
    expect(swf.task(taskToken).state).toBe('scheduled');
    swf.advance(0.001);
    const late = poll(swf);
    expect(swf.task(taskToken).closedBy).toEqual({
      event: 'ActivityTaskTimedOut',
      timeoutType: 'SCHEDULE_TO_START',
    });
    swf.advance(60);
    expect(taskIn(await late).taskToken).toBe('');
  });

  test('HEARTBEAT and START_TO_CLOSE: their clocks start when a poll takes the task', async () => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.schedule(timeouts);
    swf.advance(9);
    await poll(swf);
    swf.advance(19.999);
    expect(swf.task(taskToken).state).toBe('open');
    swf.advance(0.001);
    expect(swf.task(taskToken).closedBy?.timeoutType).toBe('HEARTBEAT');
  });

  test('START_TO_CLOSE: a heartbeat does not extend it', async () => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.schedule(timeouts);
    await poll(swf);
    swf.advance(19);
    await beat(swf, { taskToken, details: 'half' });
    swf.advance(6);
    expect(swf.task(taskToken).closedBy).toEqual({
      event: 'ActivityTaskTimedOut',
      timeoutType: 'START_TO_CLOSE',
      details: 'half',
    });
  });

  test('SCHEDULE_TO_CLOSE: counts from its scheduling, started or not', async () => {
    const swf = createMock({ clock: () => 0 });
    const started = swf.schedule({ scheduleToCloseTimeout: 40 });
    const waiting = swf.schedule({ scheduleToCloseTimeout: 40 });
    swf.advance(39);
    await poll(swf);
    swf.advance(1);
    expect(
      [started, waiting].map(({ taskToken }) => [
        swf.task(taskToken).closedBy?.timeoutType,
        swf.events(taskToken)[0]?.activityTaskTimedOutEventAttributes?.startedEventId,
      ]),
    ).toEqual([
      ['SCHEDULE_TO_CLOSE', 6],
      ['SCHEDULE_TO_CLOSE', 0],
    ]);
  });

  test.each(['scheduleToStartTimeout', 'scheduleToCloseTimeout', 'startToCloseTimeout', 'heartbeatTimeout'])(
    '%s is a number of seconds above 0',
    (name) => {
      expect(() => createMock().schedule({ [name]: 0 })).toThrow(
        `${name}: 0 is not a number of seconds above 0`,
      );
    },
  );
});

describe('heartbeats', () => {
  test('say whether to cancel, and are remembered with their details', async () => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.openTask();
    expect((await beat(swf, { taskToken, details: '10 %' })).body).toBe('{"cancelRequested":false}');
    swf.advance(5);
    swf.requestCancel(taskToken);
    expect((await beat(swf, { taskToken })).body).toBe('{"cancelRequested":true}');
    expect(swf.heartbeat(taskToken, 'from the test')).toEqual({ cancelRequested: true });
    expect(swf.task(taskToken).heartbeats).toEqual([
      { at: new Date(0), details: '10 %' },
      { at: new Date(5_000) },
      { at: new Date(5_000), details: 'from the test' },
    ]);
    expect((await cancel(swf, { taskToken })).status).toBe(200);
  });

  test('keep a task alive; the event of its timeout has the details of the last one', async () => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.openTask({ heartbeatTimeout: 30 });
    for (const details of ['1', '2', '3']) {
      swf.advance(29);
      await beat(swf, { taskToken, details });
    }
    expect(swf.task(taskToken).state).toBe('open');
    swf.advance(30);
    expect(swf.events(taskToken)).toMatchObject([
      {
        eventTimestamp: 117,
        activityTaskTimedOutEventAttributes: { timeoutType: 'HEARTBEAT', details: '3', startedEventId: 6 },
      },
    ]);
  });

  test('write no event, and are no use to a closed task', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    await beat(swf, { taskToken });
    expect(swf.events(taskToken)).toEqual([]);
    swf.fail(taskToken);
    expect(errorOf(await beat(swf, { taskToken }))).toBe('UnknownResourceFault');
    expect(swf.task(taskToken).heartbeats).toHaveLength(1);
  });

  test('for a token that nobody opened are remembered where any token counts', async () => {
    const swf = createMock();
    await beat(swf, { taskToken: 'A', details: 'half' });
    expect(swf.task('A')).toMatchObject({ state: 'open', heartbeats: [{ details: 'half' }] });
    expect(errorOf(await beat(createMock({ tasks: 'declared' }), { taskToken: 'A' }))).toBe(
      'UnknownResourceFault',
    );
  });

  test('are bounded: the latest 100, and the last one when their texts are too long together', async () => {
    const swf = createMock({ tasks: 'any', limits: { characters: 1_000, tasks: 3 } });
    const { taskToken } = swf.openTask();
    for (let i = 0; i < 110; i++) swf.heartbeat(taskToken);
    expect(swf.task(taskToken).heartbeats).toHaveLength(100);
    const other = swf.openTask();
    for (const details of ['a', 'b']) swf.heartbeat(other.taskToken, details.repeat(600));
    expect(swf.task(other.taskToken).heartbeats).toEqual([
      { at: expect.any(Date), details: 'b'.repeat(600) },
    ]);
    // One more is remembered as open; what cannot be remembered is refused.
    expect((await beat(swf, { taskToken: 'A' })).status).toBe(200);
    for (const unknown of ['B', 'C'])
      expect(errorOf(await beat(swf, { taskToken: unknown }))).toBe('UnknownResourceFault');
    expect(swf.listTasks()).toHaveLength(3);
  });
});

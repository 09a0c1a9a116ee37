import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { beat, complete, poll, send, taskIn } from '../fixtures/request.ts';
import { createMock } from './mock.ts';

const soon = { seconds: 0.01 };

/** A worker that takes one task and completes it. */
async function workOnce(swf: ReturnType<typeof createMock>, result = 'done') {
  const { taskToken } = taskIn(await poll(swf));
  await beat(swf, { taskToken, details: 'half' });
  await complete(swf, { taskToken, result });
}

describe('settled', () => {
  test('gives the task when it is closed', async () => {
    const swf = createMock();
    const { taskToken } = swf.schedule();
    const settled = swf.settled(taskToken);
    await workOnce(swf);
    expect(await settled).toMatchObject({
      state: 'completed',
      closedBy: { result: 'done' },
      heartbeats: [{ details: 'half' }],
    });
    expect(await swf.settled(taskToken)).toEqual(await settled);
  });

  test.each<[string, (swf: ReturnType<typeof createMock>, token: string) => void]>([
    ['failed by the test', (swf, token) => swf.fail(token)],
    ['timed out, for the clock was moved', (swf) => swf.advance(30)],
  ])('gives it when it is %s', async (_, act) => {
    const swf = createMock({ clock: () => 0 });
    const { taskToken } = swf.openTask({ heartbeatTimeout: 30 });
    const settled = swf.settled(taskToken);
    act(swf, taskToken);
    expect((await settled).closedBy).toBeDefined();
  });

  test('gives it when it times out by itself', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask({ startToCloseTimeout: 0.005 });
    expect((await swf.settled(taskToken)).state).toBe('timed-out');
  });

  test('gives it when it is canceled before a poll took it', async () => {
    const swf = createMock();
    const { taskToken } = swf.schedule();
    const settled = swf.settled(taskToken);
    swf.requestCancel(taskToken);
    expect((await settled).state).toBe('canceled');
  });

  test('fails in time, with what the task is, who waits, and the calls so far', async () => {
    const swf = createMock({ tasks: 'any' });
    const { taskToken } = swf.schedule({ taskList: 'orders' });
    await complete(swf, { taskToken: 'x'.repeat(576), result: 'done' });
    const held = poll(swf, 'returns');
    const error = await swf.settled(taskToken, soon).catch((reason: Error) => reason);
    expect((error as Error).message).toBe(
      `settled: the task is still scheduled (polls wait for {"region":"us-east-1","domain":"default","taskList":"returns"}) after 0.01 seconds; these calls arrived:
  1. RespondActivityTaskCompleted accepted {"taskToken":"${'x'.repeat(28)}…${'x'.repeat(28)} (576 characters)","result":"done"}`,
    );
    swf.reset();
    await held;
  });

  test('fails at once for a token that nobody opened, where only declared ones are known', async () => {
    await expect(createMock({ tasks: 'declared' }).settled('A')).rejects.toThrow(/no task has the token "A"/);
  });

  test('waits for a token that nobody has heard of yet, where any token counts', async () => {
    const swf = createMock();
    const settled = swf.settled('A');
    await complete(swf, { taskToken: 'A' });
    expect((await settled).state).toBe('completed');
  });

  test('ends when nobody waits for it any more', async () => {
    const swf = createMock();
    const { taskToken } = swf.schedule();
    const waiting = new AbortController();
    const settled = swf.settled(taskToken, { signal: waiting.signal });
    waiting.abort();
    await expect(settled).rejects.toThrow(
      'settled: the task is still scheduled when the wait was ended; no call',
    );
  });

  test('fails at once where nobody waits for it from the start', async () => {
    await expect(createMock().settled('A', { signal: AbortSignal.abort() })).rejects.toThrow(
      'settled: the task is still unheard of when the wait was ended; no call arrived',
    );
  });

  test.each([0, -1, Number.NaN])('does not wait for %d seconds', async (seconds) => {
    await expect(createMock().settled('A', { seconds })).rejects.toThrow(
      /is not a number of seconds above 0/,
    );
  });
});

describe('polled', () => {
  test('gives a poll that waits, or the next one', async () => {
    const swf = createMock();
    const later = swf.polled({ taskList: 'orders' });
    const answers = [poll(swf, 'returns'), poll(swf, 'orders')];
    await expect(swf.polled({ domain: 'default', taskList: 'other' }, soon)).rejects.toThrow(/no poll waits/);
    expect(await later).toMatchObject({
      operation: 'PollForActivityTask',
      taskList: 'orders',
      domain: 'default',
    });
    expect((await swf.polled({ domain: 'default' })).taskList).toBe('returns');
    swf.reset();
    await Promise.all(answers);
  });

  test('fails in time', async () => {
    await expect(createMock().polled({ taskList: 'orders' }, soon)).rejects.toThrow(
      'polled: no poll waits that has {"taskList":"orders"} after 0.01 seconds; no call arrived',
    );
  });
});

describe('arrival', () => {
  test('gives each call once, whether it came before or comes later', async () => {
    const swf = createMock();
    for (const details of ['1', '2']) await beat(swf, { taskToken: 'A', details });
    const operation = 'RecordActivityTaskHeartbeat';
    expect((await swf.arrival(operation)).input.details).toBe('1');
    expect((await swf.arrival(operation)).input.details).toBe('2');
    const third = swf.arrival(operation, { details: /^3/ });
    for (const details of ['x', '3']) await beat(swf, { taskToken: 'A', details });
    expect((await third).input.details).toBe('3');
    expect((await swf.arrival(operation)).input.details).toBe('x');
  });

  test('fails in time, with what did arrive', async () => {
    const swf = createMock();
    await send(swf, 'CountOpenWorkflowExecutions', {});
    const error = swf.arrival('RespondActivityTaskFailed', { reason: /declined/ }, soon);
    await expect(error).rejects.toThrow(
      /^arrival: no RespondActivityTaskFailed arrived that fits \{"reason":"\/declined\/"\} after 0\.01 seconds; these calls arrived:\n {2}1\. CountOpenWorkflowExecutions UnknownOperationException \{\}/,
    );
  });

  test('is refused for what never arrives', async () => {
    const swf = createMock();
    await expect(swf.arrival('Respond' as never)).rejects.toThrow(/there is no operation "Respond"/);
    await expect(swf.arrival('RespondActivityTaskFailed', { result: 'x' } as never)).rejects.toThrow(
      /has no member "result"/,
    );
  });
});

describe('idle', () => {
  test('is when no task is scheduled or open', async () => {
    const swf = createMock();
    await swf.idle();
    for (let i = 0; i < 3; i++) swf.schedule();
    const idle = swf.idle();
    for (let i = 0; i < 3; i++) await workOnce(swf);
    await idle;
    expect(swf.listTasks().map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
  });

  test('is when the last one times out', async () => {
    const swf = createMock({ clock: () => 0 });
    swf.schedule({ scheduleToStartTimeout: 30 });
    const idle = swf.idle();
    swf.advance(30);
    await idle;
  });

  test('is when the last of several times out', async () => {
    const swf = createMock();
    swf.openTask({ heartbeatTimeout: 0.02 });
    swf.openTask({ heartbeatTimeout: 0.005 });
    swf.fail(swf.openTask().taskToken);
    await swf.idle({ seconds: 5 });
    expect(swf.listTasks().map(({ state }) => state)).toEqual(['failed', 'timed-out', 'timed-out']);
  });

  test('fails in time, with the tasks that are left', async () => {
    const swf = createMock();
    swf.schedule({ activityId: 'ship-17' });
    swf.fail(swf.openTask().taskToken);
    await expect(swf.idle(soon)).rejects.toThrow(/^idle: 1 tasks are still scheduled or open, .*"ship-17"/);
  });
});

describe('under fake timers', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test('the time to wait is real, and what happens is seen', async () => {
    jest.useFakeTimers();
    const swf = createMock();
    const { taskToken } = swf.openTask({ heartbeatTimeout: 30 });
    await expect(swf.settled(taskToken, soon)).rejects.toThrow(/the task is still open after 0\.01 seconds/);
    const settled = swf.settled(taskToken);
    jest.advanceTimersByTime(30_000);
    expect((await settled).state).toBe('timed-out');
  });

  test('no timer is left when a wait has ended, however it did', async () => {
    jest.useFakeTimers();
    const swf = createMock();
    const { taskToken } = swf.openTask({ heartbeatTimeout: 30 });
    const settled = swf.settled(taskToken);
    for (let i = 0; i < 3; i++) swf.heartbeat(taskToken);
    await complete(swf, { taskToken });
    await settled;
    swf.openTask({ heartbeatTimeout: 30 });
    await expect(swf.idle(soon)).rejects.toThrow();
    expect(jest.getTimerCount()).toBe(0);
  });
});

test('a wait keeps the process until it ends, so that its message is read', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const swf = createMock();
  swf.openTask();
  const before = timers();
  const end = new AbortController();
  const waiting = swf.idle({ signal: end.signal });
  expect(timers()).toBe(before + 1);
  end.abort();
  await expect(waiting).rejects.toThrow(/idle: 1 tasks are still/);
  expect(timers()).toBe(before);
});

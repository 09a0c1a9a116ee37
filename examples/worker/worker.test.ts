import { setTimeout as sleep } from 'node:timers/promises';
import { SWF } from '@aws-sdk/client-swf';
import { setupServer } from 'msw/node';
import { createSwfMock, noNetwork } from 'swf-contract/mocks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import 'swf-contract/matchers/vitest';
import { type Activity, runWorker } from './worker.ts';

const swf = createSwfMock({ tasks: 'declared' });
const server = setupServer(...swf.handlers);
const client = new SWF({ region: 'us-east-1', credentials: { accessKeyId: 'A', secretAccessKey: 'S' } });

let log: string[];
let stop: AbortController;
let running: Promise<void>;
beforeAll(() => server.listen(noNetwork));
beforeEach(() => {
  log = [];
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await Promise.allSettled([running]);
  swf.reset();
});
afterAll(() => server.close());

/** A worker whose heart beats a hundred times a second. */
function start(ship: Activity): Promise<void> {
  running = runWorker({
    client,
    domain: 'default',
    taskList: 'orders',
    activities: { 'ship/1': ship },
    signal: stop.signal,
    heartbeatSeconds: 0.01,
    log: (line) => log.push(line),
  });
  return running;
}

const order = { taskList: 'orders', activityType: { name: 'ship', version: '1' }, input: 'order 17' };
const untilStopped = (signal: AbortSignal) => sleep(3_600_000, 'shipped', { signal });

test('tasks are completed, one after the other, with idle polls between them', async () => {
  start(async (input) => `${input} shipped`);
  await swf.polled({ taskList: 'orders' });
  swf.advance(60);

  for (const input of ['order 17', 'order 18']) {
    await swf.polled({ taskList: 'orders' });
    const { closedBy } = await swf.settled(swf.schedule({ ...order, input }).taskToken);
    expect(closedBy).toEqual({ event: 'ActivityTaskCompleted', result: `${input} shipped` });
  }
});

test('work whose cancellation is requested is told, and its task is canceled', async () => {
  start(async (_, { signal, progress }) => {
    progress('packed');
    return untilStopped(signal);
  });
  const { taskToken } = swf.schedule(order);
  await swf.arrival('RecordActivityTaskHeartbeat', { taskToken });
  swf.requestCancel(taskToken);

  const { closedBy } = await swf.settled(taskToken);
  expect(closedBy).toEqual({ event: 'ActivityTaskCanceled', details: 'packed' });
});

test('heartbeats keep a long task open', async () => {
  const { taskToken } = swf.schedule({ ...order, heartbeatTimeout: 30 });
  start(async () => {
    for (const step of [1, 2, 3]) {
      swf.resetCalls();
      swf.advance(20);
      await swf.arrival('RecordActivityTaskHeartbeat', { taskToken });
      log.push(`step ${step}`);
    }
    return 'shipped';
  });

  expect((await swf.settled(taskToken)).state).toBe('completed');
  expect(log).toEqual(['step 1', 'step 2', 'step 3']);
});

test('work whose task has timed out is told, and the worker polls again', async () => {
  start((_, { signal }) => untilStopped(signal));
  const { taskToken } = swf.schedule({ ...order, startToCloseTimeout: 60 });
  await swf.arrival('RecordActivityTaskHeartbeat', { taskToken });
  swf.advance(61);

  expect((await swf.settled(taskToken)).state).toBe('timed-out');
  await swf.polled({ taskList: 'orders' });
});

test('work that throws fails its task with the error as reason and its stack as details', async () => {
  start(async () => {
    throw new Error('out of stock');
  });

  const { closedBy } = await swf.settled(swf.schedule(order).taskToken);
  expect(closedBy).toEqual({
    event: 'ActivityTaskFailed',
    reason: 'out of stock',
    details: expect.stringContaining('worker.test.ts'),
  });
});

test.each([
  ['an unknown activity', { ...order, activityType: { name: 'ship', version: '2' } }, 'no activity ship/2'],
  ['a result that SWF does not take', order, 'a result of 32769 characters'],
])('%s fails the task', async (_, task, reason) => {
  start(async () => 'x'.repeat(32_769));

  const { closedBy } = await swf.settled(swf.schedule(task).taskToken);
  expect(closedBy).toMatchObject({ reason: expect.stringContaining(reason) });
});

test('a worker outlasts what its client gives up on', async () => {
  // The client makes three attempts of a call.
  swf.on('PollForActivityTask').failsOnce('LimitExceededFault').throttles(3);
  swf.on('RespondActivityTaskCompleted').breaks(3);
  swf.on('RecordActivityTaskHeartbeat').fails('ThrottlingException');
  start(async () => 'shipped');

  const { state } = await swf.settled(swf.schedule(order).taskToken, { seconds: 20 });
  expect(state).toBe('completed');
  expect(swf).toHaveReceivedTimes('RespondActivityTaskCompleted', 4);
});

test('a worker without permission ends with the refusal', async () => {
  swf.setAccess({ A: { Statement: { Effect: 'Deny', Action: 'swf:Poll*', Resource: '*' } } });

  await expect(start(async () => 'shipped')).rejects.toMatchObject({ name: 'OperationNotPermittedFault' });
});

test('a worker that is stopped gives up its poll', async () => {
  start(async () => 'shipped');
  await swf.polled({ taskList: 'orders' });
  stop.abort();

  await running;
  expect(swf.schedule(order).state).toBe('scheduled');
  expect(swf.waitingPolls()).toEqual([]);
});

test('a worker that is stopped finishes the task under way, with its heartbeats', async () => {
  const { taskToken } = swf.schedule({ ...order, heartbeatTimeout: 30 });
  start(async () => {
    stop.abort();
    swf.resetCalls();
    await swf.arrival('RecordActivityTaskHeartbeat', { taskToken });
    return 'shipped';
  });

  await running;
  expect(swf).toHaveTask(taskToken, { state: 'completed', closedBy: { result: 'shipped' } });
  expect(swf.waitingPolls()).toEqual([]);
});

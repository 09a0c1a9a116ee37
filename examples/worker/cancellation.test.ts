import { SWFClient } from '@aws-sdk/client-swf';
import { setupServer } from 'msw/node';
import { createSwfMock, noNetwork } from 'swf-contract/mocks';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import 'swf-contract/matchers/vitest';
import { type ActivityTask, handle, type Work } from './worker.ts';

const swf = createSwfMock();
const server = setupServer(...swf.handlers);
beforeAll(() => server.listen(noNetwork));
afterEach(() => swf.reset());
afterAll(() => server.close());

const client = new SWFClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'A', secretAccessKey: 'S' },
});
const run = (task: ActivityTask, work: Work) =>
  handle(task, { client, work, heartbeat: async (taskToken) => swf.heartbeat(taskToken) });

test('work whose cancellation was requested stops at the next checkpoint and is reported as canceled', async () => {
  const task = { ...swf.openTask(), input: 'order 17' };
  const steps: string[] = [];
  const work: Work = async (_, checkpoint) => {
    steps.push('reserve');
    await checkpoint();
    swf.requestCancel(task.taskToken);
    steps.push('pack');
    await checkpoint();
    steps.push('ship');
    return 'shipped';
  };

  expect(await run(task, work)).toBe('canceled');
  expect(steps).toEqual(['reserve', 'pack']);
  expect(swf).toHaveTask(task.taskToken, {
    state: 'canceled',
    closedBy: { details: 'stopped at a checkpoint' },
  });
});

test('a heartbeat at each checkpoint keeps a long task open', async () => {
  const task = { ...swf.openTask({ heartbeatTimeout: 30 }), input: 'order 17' };
  const work: Work = async (_, checkpoint) => {
    for (let step = 0; step < 5; step++) {
      swf.advance(20);
      await checkpoint();
    }
    return 'shipped';
  };

  expect(await run(task, work)).toBe('completed');
});

test('a worker without permission fails loudly', async () => {
  swf.setAccess({
    A: { Statement: { Effect: 'Deny', Action: 'swf:RespondActivityTaskCompleted', Resource: '*' } },
  });
  const task = { ...swf.openTask(), input: 'order 17' };

  await expect(run(task, async () => 'shipped')).rejects.toMatchObject({
    name: 'OperationNotPermittedFault',
  });
});

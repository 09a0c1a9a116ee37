import { SWFClient } from '@aws-sdk/client-swf';
import { setupServer } from 'msw/node';
import { createSwfMock, noNetwork } from 'swf-contract/mocks';
import { expect, test } from 'vitest';
import 'swf-contract/matchers/vitest';
import { handle } from './worker.ts';

const swf = createSwfMock();
setupServer(...swf.handlers).listen(noNetwork);
const client = new SWFClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'A', secretAccessKey: 'S' },
});
const heartbeat = async (taskToken: string) => swf.heartbeat(taskToken);

test('a throttled worker completes its task, and one that is too slow learns that the task timed out', async () => {
  swf.on('RespondActivityTaskCompleted').throttles(2);
  const first = { ...swf.openTask(), input: 'order 17' };
  expect(await handle(first, { client, heartbeat, work: async (order) => `${order} shipped` })).toBe(
    'completed',
  );
  expect(swf).toHaveReceivedTimes('RespondActivityTaskCompleted', 3);
  expect(swf).toHaveTask(first.taskToken, { closedBy: { result: 'order 17 shipped' } });

  const second = { ...swf.openTask({ startToCloseTimeout: 60 }), input: 'order 18' };
  swf.advance(61);
  expect(await handle(second, { client, heartbeat, work: async () => 'too late' })).toBe('lost');
});

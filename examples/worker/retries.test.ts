import { SWF } from '@aws-sdk/client-swf';
import { setupServer } from 'msw/node';
import { createSwfMock, noNetwork } from 'swf-contract/mocks';
import { expect, test } from 'vitest';
import 'swf-contract/matchers/vitest';
import { runWorker } from './worker.ts';

const swf = createSwfMock();
setupServer(...swf.handlers).listen(noNetwork);
const client = new SWF({ region: 'us-east-1', credentials: { accessKeyId: 'A', secretAccessKey: 'S' } });

test('a throttled worker completes its task, and one that is too slow goes on with the next', async () => {
  const lines: string[] = [];
  const ship = async (order: string) => {
    if (order === 'order 18') swf.advance(61);
    return `${order} shipped`;
  };
  const shared = { client, domain: 'default', taskList: 'orders', log: (line: string) => lines.push(line) };
  runWorker({ ...shared, activities: { 'ship/1': ship }, signal: new AbortController().signal });
  const order = { taskList: 'orders', activityType: { name: 'ship', version: '1' }, startToCloseTimeout: 60 };
  swf.on('RespondActivityTaskCompleted').throttles(2);
  const first = await swf.settled(swf.schedule({ ...order, input: 'order 17' }).taskToken, { seconds: 20 });
  expect(first.closedBy).toEqual({ event: 'ActivityTaskCompleted', result: 'order 17 shipped' });
  expect(swf).toHaveReceivedTimes('RespondActivityTaskCompleted', 3);
  const slow = await swf.settled(swf.schedule({ ...order, input: 'order 18' }).taskToken);
  expect(slow.closedBy).toMatchObject({ event: 'ActivityTaskTimedOut', timeoutType: 'START_TO_CLOSE' });
  await swf.polled({ taskList: 'orders' });
  expect(lines).toEqual([expect.stringContaining('UnknownResourceFault')]);
});

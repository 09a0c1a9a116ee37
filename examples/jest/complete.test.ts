import { RespondActivityTaskCompletedCommand, SWFClient, UnknownResourceFault } from '@aws-sdk/client-swf';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { setupServer } from 'msw/node';
import { createSwfMock, noNetwork } from 'swf-contract/mocks';
import 'swf-contract/matchers/jest';

const swf = createSwfMock();
const server = setupServer(...swf.handlers);
beforeAll(() => server.listen(noNetwork));
afterEach(() => swf.reset());
afterAll(() => server.close());

const client = new SWFClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const complete = (taskToken: string, result: string) =>
  client.send(new RespondActivityTaskCompletedCommand({ taskToken, result }));

test('a throttled call is retried, and the task is completed once', async () => {
  const { taskToken } = swf.openTask();
  swf.on('RespondActivityTaskCompleted', { taskToken }).throttles(2);

  await complete(taskToken, 'order shipped');

  expect(swf.task(taskToken).closedBy).toMatchObject({
    event: 'ActivityTaskCompleted',
    result: 'order shipped',
  });
  expect(swf).toHaveReceived('RespondActivityTaskCompleted', { taskToken });
});

test('a task that timed out can no longer be completed', async () => {
  const { taskToken } = swf.openTask({ heartbeatTimeout: 30 });
  swf.advance(31);

  await expect(complete(taskToken, 'too late')).rejects.toThrow(UnknownResourceFault);
});

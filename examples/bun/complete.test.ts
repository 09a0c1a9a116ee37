import { afterAll, afterEach, expect, test } from 'bun:test';
import { RespondActivityTaskCompletedCommand, SWFClient, UnknownResourceFault } from '@aws-sdk/client-swf';
import { serveSwfMock } from 'swf-contract/http';
import { swfMatchers } from 'swf-contract/matchers';

const served = await serveSwfMock();
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const client = new SWFClient({ endpoint: served.url, region: 'us-east-1', credentials });
expect.extend(swfMatchers);
afterEach(() => served.swf.reset());
afterAll(() => served.close());

test('a throttled call is retried, and the task is completed once', async () => {
  const { taskToken } = served.swf.openTask();
  served.swf.on('RespondActivityTaskCompleted', { taskToken }).throttles(2);

  await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: 'shipped' }));

  expect(served.swf).toHaveTask(taskToken, { state: 'completed', closedBy: { result: 'shipped' } });
});

test('a task that timed out can no longer be completed', async () => {
  const { taskToken } = served.swf.openTask({ heartbeatTimeout: 30 });
  served.swf.advance(31);

  const call = client.send(new RespondActivityTaskCompletedCommand({ taskToken }));
  await expect(call).rejects.toThrow(UnknownResourceFault);
});

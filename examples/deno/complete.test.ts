import assert from 'node:assert/strict';
import { RespondActivityTaskCompletedCommand, SWFClient } from '@aws-sdk/client-swf';
import { serveSwfMock } from 'swf-contract/http';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

Deno.test('a throttled call is retried, and the task is completed once', async () => {
  await using served = await serveSwfMock();
  const client = new SWFClient({ endpoint: served.url, region: 'us-east-1', credentials });
  const { taskToken } = served.swf.openTask();
  served.swf.on('RespondActivityTaskCompleted', { taskToken }).throttles(2);

  await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: 'shipped' }));
  client.destroy();

  const closedBy = { event: 'ActivityTaskCompleted', result: 'shipped' } as const;
  assert.deepEqual(served.swf.task(taskToken).closedBy, closedBy);
});

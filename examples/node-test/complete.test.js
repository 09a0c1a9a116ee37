const assert = require('node:assert/strict');
const { after, afterEach, before, test } = require('node:test');
const { RespondActivityTaskCompletedCommand, SWFClient } = require('@aws-sdk/client-swf');
const { serveSwfMock } = require('swf-contract/http');

let served;
let client;
before(async () => {
  served = await serveSwfMock();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SWFClient({ endpoint: served.url, region: 'us-east-1', credentials });
});
afterEach(() => served.swf.reset());
after(() => served.close());

test('a throttled call is retried, and the task is completed once', async () => {
  const { taskToken } = served.swf.openTask();
  served.swf.on('RespondActivityTaskCompleted', { taskToken }).throttles(2);

  await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: 'shipped' }));

  const closedBy = { event: 'ActivityTaskCompleted', result: 'shipped' };
  assert.deepEqual(served.swf.task(taskToken).closedBy, closedBy);
});

test('a task that timed out can no longer be completed', async () => {
  const { taskToken } = served.swf.openTask({ heartbeatTimeout: 30 });
  served.swf.advance(31);

  const call = client.send(new RespondActivityTaskCompletedCommand({ taskToken }));
  await assert.rejects(call, { name: 'UnknownResourceFault' });
});

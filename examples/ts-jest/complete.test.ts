import { RespondActivityTaskCompletedCommand, SWFClient, UnknownResourceFault } from '@aws-sdk/client-swf';
import { type ServedSwfMock, serveSwfMock } from 'swf-contract/http';
import 'swf-contract/matchers/jest';

let served: ServedSwfMock;
let client: SWFClient;
beforeAll(async () => {
  served = await serveSwfMock();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SWFClient({ endpoint: served.url, region: 'us-east-1', credentials });
});
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

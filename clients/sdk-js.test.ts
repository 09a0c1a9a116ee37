// The AWS SDK for JavaScript 3 against swf-mock, as an application in TypeScript sees it. Inside MSW it is tested with the
// mock (mocks/); the situations it meets as a program like the others (programs.test.ts).
import {
  RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompletedCommand,
  SWFClient,
  SWFServiceException,
  UnknownResourceFault,
} from '@aws-sdk/client-swf';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { principal } from './client.ts';
import { type RunningMock, startSwfMock } from './swf-mock.ts';

let mock: RunningMock;
let client: SWFClient;
beforeAll(async () => {
  mock = await startSwfMock('--tasks', 'declared');
  const credentials = { accessKeyId: principal, secretAccessKey: 'secret' };
  client = new SWFClient({ endpoint: mock.url, region: 'us-east-1', credentials });
}, 30_000);
afterAll(async () => {
  client?.destroy();
  await mock?.stop();
});

describe.each([
  ['RespondActivityTaskCompleted', RespondActivityTaskCompletedCommand],
  ['RespondActivityTaskCanceled', RespondActivityTaskCanceledCommand],
])('%s, as the SDK types it', (_, Command) => {
  const call = (taskToken: string) =>
    client.send(new (Command as typeof RespondActivityTaskCompletedCommand)({ taskToken }));

  test('a fault of the model is an instance of its own class', async () => {
    await expect(call('never-issued')).rejects.toThrow(UnknownResourceFault);
  });

  test('an error outside the model is an exception of the service, with its name', async () => {
    const error = await call('A'.repeat(1025)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(SWFServiceException);
    expect(error.name).toBe('ValidationException');
  });

  test('success has nothing but its metadata, with the request id', async () => {
    expect(await call(await mock.openTask())).toEqual({
      $metadata: expect.objectContaining({
        httpStatusCode: 200,
        requestId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      }),
    });
  });
});

// The AWS SDK for JavaScript against swf-mock as a process. Inside MSW it is tested with the mock (mocks/).
import {
  RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompletedCommand,
  SWFClient,
  SWFServiceException,
  UnknownResourceFault,
} from '@aws-sdk/client-swf';
import { describe, expect, test } from '@jest/globals';
import { describeClient } from './behaviour.ts';
import { type CallOptions, type Client, type Operation, operations, principal } from './client.ts';

async function send(
  endpoint: string,
  operation: Operation,
  input: Record<string, string>,
  { accessKeyId = principal, region = 'us-east-1' }: CallOptions = {},
) {
  const client = new SWFClient({
    endpoint,
    region,
    credentials: { accessKeyId: accessKeyId ?? principal, secretAccessKey: 'secret' },
    // The SDK has no option that leaves the signature out; a signer that adds none does.
    ...(accessKeyId === null && { signer: { sign: async (request) => request } }),
  });
  try {
    const sent = input as { taskToken: string };
    return operation === 'RespondActivityTaskCompleted'
      ? await client.send(new RespondActivityTaskCompletedCommand(sent))
      : await client.send(new RespondActivityTaskCanceledCommand(sent));
  } finally {
    client.destroy();
  }
}

const sdk: Client = {
  name: 'AWS SDK for JavaScript',
  async call(...args) {
    try {
      await send(...args);
      return { succeeded: true };
    } catch (error) {
      const { name, message } = error as Error;
      return { succeeded: false, error: name, message };
    }
  },
};

describeClient(sdk, (mock) => {
  describe.each(operations)('$operation, as the SDK types it', ({ operation }) => {
    test('a fault of the model is an instance of its own class', async () => {
      const call = send(mock().url, operation, { taskToken: 'never-issued' });
      await expect(call).rejects.toThrow(UnknownResourceFault);
    });

    test('an error outside the model is an exception of the service, with its name', async () => {
      const error = await send(mock().url, operation, { taskToken: 'A'.repeat(1025) }).catch(
        (thrown) => thrown,
      );
      expect(error).toBeInstanceOf(SWFServiceException);
      expect(error.name).toBe('ValidationException');
    });

    test('success has nothing but its metadata, with the request id', async () => {
      const taskToken = await mock().openTask();
      expect(await send(mock().url, operation, { taskToken })).toEqual({
        $metadata: expect.objectContaining({
          httpStatusCode: 200,
          requestId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
        }),
      });
    });
  });
});

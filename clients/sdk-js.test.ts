// The AWS SDK for JavaScript against swf-mock as a process. Inside MSW it is tested with the mock (mocks/).
import { SWFServiceException, UnknownResourceFault } from '@aws-sdk/client-swf';
import { describe, expect, test } from '@jest/globals';
import { describeClient } from './behaviour.ts';
import { operationNames, theTwo } from './client.ts';
import { sdkJs, send } from './sdk-js.ts';

describeClient(sdkJs, operationNames, (mock) => {
  describe.each(theTwo)('$operation, as the SDK types it', ({ operation }) => {
    const call = (taskToken: string) => send({ endpoint: mock().url, operation, input: { taskToken } });

    test('a fault of the model is an instance of its own class', async () => {
      await expect(call('never-issued')).rejects.toThrow(UnknownResourceFault);
    });

    test('an error outside the model is an exception of the service, with its name', async () => {
      const error = await call('A'.repeat(1025)).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(SWFServiceException);
      expect(error.name).toBe('ValidationException');
    });

    test('success has nothing but its metadata, with the request id', async () => {
      expect(await call(await mock().openTask())).toEqual({
        $metadata: expect.objectContaining({
          httpStatusCode: 200,
          requestId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
        }),
      });
    });
  });
});

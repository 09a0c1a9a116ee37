// boto3 against swf-mock.
import { describe, expect, test } from '@jest/globals';
import { describeClient } from './behaviour.ts';
import { boto3, callFrom, python } from './boto3.ts';
import { operations } from './client.ts';

if (python === undefined) test.skip('boto3: not on this machine', () => {});
else
  describeClient(boto3, (mock) => {
    describe.each(operations)('$operation, as boto3 types it', ({ operation }) => {
      test('a fault of the model is an exception of its own class', async () => {
        const { error } = await callFrom({
          endpoint: mock().url,
          operation,
          input: { taskToken: 'never-issued' },
        });
        expect(error).toMatchObject({
          class: 'UnknownResourceFault',
          classes: expect.arrayContaining(['ClientError']),
        });
      });

      test('an error outside the model is a ClientError with its code', async () => {
        const { error } = await callFrom({
          endpoint: mock().url,
          operation,
          input: { taskToken: 'A'.repeat(1025) },
        });
        expect(error).toMatchObject({ class: 'ClientError', code: 'ValidationException' });
      });

      test('success has nothing but its metadata, with the request id', async () => {
        const taskToken = await mock().openTask();
        expect(await callFrom({ endpoint: mock().url, operation, input: { taskToken } })).toEqual({
          metadata: expect.objectContaining({
            HTTPStatusCode: 200,
            RequestId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
          }),
        });
      });
    });
  });

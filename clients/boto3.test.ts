// boto3 against swf-mock, in whichever Python of this machine has it.
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { describeClient } from './behaviour.ts';
import { type Client, environment, findClient, operations, runCommand } from './client.ts';

// Each test starts an interpreter.
jest.setTimeout(60_000);

const script = fileURLToPath(new URL('./boto3_call.py', import.meta.url));

const python = await findClient('boto3', async () => {
  // Debian's package belongs to the system's interpreter, which need not be the first on the PATH.
  for (const interpreter of ['python3', '/usr/bin/python3']) {
    const { code, stdout } = await runCommand(interpreter, [
      '-c',
      'import boto3; print(boto3.__version__)',
    ]).catch(() => ({ code: 1, stdout: '' }));
    if (code === 0) return { interpreter, version: stdout.trim() };
  }
  return undefined;
});

type Told = {
  error?: { class: string; classes: string[]; code: string; message: string };
  metadata?: { HTTPStatusCode: number; RequestId: string; RetryAttempts: number };
};

/** One call in an interpreter of its own. */
async function callFrom(request: object): Promise<Told> {
  const { code, stdout, stderr } = await runCommand(python?.interpreter ?? 'python3', [script], {
    env: environment(),
    input: JSON.stringify(request),
  });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Told;
}

const boto3: Client = {
  name: `boto3 ${python?.version}`,
  async call(endpoint, operation, input, { accessKeyId, region } = {}) {
    const { error } = await callFrom({ endpoint, operation, input, accessKeyId, region });
    return error ? { succeeded: false, error: error.code, message: error.message } : { succeeded: true };
  },
};

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

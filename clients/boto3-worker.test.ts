// A worker with boto3 against swf-mock as a process: boto3_worker_test.py, whose tests are written in Python.
import { expect, test } from '@jest/globals';
import { runCommand } from '../scripts/programs/run-command.ts';
import { environment } from './client.ts';
import { boto3 } from './programs.ts';
import { startSwfMock } from './swf-mock.ts';

if (boto3 === undefined) test.skip('a worker with boto3: boto3 is not on this machine', () => {});
else
  test(`a worker with boto3 ${boto3.version} passes its tests, which drive swf-mock by the control API`, async () => {
    const mock = await startSwfMock('--tasks', 'declared');
    try {
      const { code, stderr } = await runCommand(boto3?.command ?? '', ['-B', 'boto3_worker_test.py'], {
        cwd: import.meta.dirname,
        env: { ...environment(), SWF_MOCK_URL: mock.url },
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/Ran 6 tests .*\n\nOK/) });
    } finally {
      await mock.stop();
    }
  }, 120_000);

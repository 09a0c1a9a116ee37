import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { serveSwfMock } from 'swf-contract/http';
import { expect, test } from 'vitest';

const canRunTypeScript = Boolean((process.features as { typescript?: unknown }).typescript);

test.skipIf(!canRunTypeScript)(
  'SIGTERM ends the worker when its task is done, with exit code 0',
  async () => {
    const { swf, url, close } = await serveSwfMock({ tasks: 'declared' });
    const env = {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'A',
      AWS_SECRET_ACCESS_KEY: 'S',
    };
    const worker = spawn(process.execPath, ['main.ts'], {
      cwd: import.meta.dirname,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    const ended = once(worker, 'exit');
    const { taskToken } = swf.schedule({
      taskList: 'orders',
      activityType: { name: 'ship', version: '1' },
      input: 'order 17',
    });
    await swf.arrival('PollForActivityTask', {}, { seconds: 20 });
    worker.kill('SIGTERM');

    expect(await ended).toEqual([0, null]);
    expect(swf.task(taskToken).closedBy).toEqual({
      event: 'ActivityTaskCompleted',
      result: 'order 17 shipped',
    });
    await close();
  },
);

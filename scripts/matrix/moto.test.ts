// A real run against moto's server, which makes tasks by the API of the service. It is run where python3 has moto.
import { spawn, spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { type Report, run, tasksOfService } from '../../conformance/index.ts';

const hasMoto = spawnSync('python3', ['-c', 'import moto.server']).status === 0;
const orSkipped = hasMoto ? test : test.skip;

async function serveMoto(): Promise<{ url: string; close(): Promise<void> }> {
  const child = spawn('python3', ['-m', 'moto.server', '--host', '127.0.0.1', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [found] = said.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
      if (found) resolve(`${found}/`);
    });
    child.on('close', () => reject(new Error(`moto did not start: ${said}`)));
  });
  return {
    url,
    close: () => {
      child.kill();
      return closed;
    },
  };
}

describe(`moto${hasMoto ? '' : ' (skipped: python3 has no moto)'}`, () => {
  orSkipped(
    'is told apart from the service in what it does otherwise, and passes what it does right',
    async () => {
      const moto = await serveMoto();
      let report: Report;
      try {
        report = await run({
          endpoint: moto.url,
          concurrency: 1,
          tasks: tasksOfService,
          // It times no task out, and waiting for that takes a quarter of a minute.
          skip: ['*/lifecycle/timed-out'],
        });
      } finally {
        await moto.close();
      }
      const verdicts = Object.fromEntries(report.results.map(({ id, verdict }) => [id, verdict]));
      expect(verdicts).toMatchObject({
        'completed/operation/accepted': 'passed',
        'completed/history/text': 'passed',
        'completed/lifecycle/after-completed': 'passed',
        // Canceled is not implemented.
        'canceled/operation/known': 'failed',
        'canceled/operation/accepted': 'untested',
        // No length is checked; every token that it did not issue is refused alike.
        'completed/result/length-32768': 'passed',
        'completed/result/length-32769': 'failed',
        'completed/taskToken/length-1025': 'inconclusive',
        'completed/response/success-content-type': 'failed',
        'completed/response/success-request-id-uuid': 'failed',
      });
      expect(report.summary.error).toBe(0);
    },
  );
});

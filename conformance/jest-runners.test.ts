// The same test file in Jest and in Vitest, each in a process of its own.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { conformanceTests, type TestRunner } from './jest.ts';

describe('in the test runners themselves', () => {
  const folder = fileURLToPath(new URL('fixtures/test-runners/', import.meta.url));
  const root = dirname(createRequire(import.meta.url).resolve('../package.json'));

  /** Runs a test runner, and reads what it writes to stdout as JSON. Failing tests make it fail. */
  function run(args: string[]): Promise<{ report: Report; stderr: string }> {
    const { JEST_WORKER_ID: _, NODE_OPTIONS: __, ...env } = process.env;
    return new Promise((resolve, reject) => {
      execFile(process.execPath, args, { cwd: root, env: { ...env, CI: '1' } }, (error, stdout, stderr) => {
        const start = stdout.indexOf('{');
        if (start === -1) reject(error ?? new Error(stderr));
        else resolve({ report: JSON.parse(stdout.slice(start)), stderr });
      });
    });
  }

  type Report = {
    testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
  };
  const statuses = ({ testResults }: Report) =>
    Object.fromEntries(testResults[0]?.assertionResults.map(({ title, status }) => [title, status]) ?? []);

  test('Jest: what fails fails, what is untested is told', async () => {
    const config = JSON.stringify({
      rootDir: folder,
      testMatch: ['**/suite.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      transform: { '\\.ts$': join(root, 'scripts/jest/transform.js') },
    });
    const bin = join(root, 'node_modules/jest/bin/jest.js');
    const { report, stderr } = await run(['--experimental-vm-modules', bin, '--config', config, '--json']);
    expect(statuses(report)).toEqual({
      'completed/access/denied': 'passed',
      'completed/access/unknown-key': 'passed',
      'completed/result/length-32767': 'passed',
      'completed/result/length-32768': 'passed',
      'completed/result/length-32769': 'failed',
    });
    expect(stderr).toContain('completed/access/denied: untested: It needs the credentials of a principal');
  });

  test('Vitest: what fails fails, what is untested is skipped', async () => {
    const bin = join(root, 'node_modules/vitest/vitest.mjs');
    const { report } = await run([bin, 'run', '--root', folder]);
    expect(statuses(report)).toEqual({
      'completed/access/denied': 'skipped',
      'completed/access/unknown-key': 'passed',
      'completed/result/length-32767': 'passed',
      'completed/result/length-32768': 'passed',
      'completed/result/length-32769': 'failed',
    });
    const [failed] =
      report.testResults[0]?.assertionResults.filter(({ status }) => status === 'failed') ?? [];
    expect(failed?.failureMessages.join()).toContain('the request got 200, which is accepted');
  });

  test('without globals it is said what to do', () => {
    const { describe: saved } = globalThis as Partial<TestRunner>;
    delete (globalThis as Partial<TestRunner>).describe;
    try {
      expect(() => conformanceTests({ endpoint: '' })).toThrow(
        'with Vitest, set globals: true or pass them as runner',
      );
    } finally {
      Object.assign(globalThis, { describe: saved });
    }
  });
});

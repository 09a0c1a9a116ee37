// Ten faults that emulators have, found by the command as its users run it: the whole suite, no task made, exit code
// 1, and the case named in what is printed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { any } from './faulty/faulty-server.ts';
import { faultyServers } from './faulty-servers.ts';
import { refusers } from './liars.ts';
import { serve, type Vary } from './serve.ts';
import { asUsual } from './vary.ts';

const ten: Record<string, string> = {
  'limits-completed-result-max-one-less': 'completed/result/length-32768',
  'limits-canceled-details-max-one-more': 'canceled/details/length-32769',
  'limits-completed-taskToken-no-max': 'completed/taskToken/length-1025',
  'success-body-object': 'completed/response/success-empty-body',
  'success-no-request-id': 'canceled/response/success-request-id',
  'error-status-404': 'completed/response/error-status',
  'error-no-type': 'completed/lifecycle/after-completed',
  'state-closed-accepted': 'canceled/lifecycle/after-completed',
  'targets-canceled-not-implemented': 'canceled/operation/known',
  'headers-sample-encoding-415': 'completed/sample/as-printed',
};

test.each(Object.entries(ten))(
  '%s ends the run with 1, and names %s',
  async (name, killer) => {
    const server = faultyServers.find((each) => each.name === name);
    if (!server) throw new Error(`there is no faulty server ${name}`);
    const { code, stdout } = await runCommand(server.vary);
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`^failed\\s+(MUST\\s+)?${killer}`, 'm'));
  },
  30_000,
);

test('the mock itself ends it with 0', async () => {
  expect(await runCommand(asUsual)).toMatchObject({ code: 0 });
}, 30_000);

test('of one that refuses everything, the command does not say that it conforms', async () => {
  const [liar] = refusers;
  const { stdout } = await runCommand(liar?.vary ?? asUsual);
  expect(stdout).not.toContain('The endpoint conforms.');
}, 30_000);

async function runCommand(vary: Vary): Promise<{ code: number; stdout: string }> {
  const { endpoint, close } = await serve({ mock: any, vary });
  try {
    const command = spawn(process.execPath, ['conformance/cli.ts', '--endpoint', endpoint], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [stdout, [code]] = await Promise.all([text(command.stdout), once(command, 'exit')]);
    return { code, stdout };
  } finally {
    await close();
  }
}

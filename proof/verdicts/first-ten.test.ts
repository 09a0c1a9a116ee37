// Ten faults that emulators have, found by the command as its users run it: the whole suite, no task made, exit code
// 1, and a case named in what is printed. Of several cases with one cause, the first one or two are named.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { any } from './faulty/faulty-server.ts';
import { faultyServers } from './faulty-servers.ts';
import { refusers } from './liars.ts';
import { serve, type Transformation } from './serve.ts';
import { unchanged } from './transformations.ts';

const ten: Record<string, string> = {
  'members completed/result maxLength: the limit itself is refused': 'completed/result/length-32768',
  'members canceled/details maxLength: one over the limit is accepted': 'canceled/details/length-32769',
  'members completed/taskToken maxLength: the constraint is not checked': 'completed/taskToken/length-1025',
  'success: the body of success is "{}"': 'completed/response/success-empty-body',
  'success: success has no request id': 'canceled/response/success-request-id',
  'errors: UnknownResourceFault has status 404': 'completed/response/error-status',
  'errors: errors have no __type': 'completed/result/length-32769',
  'tasks: a closed task can be closed again': 'completed/lifecycle/after-completed',
  'targets canceled: the operation gets a 501 page': 'canceled/operation/known',
  'headers: the content encoding amz-1.0 gets a 415 error': 'completed/content-type/json-with-amz-encoding',
};

test.each(Object.entries(ten))('%s ends the run with 1, and names %s', async (name, killer) => {
  const server = faultyServers.find((each) => each.name === name);
  if (!server) throw new Error(`there is no faulty server ${name}`);
  const { code, stdout } = await runCommand(server.transformation);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    new RegExp(`^ +cases? +\\d+ MUST\\b.*failed\\b.*?: (\\S+ and )?${killer}( |$)`, 'm'),
  );
});

test('the mock itself ends it with 0', async () => {
  expect(await runCommand(unchanged)).toMatchObject({ code: 0 });
});

test('of one that refuses everything, the command does not say that it conforms', async () => {
  const [liar] = refusers;
  const { stdout } = await runCommand(liar?.transformation ?? unchanged);
  expect(stdout).not.toContain('The endpoint conforms.');
});

async function runCommand(transformation: Transformation): Promise<{ code: number; stdout: string }> {
  const { endpoint, close } = await serve({ mock: any, transformation });
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

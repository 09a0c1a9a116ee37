// boto3 as a client, in whichever Python of this machine has it.
import { fileURLToPath } from 'node:url';
import { runCommand } from '../scripts/programs/run-command.ts';
import { type Client, environment, findClient } from './client.ts';

const script = fileURLToPath(new URL('./boto3_call.py', import.meta.url));

/** The interpreter that has it; undefined when none does. */
export const python = await findClient('boto3', async () => {
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
export async function callFrom(request: object): Promise<Told> {
  const { code, stdout, stderr } = await runCommand(python?.interpreter ?? 'python3', [script], {
    env: environment(),
    input: JSON.stringify(request),
  });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Told;
}

export const boto3: Client = {
  name: `boto3 ${python?.version}`,
  async call(endpoint, operation, input, { accessKeyId, region } = {}) {
    const { error } = await callFrom({ endpoint, operation, input, accessKeyId, region });
    return error ? { succeeded: false, error: error.code, message: error.message } : { succeeded: true };
  },
};

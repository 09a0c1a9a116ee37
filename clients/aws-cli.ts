// The AWS CLI of this machine, version 1 or 2, as a client.
import { runCommand } from '../scripts/programs/run-command.ts';
import { type Call, type Client, environment, findClient, type Operation } from './client.ts';

/** Its version and the Python that it runs on; undefined when it is not here. */
export const found = await findClient('the AWS CLI (aws)', async () => {
  const { stdout, stderr } = await runCommand('aws', ['--version']).catch(() => ({ stdout: '', stderr: '' }));
  const [, version, python] = /aws-cli\/(\S+) Python\/(\S+)/.exec(stdout + stderr) ?? [];
  return version ? { version, runtime: `Python ${python}` } : undefined;
});

/** `RespondActivityTaskCompleted` as the command line spells it. */
const kebab = (name: string) => name.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase();

/** Runs `aws swf` with the subcommand of an operation. */
export function aws(
  operation: Operation,
  args: string[],
  options: Pick<Call, 'accessKeyId' | 'region'> = {},
) {
  // Without it, version 2 pipes what it prints into a pager.
  const env = { ...environment(options), AWS_PAGER: '' };
  return runCommand('aws', ['swf', kebab(operation), ...args], { env });
}

export const awsCli: Client = {
  name: `AWS CLI ${found?.version.split('.')[0]}`,
  version: found?.version ?? '',
  runtime: found?.runtime ?? '',
  // Each is a process.
  callsAtOnce: 4,
  async call({ endpoint, operation, input, region, timeoutSeconds, ...options }) {
    const args = ['--endpoint-url', endpoint];
    for (const [member, value] of Object.entries(input))
      args.push(`--${kebab(member)}`, typeof value === 'string' ? value : JSON.stringify(value));
    if (options.accessKeyId === null) args.push('--no-sign-request');
    if (region) args.push('--region', region);
    if (timeoutSeconds) args.push('--cli-read-timeout', String(timeoutSeconds));
    const {
      code: exitCode,
      stdout,
      stderr,
    } = await aws(operation, args, { ...options, region: 'us-east-1' });
    if (exitCode === 0) return { succeeded: true, output: stdout === '' ? {} : JSON.parse(stdout) };
    const [, code, message = stdout + stderr] =
      /An error occurred \((\w+)\) when calling the \w+ operation(?: \([^)]*\))?: (.*)/s.exec(stderr) ?? [];
    return { succeeded: false, class: `exit code ${exitCode}`, ...(code && { code }), message };
  },
};

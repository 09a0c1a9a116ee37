// The AWS CLI of this machine, version 1 or 2, as a client.
import { runCommand } from '../scripts/programs/run-command.ts';
import { type CallOptions, type Client, environment, findClient, type Operation } from './client.ts';

/** Its version; undefined when it is not here. */
export const version = await findClient('the AWS CLI (aws)', async () => {
  const { stdout, stderr } = await runCommand('aws', ['--version']).catch(() => ({ stdout: '', stderr: '' }));
  return /aws-cli\/(\S+)/.exec(stdout + stderr)?.[1];
});

/** `RespondActivityTaskCompleted` as the command line spells it. */
const subcommand = (operation: Operation) => operation.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase();

/** Runs `aws swf` with the subcommand of an operation. */
export function aws(operation: Operation, args: string[], options: CallOptions = {}) {
  // Without it, version 2 pipes what it prints into a pager.
  const env = { ...environment(options), AWS_PAGER: '' };
  return runCommand('aws', ['swf', subcommand(operation), ...args], { env });
}

export const awsCli: Client = {
  name: `AWS CLI ${version}`,
  async call(endpoint, operation, { taskToken = '', ...texts }, options = {}) {
    const text = Object.entries(texts).flatMap(([member, value]) => [`--${member}`, value]);
    const unsigned = options.accessKeyId === null ? ['--no-sign-request'] : [];
    const region = options.region ? ['--region', options.region] : [];
    const { code, stdout, stderr } = await aws(
      operation,
      ['--endpoint-url', endpoint, '--task-token', taskToken, ...text, ...unsigned, ...region],
      { ...options, region: 'us-east-1' },
    );
    if (code === 0 && stdout === '') return { succeeded: true };
    const [, error = `exit code ${code}`, message = stdout + stderr] =
      /An error occurred \((\w+)\) when calling the \w+ operation(?: \([^)]*\))?: (.*)/s.exec(stderr) ?? [];
    return { succeeded: false, error, message };
  },
};

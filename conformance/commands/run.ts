// swf-conformance run: runs the suite against an endpoint or, by default, against the built-in mock.
import { type Command, Option } from 'commander';
import { formats } from '../report/index.ts';
import type { BuiltInMock } from './carry-out.ts';
import type { Flags } from './run-options.ts';
import { collect, integer, operationNames, region, shard, wholeNumber } from './values.ts';

export function addRunCommand(
  program: Command,
  startMock: () => Promise<BuiltInMock>,
  ended: (exitCode: number) => void,
): void {
  program
    .command('run', { isDefault: true })
    .description('run the suite (the default command)')
    .option('--endpoint <url>', 'URL of the endpoint (default: the built-in mock on a free port)')
    .option(
      '--operations <names>',
      'operations to judge, comma-separated, or all (default: RespondActivityTaskCompleted and RespondActivityTaskCanceled)',
      operationNames,
    )
    .option('--only <glob>', 'only run cases whose id matches (repeatable)', collect)
    .option('--skip <glob>', 'skip cases whose id matches (repeatable)', collect)
    .addOption(
      new Option('--level <level>', 'lowest level whose failures fail the run')
        .choices(['must', 'should', 'may'])
        .default('must'),
    )
    .option('--timeout <ms>', 'timeout of each exchange in milliseconds', wholeNumber(1), 5000)
    .option('--concurrency <n>', 'number of cases to run at once', wholeNumber(1), 8)
    .option(
      '--task-token-command <cmd>',
      'command that prints a new task token; gets SWF_ENDPOINT, SWF_CASE and SWF_TASK_STATE in its environment',
    )
    .addOption(
      new Option(
        '--arrange <how>',
        "where tasks come from: made-up tokens (none), swf-mock's control API (control) or the endpoint's own SWF API (swf)",
      )
        .choices(['none', 'control', 'swf'])
        .default('none'),
    )
    .addOption(
      new Option('--control-key <key>', "key of swf-mock's control API, if it needs one").env(
        'SWF_MOCK_CONTROL_KEY',
      ),
    )
    .option('--region <region>', 'region for which requests are signed', region, 'us-east-1')
    .addOption(
      new Option(
        '--credentials <which>',
        'test: dummy credentials; env: AWS_ACCESS_KEY_ID and related variables; none: no signature',
      )
        .choices(['test', 'env', 'none'])
        .default('test'),
    )
    .option(
      '--denied-credentials <env:PREFIX>',
      'credentials of a principal without permission: PREFIX_ACCESS_KEY_ID and related variables',
    )
    .option('--live', 'allow an endpoint under amazonaws.com')
    .option('--strict', 'exit with 4 if nothing failed but a case is untested or inconclusive')
    .option(
      '--expected-failures <file>',
      'YAML file that lists globs of case ids that are expected to fail, each with a reason',
    )
    .option('--shard <i/n>', 'only run part I of N of the cases', shard)
    .option(
      '--repeat <n>',
      'run each case N times; a case whose verdict differs between runs fails',
      wholeNumber(1),
      1,
    )
    .option('--fuzz <n>', 'also send N random inputs of each kind for each operation', wholeNumber(1))
    .option(
      '--restart-command <cmd>',
      'command that restarts the endpoint, once at the end, to check that closed tasks stay closed',
    )
    .option('--seed <s>', 'seed of --fuzz (default: random; the run prints it)', integer)
    .option(
      '--report <format[=file]>',
      `format of a report: ${Object.keys(formats).join(', ')}; - is stdout (repeatable)`,
      collect,
    )
    .addHelpText('after', help)
    // Because this is the default command, an unknown command also arrives here.
    .allowExcessArguments()
    .action(async (flags: Flags, command: Command) => {
      const [word] = command.args;
      if (word !== undefined) command.error(`error: unknown command '${word}'`);
      const { carryOut } = await import('./carry-out.ts');
      ended(await carryOut(flags, startMock));
    });
}

const help = `
Exit codes:
  0    the endpoint conforms
  1    it does not conform
  2    usage error, or nothing could be decided
  3    the endpoint cannot be reached
  4    with --strict: nothing failed, but a case is untested or inconclusive
  5    internal error of the runner
  6    the endpoint conforms, but a report could not be written
  130  interrupted

Examples:
  swf-conformance
  swf-conformance --endpoint http://127.0.0.1:8000 --task-token-command ./new-task.sh
  swf-conformance --endpoint http://127.0.0.1:8000 --arrange swf --operations all
  swf-conformance --endpoint http://127.0.0.1:8000 --only 'completed/**' --report json=report.json`;

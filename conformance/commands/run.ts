// swf-conformance run: the suite against an endpoint, or against the built-in mock when none is given.
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
    .option('--endpoint <url>', 'the endpoint; without it, the built-in mock on a free port')
    .option(
      '--operations <names>',
      "which operations to judge, with commas between them, or all (the two that answer a task; not the worker's loop)",
      operationNames,
    )
    .option('--only <glob>', 'only cases whose id matches (repeatable)', collect)
    .option('--skip <glob>', 'no cases whose id matches (repeatable)', collect)
    .addOption(
      new Option('--level <level>', 'the lowest level whose failures fail the run')
        .choices(['must', 'should', 'may'])
        .default('must'),
    )
    .option('--timeout <ms>', 'milliseconds for each exchange', wholeNumber(1), 5000)
    .option('--concurrency <n>', 'cases at a time', wholeNumber(1), 8)
    .option(
      '--task-token-command <cmd>',
      'prints a fresh task token (SWF_ENDPOINT, SWF_CASE and SWF_TASK_STATE are set)',
    )
    .addOption(
      new Option(
        '--arrange <how>',
        "make tasks through swf-mock's control API, or through the API of the service (swf)",
      )
        .choices(['none', 'control', 'swf'])
        .default('none'),
    )
    .addOption(
      new Option(
        '--control-key <key>',
        'the key of the control API, where the mock was started with one',
      ).env('SWF_MOCK_CONTROL_KEY'),
    )
    .option('--region <region>', 'the region that requests are signed for', region, 'us-east-1')
    .addOption(
      new Option(
        '--credentials <which>',
        "test: everybody's; env: AWS_ACCESS_KEY_ID and its like; none: no signature",
      )
        .choices(['test', 'env', 'none'])
        .default('test'),
    )
    .option(
      '--denied-credentials <env:PREFIX>',
      'a principal without permission: PREFIX_ACCESS_KEY_ID and its like',
    )
    .option('--live', 'allow an endpoint under amazonaws.com')
    .option('--strict', 'exit with 4 when nothing failed and something is untested or inconclusive')
    .option('--expected-failures <file>', 'YAML list of case globs with reasons')
    .option('--shard <i/n>', 'only the Ith of N parts of the cases', shard)
    .option('--repeat <n>', 'run each case N times; differing verdicts fail', wholeNumber(1), 1)
    .option('--fuzz <n>', 'besides, N random inputs of each kind for each operation', wholeNumber(1))
    .option(
      '--restart-command <cmd>',
      'restarts the endpoint once, at the end, so that what was closed is asked for again',
    )
    .option('--seed <s>', 'the seed of --fuzz (random unless given, and shown)', integer)
    .option(
      '--report <format[=file]>',
      `${Object.keys(formats).join(', ')}; - is stdout (repeatable)`,
      collect,
    )
    .addHelpText('after', help)
    // A word that is no command comes here as well, since this is the default one.
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
  0 conforms   1 does not   2 usage, or nothing could be decided   3 the endpoint cannot be reached
  4 only with --strict: nothing failed, but something is untested or inconclusive
  5 a fault of the runner itself   6 conforms, but a report could not be written   130 interrupted

Examples:
  swf-conformance
  swf-conformance --endpoint http://127.0.0.1:8000 --task-token-command ./new-task.sh
  swf-conformance --endpoint http://127.0.0.1:8000 --arrange swf --operations all
  swf-conformance --endpoint http://127.0.0.1:8000 --only 'completed/**' --report json=report.json`;

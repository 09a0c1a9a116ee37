// swf-conformance run: the suite against an endpoint, or against the built-in mock when none is given.
import { type Command, Option } from 'commander';
import { EndpointError } from '../endpoint.ts';
import { ExpectedFailuresError } from '../expected-failures.ts';
import type { RunOptions } from '../options.ts';
import { EndpointUnreachable } from '../reach.ts';
import { formats, parseReports, ReportOptionError } from '../report/index.ts';
import { showProgress } from '../report/progress.ts';
import { openSinks, type Sink } from '../report/sink.ts';
import { runEvents, TaskSourceError } from '../run.ts';
import { SelectionError } from '../select.ts';
import type { Credentials } from '../sign.ts';
import { exitCodes } from '../summary.ts';
import { controlTasks } from '../tasks/control.ts';
import { awaitInterruption } from './interruption.ts';
import { type Flags, optionsOf } from './run-options.ts';
import { UsageError } from './usage-error.ts';
import { collect, integer, region, shard, wholeNumber } from './values.ts';

/** The mock that runs in this process, and a principal whom it permits nothing. */
export type BuiltInMock = { endpoint: string; deniedCredentials: Credentials; close(): Promise<void> };

/** These say what the user can do about them. */
const usageErrors = [
  UsageError,
  EndpointError,
  SelectionError,
  ReportOptionError,
  ExpectedFailuresError,
  TaskSourceError,
];

export function addRunCommand(
  program: Command,
  startMock: () => Promise<BuiltInMock>,
  ended: (exitCode: number) => void,
): void {
  program
    .command('run', { isDefault: true })
    .description('run the suite (the default command)')
    .option('--endpoint <url>', 'the endpoint; without it, the built-in mock on a free port')
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
    .option('--control-key <key>', 'the key of the control API, where the mock was started with one')
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
      ended(await runCommand(flags, startMock));
    });
}

const help = `
Exit codes:
  0 conforms   1 does not   2 usage, or nothing could be decided   3 the endpoint cannot be reached
  4 only with --strict: nothing failed, but something is untested or inconclusive
  5 a fault of the runner itself   130 interrupted

Examples:
  swf-conformance
  swf-conformance --endpoint http://127.0.0.1:8000 --task-token-command ./new-task.sh
  swf-conformance --endpoint http://127.0.0.1:8000 --only 'completed/**' --report json=report.json`;

async function runCommand(flags: Flags, startMock: () => Promise<BuiltInMock>): Promise<number> {
  let mock: BuiltInMock | undefined;
  const sinks: Sink[] = [];
  try {
    const options = await optionsOf(flags, process.env);
    sinks.push(...(await openSinks(parseReports(flags.report ?? []))));
    if (flags.endpoint === undefined) mock = await startMock();
    return await carryOut(mock ? forBuiltInMock(options, mock) : options, sinks);
  } catch (error) {
    if (usageErrors.some((kind) => error instanceof kind)) {
      console.error(`swf-conformance: ${(error as Error).message}`);
      return exitCodes.usage;
    }
    if (error instanceof EndpointUnreachable) {
      console.error(`swf-conformance: ${error.message}`);
      return exitCodes.unreachable;
    }
    throw error;
  } finally {
    await Promise.all(sinks.map((sink) => sink.close()));
    await mock?.close();
  }
}

/**
 * Runs, and tells every event to every sink. Ctrl-C ends the run after what is under way, cleans up, and lets the sinks
 * have what was found until then: a report, where repetitions are all that is missing.
 */
async function carryOut(options: RunOptions, sinks: Sink[]): Promise<number> {
  const progress = showProgress(process.stderr);
  const interruption = awaitInterruption(() => {
    progress.stop();
    console.error('swf-conformance: interrupted; cleaning up (Ctrl-C again stops at once)');
  });
  const { signal } = interruption;
  try {
    for await (const event of runEvents({ ...options, signal })) {
      if (!signal.aborted) progress.tell(event);
      for (const sink of sinks) sink.tell(event);
      if (event.type !== 'end') continue;
      if (!signal.aborted) return event.exitCode;
      console.error('swf-conformance: the reports are about the repetitions that there were');
      return exitCodes.interrupted;
    }
  } finally {
    progress.stop();
    interruption.forget();
  }
  if (signal.aborted) return exitCodes.interrupted;
  throw new Error('the run ended without a report');
}

/** The built-in mock is driven through its control API, as any other would be. */
function forBuiltInMock(options: RunOptions, mock: BuiltInMock): RunOptions {
  return {
    deniedCredentials: mock.deniedCredentials,
    tasks: ({ endpoint }) => controlTasks(endpoint, options.timeoutMs ?? 5000),
    ...options,
    endpoint: mock.endpoint,
  };
}

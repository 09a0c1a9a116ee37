// swf-conformance run: the suite against an endpoint, or against the built-in mock when none is given.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { ExpectedFailuresError, parseExpectedFailures } from '../expected-failures.ts';
import type { RunOptions } from '../options.ts';
import { EndpointUnreachable } from '../reach.ts';
import { formats, parseReports, ReportOptionError } from '../report/index.ts';
import { showProgress } from '../report/progress.ts';
import { openSinks, type Sink } from '../report/sink.ts';
import { runEvents, TaskSourceError } from '../run.ts';
import { SelectionError, type Shard } from '../select.ts';
import { type Credentials, testCredentials } from '../sign.ts';
import { exitCodes, type FailingLevel } from '../summary.ts';
import { commandTasks } from '../tasks/command.ts';
import { controlTasks } from '../tasks/control.ts';
import { serviceClient } from '../tasks/service-client.ts';
import { serviceTasks } from '../tasks/swf.ts';
import { collect, integer, shard, wholeNumber } from './values.ts';

/** The mock that runs in this process, and a principal whom it permits nothing. */
export type BuiltInMock = { endpoint: string; deniedCredentials: Credentials; close(): Promise<void> };

type Flags = {
  endpoint?: string;
  only?: string[];
  skip?: string[];
  level: FailingLevel;
  timeout: number;
  concurrency: number;
  taskTokenCommand?: string;
  arrange: 'none' | 'control' | 'swf';
  controlKey?: string;
  region: string;
  credentials: 'test' | 'env' | 'none';
  deniedCredentials?: string;
  live?: boolean;
  strict?: boolean;
  expectedFailures?: string;
  shard?: Shard;
  repeat: number;
  fuzz?: number;
  seed?: number;
  report?: string[];
};

/** What the user wrote cannot be carried out. */
class UsageError extends Error {}

const usageErrors = [UsageError, SelectionError, ReportOptionError, ExpectedFailuresError, TaskSourceError];

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
    .option('--region <region>', 'the region that requests are signed for', 'us-east-1')
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
    .action(async (flags: Flags) => ended(await runCommand(flags, startMock)));
}

const help = `
Exit codes:
  0 conforms   1 does not   2 usage, or nothing could be tested   3 the endpoint cannot be reached
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
    const options = await optionsOf(flags);
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

/** Runs, and tells every event to every sink. Ctrl-C ends the run after what is under way, and cleans up. */
async function carryOut(options: RunOptions, sinks: Sink[]): Promise<number> {
  const events = runEvents(options);
  const progress = showProgress(process.stderr);
  const interruption = awaitInterruption();
  try {
    for (;;) {
      const next = await Promise.race([events.next(), interruption.signaled]);
      if (next === 'interrupted') {
        progress.stop();
        console.error('swf-conformance: interrupted; cleaning up (Ctrl-C again stops at once)');
        await events.return();
        return exitCodes.interrupted;
      }
      if (next.done) throw new Error('the run ended without a report');
      progress.tell(next.value);
      for (const sink of sinks) sink.tell(next.value);
      if (next.value.type === 'end') return next.value.exitCode;
    }
  } finally {
    progress.stop();
    interruption.forget();
  }
}

function awaitInterruption(): { signaled: Promise<'interrupted'>; forget(): void } {
  let forget = () => {};
  const signaled = new Promise<'interrupted'>((resolve) => {
    const listener = () => resolve('interrupted');
    // Only once: the second signal ends the process, as it does by default.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, listener);
    forget = () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, listener);
    };
  });
  return { signaled, forget };
}

async function optionsOf(flags: Flags): Promise<RunOptions> {
  if (flags.seed !== undefined && flags.fuzz === undefined)
    throw new UsageError('--seed is the seed of --fuzz N; give that too');
  const credentials = credentialsOf(flags.credentials);
  const denied =
    flags.deniedCredentials === undefined ? undefined : deniedCredentialsOf(flags.deniedCredentials);
  const tasks = tasksOf(flags);
  return {
    endpoint: endpointOf(flags),
    only: flags.only ?? [],
    skip: flags.skip ?? [],
    level: flags.level,
    strict: flags.strict ?? false,
    timeoutMs: flags.timeout,
    concurrency: flags.concurrency,
    region: flags.region,
    credentials,
    ...(denied && { deniedCredentials: denied }),
    ...(tasks && { tasks }),
    ...(flags.expectedFailures && { expectedFailures: await readExpectedFailures(flags.expectedFailures) }),
    ...(flags.shard && { shard: flags.shard }),
    ...(flags.fuzz && { fuzz: { runs: flags.fuzz, seed: flags.seed ?? randomBytes(4).readInt32BE() } }),
    repeat: flags.repeat,
  };
}

async function readExpectedFailures(file: string) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--expected-failures: ${file} cannot be read (${error.code ?? error.message})`);
  });
  return parseExpectedFailures(text, file);
}

/** A name that no other run has, also none in the history of an account. */
function runName(): string {
  return `swf-conformance-${randomBytes(6).toString('hex')}`;
}

function endpointOf({ endpoint, live }: Flags): string {
  if (endpoint === undefined) return '';
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(
      `--endpoint is no URL of http or https: "${endpoint}"; write it like http://127.0.0.1:8000`,
    );
  }
  if (url.username || url.password) throw new UsageError('--endpoint has credentials in it; leave them out');
  const host = url.hostname.replace(/\.$/, '');
  if (!live && /(^|\.)amazonaws\.com(\.cn)?$/.test(host)) {
    throw new UsageError(
      `${url.host} is the real service, where calls have effects and may cost money; add --live if you mean it`,
    );
  }
  return url.href;
}

function tasksOf(flags: Flags): RunOptions['tasks'] {
  const { taskTokenCommand, arrange, timeout } = flags;
  if (taskTokenCommand !== undefined && arrange !== 'none') {
    throw new UsageError('--task-token-command and --arrange both make tasks; give one of them');
  }
  if (taskTokenCommand?.trim() === '') throw new UsageError('--task-token-command is empty');
  if (taskTokenCommand !== undefined)
    return async ({ endpoint }) => commandTasks(taskTokenCommand, endpoint, commandTimeout(timeout));
  if (arrange === 'control') return ({ endpoint }) => controlTasks(endpoint, timeout, flags.controlKey);
  if (arrange === 'swf')
    return async (surroundings) => serviceTasks(serviceClient(surroundings), runName(), wait);
  return undefined;
}

/** A command may have to start an interpreter and make several calls. */
function commandTimeout(timeoutMs: number): number {
  return Math.max(timeoutMs, 30_000);
}

function credentialsOf(which: Flags['credentials']): Credentials | null {
  if (which === 'none') return null;
  if (which === 'test') return testCredentials;
  return environmentCredentials('AWS', '--credentials env');
}

function deniedCredentialsOf(value: string): Credentials {
  const prefix = value.match(/^env:([A-Za-z_][A-Za-z0-9_]*)$/)?.[1];
  if (!prefix)
    throw new UsageError('--denied-credentials is written env:PREFIX, where PREFIX_ACCESS_KEY_ID is set');
  return environmentCredentials(prefix, '--denied-credentials');
}

function environmentCredentials(prefix: string, option: string): Credentials {
  const accessKeyId = process.env[`${prefix}_ACCESS_KEY_ID`];
  const secretAccessKey = process.env[`${prefix}_SECRET_ACCESS_KEY`];
  const sessionToken = process.env[`${prefix}_SESSION_TOKEN`];
  if (!accessKeyId || !secretAccessKey) {
    throw new UsageError(
      `${option} needs ${prefix}_ACCESS_KEY_ID and ${prefix}_SECRET_ACCESS_KEY in the environment`,
    );
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }), secret: true };
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

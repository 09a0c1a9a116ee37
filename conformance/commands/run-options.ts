// Converts the options of swf-conformance run to the options of a run.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Shard } from '../cases/select.ts';
import { UsageError } from '../errors.ts';
import { readEndpoint } from '../exchange/endpoint.ts';
import { type ExpectedFailure, parseExpectedFailures } from '../run/expected-failures.ts';
import type { RunOptions } from '../run/options.ts';
import type { FailingLevel } from '../run/summary.ts';
import { commandTasks } from '../tasks/command.ts';
import { controlTasks } from '../tasks/control.ts';
import { tasksOfService } from '../tasks/service-client.ts';
import { type CredentialsChoice, credentialsOf, deniedCredentialsOf } from './credentials.ts';
import { restartBy } from './restart.ts';

/** The options of `swf-conformance run` as commander parses them. */
export type Flags = {
  endpoint?: string;
  operations?: string[] | 'all';
  only?: string[];
  skip?: string[];
  level: FailingLevel;
  timeout: number;
  concurrency: number;
  taskTokenCommand?: string;
  arrange: 'none' | 'control' | 'swf';
  controlKey?: string;
  region: string;
  credentials: CredentialsChoice;
  deniedCredentials?: string;
  live?: boolean;
  strict?: boolean;
  expectedFailures?: string;
  shard?: Shard;
  repeat: number;
  fuzz?: number;
  restartCommand?: string;
  seed?: number;
  report?: string[];
};

/**
 * The options of a run for the flags of the command. The endpoint is '' if none is given. Fails with UsageError.
 */
export async function optionsOf(flags: Flags, environment: NodeJS.ProcessEnv): Promise<RunOptions> {
  if (flags.seed !== undefined && flags.fuzz === undefined) throw new UsageError('--seed needs --fuzz N');
  const { endpoint, live = false, deniedCredentials } = flags;
  const tasks = tasksOf(flags);
  return {
    endpoint: endpoint === undefined ? '' : readEndpoint(endpoint, { live }).href,
    live,
    ...(flags.operations !== undefined && { operations: flags.operations }),
    only: flags.only ?? [],
    skip: flags.skip ?? [],
    level: flags.level,
    strict: flags.strict ?? false,
    timeoutMs: flags.timeout,
    concurrency: flags.concurrency,
    region: flags.region,
    credentials: credentialsOf(flags.credentials, environment),
    ...(deniedCredentials !== undefined && {
      deniedCredentials: deniedCredentialsOf(deniedCredentials, environment),
    }),
    ...(tasks && { tasks }),
    ...(flags.controlKey !== undefined && { secrets: [flags.controlKey] }),
    ...(flags.expectedFailures && { expectedFailures: await readExpectedFailures(flags.expectedFailures) }),
    ...(flags.shard && { shard: flags.shard }),
    ...(flags.fuzz && { fuzz: { runs: flags.fuzz, seed: flags.seed ?? randomBytes(4).readInt32BE() } }),
    repeat: flags.repeat,
    ...restartOf(flags),
  };
}

function restartOf({ restartCommand, endpoint }: Flags): Pick<RunOptions, 'restart'> {
  if (restartCommand === undefined) return {};
  if (restartCommand.trim() === '') throw new UsageError('--restart-command is empty');
  if (endpoint === undefined) throw new UsageError('--restart-command needs --endpoint URL');
  return { restart: () => restartBy(restartCommand, new URL(endpoint), restartTimeoutMs) };
}

/** Long enough to restart a container. */
const restartTimeoutMs = 120_000;

async function readExpectedFailures(file: string): Promise<ExpectedFailure[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--expected-failures: ${file} cannot be read (${error.code ?? error.message})`);
  });
  return parseExpectedFailures(text, file);
}

function tasksOf(flags: Flags): RunOptions['tasks'] {
  const { taskTokenCommand, arrange, timeout } = flags;
  if (taskTokenCommand !== undefined && arrange !== 'none') {
    throw new UsageError('--task-token-command and --arrange both make tasks; use only one of them');
  }
  if (taskTokenCommand?.trim() === '') throw new UsageError('--task-token-command is empty');
  if (taskTokenCommand !== undefined)
    return async ({ endpoint }) => commandTasks(taskTokenCommand, endpoint, commandTimeout(timeout));
  if (arrange === 'control') return ({ endpoint }) => controlTasks(endpoint, timeout, flags.controlKey);
  return arrange === 'swf' ? tasksOfService : undefined;
}

/** Long enough to start an interpreter and make several calls. */
function commandTimeout(timeoutMs: number): number {
  return Math.max(timeoutMs, 30_000);
}

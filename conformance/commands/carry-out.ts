// The action of swf-conformance run: runs the suite and passes its events to every report.

import { UsageError } from '../errors.ts';
import { EndpointUnreachable } from '../exchange/reach.ts';
import { onOneLine, printable } from '../printable.ts';
import { conclusionOf } from '../report/conclusion.ts';
import { parseReports } from '../report/index.ts';
import { showProgress } from '../report/progress.ts';
import { openSinks, type Sink } from '../report/sink.ts';
import { Unwritten } from '../report/written.ts';
import type { Credentials } from '../request/sign.ts';
import type { RunOptions } from '../run/options.ts';
import { runEvents } from '../run/run.ts';
import { exitCodes } from '../run/summary.ts';
import { controlTasks } from '../tasks/control.ts';
import { awaitInterruption } from './interruption.ts';
import { type Flags, optionsOf } from './run-options.ts';

/** The mock that runs in this process, and a principal that has no permissions in it. */
export type BuiltInMock = {
  endpoint: string;
  deniedCredentials: Credentials;
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** Runs the suite with these flags; returns the exit code. Prints errors that the user can correct to stderr. */
export async function carryOut(flags: Flags, startMock: () => Promise<BuiltInMock>): Promise<number> {
  let mock: BuiltInMock | undefined;
  const sinks: Sink[] = [];
  let unwritten: Unwritten[] = [];
  let outcome: Outcome;
  try {
    const options = await optionsOf(flags, process.env);
    sinks.push(...(await openSinks(parseReports(flags.report ?? []))));
    if (flags.endpoint === undefined) mock = await startMock();
    outcome = await runAndReport(mock ? forBuiltInMock(options, mock) : options, sinks);
  } catch (error) {
    const exitCode = exitCodeFor(error);
    if (exitCode === undefined) throw error;
    printError(error as Error);
    outcome = { exitCode };
  } finally {
    try {
      unwritten = await closeAll(sinks);
    } finally {
      await mock?.close();
    }
  }
  return unwritten.length === 0 ? outcome.exitCode : withoutReports(unwritten, outcome);
}

/** How a run ended; `conclusion` is the report's summary of it, if there is a report. */
type Outcome = { exitCode: number; conclusion?: string };

/** The exit code for an error that the user can correct. */
function exitCodeFor(error: unknown): number | undefined {
  if (error instanceof UsageError) return exitCodes.usage;
  return error instanceof EndpointUnreachable ? exitCodes.unreachable : undefined;
}

/** Closes all sinks, even if some of them fail; returns what could not be written. */
async function closeAll(sinks: Sink[]): Promise<Unwritten[]> {
  const closed = await Promise.allSettled(sinks.map((sink) => sink.close()));
  return closed.flatMap((each) => {
    if (each.status === 'fulfilled') return [];
    if (each.reason instanceof Unwritten) return [each.reason];
    throw each.reason;
  });
}

/** Prints which reports are missing, and the verdict, which may not be in any other report. */
function withoutReports(unwritten: Unwritten[], { exitCode, conclusion }: Outcome): number {
  for (const each of unwritten) printError(each);
  if (conclusion !== undefined) console.error(`swf-conformance: verdict: ${onOneLine(conclusion)}`);
  return exitCode === exitCodes.conforms ? exitCodes.unwritten : exitCode;
}

/** Prints a message, which may contain text from an endpoint. */
function printError({ message }: Error): void {
  console.error(`swf-conformance: ${printable(message)}`);
}

/**
 * Runs the suite and passes every event to every sink. On Ctrl-C, the run finishes the cases in progress, cleans up, and
 * passes the sinks the results so far: a report, if only repetitions or random inputs are missing.
 */
async function runAndReport(options: RunOptions, sinks: Sink[]): Promise<Outcome> {
  const progress = await showProgress(process.stderr);
  const interruption = awaitInterruption(() => {
    progress.stop();
    console.error('swf-conformance: interrupted; cleaning up (press Ctrl-C again to stop immediately)');
  });
  const { signal } = interruption;
  try {
    for await (const event of runEvents({ ...options, signal })) {
      if (!signal.aborted) progress.tell(event);
      for (const sink of sinks) sink.tell(event);
      if (event.type !== 'end') continue;
      const conclusion = conclusionOf(event.report, event.exitCode).text;
      if (!signal.aborted) return { exitCode: event.exitCode, conclusion };
      console.error('swf-conformance: the reports cover the run up to the interruption');
      return { exitCode: exitCodes.interrupted, conclusion };
    }
  } finally {
    progress.stop();
    interruption.forget();
  }
  if (signal.aborted) return { exitCode: exitCodes.interrupted };
  throw new Error('the run ended without a report');
}

/** The runner drives the built-in mock through its control API, like any other mock. */
function forBuiltInMock(options: RunOptions, mock: BuiltInMock): RunOptions {
  return {
    deniedCredentials: mock.deniedCredentials,
    tasks: ({ endpoint }) => controlTasks(endpoint, options.timeoutMs ?? 5000),
    restart: mock.restart,
    ...options,
    endpoint: mock.endpoint,
  };
}

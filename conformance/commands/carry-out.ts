// What swf-conformance run does: runs the suite, and tells every report what happens.

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

/** The mock that runs in this process, and a principal whom it permits nothing. */
export type BuiltInMock = {
  endpoint: string;
  deniedCredentials: Credentials;
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** Runs the suite as the flags say; returns the exit code. What the user can mend is told on stderr. */
export async function carryOut(flags: Flags, startMock: () => Promise<BuiltInMock>): Promise<number> {
  let mock: BuiltInMock | undefined;
  const sinks: Sink[] = [];
  let unwritten: Unwritten[] = [];
  let outcome: Outcome;
  try {
    const options = await optionsOf(flags, process.env);
    sinks.push(...(await openSinks(parseReports(flags.report ?? []))));
    if (flags.endpoint === undefined) mock = await startMock();
    outcome = await runAndTell(mock ? forBuiltInMock(options, mock) : options, sinks);
  } catch (error) {
    const exitCode = exitCodeFor(error);
    if (exitCode === undefined) throw error;
    tell(error as Error);
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

/** How a run ended, and in words, where there was a report on it. */
type Outcome = { exitCode: number; conclusion?: string };

/** The exit code for what the user can mend. */
function exitCodeFor(error: unknown): number | undefined {
  if (error instanceof UsageError) return exitCodes.usage;
  return error instanceof EndpointUnreachable ? exitCodes.unreachable : undefined;
}

/** Closes each, whatever becomes of the others; returns what could not be written. */
async function closeAll(sinks: Sink[]): Promise<Unwritten[]> {
  const closed = await Promise.allSettled(sinks.map((sink) => sink.close()));
  return closed.flatMap((each) => {
    if (each.status === 'fulfilled') return [];
    if (each.reason instanceof Unwritten) return [each.reason];
    throw each.reason;
  });
}

/** Tells which reports are missing, and the verdict, which may have been in none of the others. */
function withoutReports(unwritten: Unwritten[], { exitCode, conclusion }: Outcome): number {
  for (const each of unwritten) tell(each);
  if (conclusion !== undefined) console.error(`swf-conformance: the verdict: ${onOneLine(conclusion)}`);
  return exitCode === exitCodes.conforms ? exitCodes.unwritten : exitCode;
}

/** A message may repeat what an endpoint said. */
function tell({ message }: Error): void {
  console.error(`swf-conformance: ${printable(message)}`);
}

/**
 * Runs, and tells every event to every sink. Ctrl-C ends the run after what is under way, cleans up, and lets the sinks
 * have what was found until then: a report, where repetitions or random inputs are all that is missing.
 */
async function runAndTell(options: RunOptions, sinks: Sink[]): Promise<Outcome> {
  const progress = await showProgress(process.stderr);
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
      const conclusion = conclusionOf(event.report, event.exitCode).text;
      if (!signal.aborted) return { exitCode: event.exitCode, conclusion };
      console.error('swf-conformance: the reports are about what had been done by then');
      return { exitCode: exitCodes.interrupted, conclusion };
    }
  } finally {
    progress.stop();
    interruption.forget();
  }
  if (signal.aborted) return { exitCode: exitCodes.interrupted };
  throw new Error('the run ended without a report');
}

/** The built-in mock is driven through its control API, as any other would be. */
function forBuiltInMock(options: RunOptions, mock: BuiltInMock): RunOptions {
  return {
    deniedCredentials: mock.deniedCredentials,
    tasks: ({ endpoint }) => controlTasks(endpoint, options.timeoutMs ?? 5000),
    restart: mock.restart,
    ...options,
    endpoint: mock.endpoint,
  };
}

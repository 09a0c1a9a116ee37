// What swf-conformance run does: runs the suite, and tells every report what happens.

import { UsageError } from '../errors.ts';
import { EndpointUnreachable } from '../exchange/reach.ts';
import { printable } from '../printable.ts';
import { parseReports } from '../report/index.ts';
import { showProgress } from '../report/progress.ts';
import { openSinks, type Sink } from '../report/sink.ts';
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
  try {
    const options = await optionsOf(flags, process.env);
    sinks.push(...(await openSinks(parseReports(flags.report ?? []))));
    if (flags.endpoint === undefined) mock = await startMock();
    return await runAndTell(mock ? forBuiltInMock(options, mock) : options, sinks);
  } catch (error) {
    if (error instanceof UsageError) {
      tell(error);
      return exitCodes.usage;
    }
    if (error instanceof EndpointUnreachable) {
      tell(error);
      return exitCodes.unreachable;
    }
    throw error;
  } finally {
    await Promise.all(sinks.map((sink) => sink.close()));
    await mock?.close();
  }
}

/** A message may repeat what an endpoint said. */
function tell({ message }: Error): void {
  console.error(`swf-conformance: ${printable(message)}`);
}

/**
 * Runs, and tells every event to every sink. Ctrl-C ends the run after what is under way, cleans up, and lets the sinks
 * have what was found until then: a report, where repetitions or random inputs are all that is missing.
 */
async function runAndTell(options: RunOptions, sinks: Sink[]): Promise<number> {
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
      if (!signal.aborted) return event.exitCode;
      console.error('swf-conformance: the reports are about what had been done by then');
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
    restart: mock.restart,
    ...options,
    endpoint: mock.endpoint,
  };
}

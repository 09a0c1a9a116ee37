// One run of the runner against one variant of the mock, and its results.
import { type Corpus, type Report, type RunOptions, readCorpus, runEvents } from '../../conformance/index.ts';
import { serve, type Variant } from './serve.ts';
import { tasksInCore } from './tasks-in-core.ts';

/** The options for a variant. `arranged: false` makes no tasks, even if the mock knows its own. */
export type Tried = Variant &
  Pick<RunOptions, 'operations' | 'timeoutMs' | 'concurrency'> & { arranged?: boolean };

export type Trial = { report: Report; exitCode: number };

/** A principal to which every variant denies everything. */
const denied = { accessKeyId: 'denied', secretAccessKey: 'denied', secret: false };

/** The access document of all variants of the mock. */
export const access = {
  '*': { Statement: { Effect: 'Allow', Action: 'swf:*', Resource: '*' } },
  [denied.accessKeyId]: { Statement: { Effect: 'Deny', Action: 'swf:*', Resource: '*' } },
} as const;

let corpus: Corpus | undefined;

/**
 * Runs the suite against a variant. If the mock knows its tasks, they are opened in it; if it treats any token as an open
 * task, no tasks are made, as in a run with no other options than the endpoint.
 *
 * @param options such as `only`; default: the whole suite
 */
export async function tryOn(variant: Tried, options: Partial<RunOptions> = {}): Promise<Trial> {
  const { mock, operations, timeoutMs = 5000, concurrency = 8 } = variant;
  const { arranged = mock.tasks === 'declared' } = variant;
  corpus ??= readCorpus();
  const { endpoint, swf, restart, close } = await serve({ ...variant, mock: { access, ...mock } });
  try {
    const run = runEvents({
      endpoint,
      corpus,
      timeoutMs,
      concurrency,
      deniedCredentials: denied,
      restart,
      ...(operations && { operations }),
      ...(arranged && { tasks: async () => tasksInCore(swf) }),
      ...options,
    });
    for await (const event of run) {
      if (event.type === 'end') return { report: event.report, exitCode: event.exitCode };
    }
    throw new Error('the run ended without a report');
  } finally {
    await close();
  }
}

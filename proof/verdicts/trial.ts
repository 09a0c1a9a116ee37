// One run of the runner against one variant of the mock, and what it says about the variant.
import { type Corpus, type Report, type RunOptions, readCorpus, runEvents } from '../../conformance/index.ts';
import { serve, type Variant } from './serve.ts';
import { tasksInCore } from './tasks-in-core.ts';

/** How a variant wants to be run. `arranged: false` makes no tasks also where the mock knows its own. */
export type Tried = Variant &
  Pick<RunOptions, 'operations' | 'timeoutMs' | 'concurrency'> & { arranged?: boolean };

export type Trial = { report: Report; exitCode: number };

/** A principal whom every variant denies everything. */
const denied = { accessKeyId: 'denied', secretAccessKey: 'denied', secret: false };

/** The access document that all variants of the mock are made with. */
export const access = {
  '*': { Statement: { Effect: 'Allow', Action: 'swf:*', Resource: '*' } },
  [denied.accessKeyId]: { Statement: { Effect: 'Deny', Action: 'swf:*', Resource: '*' } },
} as const;

let corpus: Corpus | undefined;

/**
 * Runs the suite against a variant. Where the mock knows its tasks, they are opened in it; where it takes any token
 * for that of an open task, none are arranged, as somebody would run it who has nothing but the mock's address.
 *
 * @param options such as `only`; the suite is run whole unless they say otherwise
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

// The sources of tasks. Each source is one file in this folder.
import type { TaskState } from '../cases/corpus.ts';
import { Untestable } from '../errors.ts';
import type { HistoryEvent } from '../judge/history.ts';
import type { TaskValues } from '../request/body.ts';

export type { HistoryEvent };

/** A task for one case. `arranged` says how it reached its state, if a verdict may depend on that. */
export type Task = {
  /** Empty for a task that is only scheduled: the poll gets its token. */
  taskToken: string;
  /** Where to poll for a scheduled task, and its other known values. */
  values?: TaskValues;
  /** Schedules the task, if `later` was requested. */
  schedule?: () => Promise<void>;
  arranged?: string;
  /** The token of its sibling, if one was requested. */
  sibling?: string;
  /** The history of its execution, oldest event first. */
  history?: () => Promise<HistoryEvent[]>;
};

/** What a case needs from its task. `operations` are the operations that it will call with the token. */
export type TaskWish = {
  caseId: string;
  state: TaskState;
  operations: string[];
  /** The input with which it is scheduled. */
  input?: string;
  /** Its timeouts in seconds. */
  timeouts?: { heartbeatTimeout?: number; startToCloseTimeout?: number };
  /** Whether there must be another open task in its workflow execution. */
  sibling?: boolean;
  /** Whether it is scheduled only when `schedule` is called. */
  later?: boolean;
};

export type TaskSource = {
  /** A new task. Fails with TaskUnavailable if the source cannot make this state, and with any other Error if it failed. */
  take(wish: TaskWish): Promise<Task>;
  /**
   * The token of some task, the same each time, as an example for made-up tokens; undefined if there is none. `caseId` is the
   * first case that needs it.
   */
  example?(caseId: string): Promise<string | undefined>;
  /** Whether the tasks are the endpoint's own: it issued their tokens and can distinguish them from made-up ones. */
  issued: boolean;
  /** Whether the history of a task can be read. */
  history: boolean;
  /** Set if a token that was never issued cannot be distinguished from others: why, and what to do. */
  anyTokenIsOpen?: { reason: string; hint: string };
  /** Cleans up everything that was started. */
  close(): Promise<void>;
};

/** The source, with the token of an additional task as an example of the endpoint's tokens. */
export function withExample(source: TaskSource): TaskSource {
  let example: Promise<string | undefined> | undefined;
  return {
    ...source,
    example(caseId) {
      if (!source.issued) return Promise.resolve(undefined);
      example ??= source.take({ caseId, state: 'open', operations: [] }).then(
        ({ taskToken }) => taskToken,
        () => undefined,
      );
      return example;
    },
  };
}

/** A task is not available; says why, and which option would change that. The case is untested. */
export class TaskUnavailable extends Untestable {}

// Where the tasks of a run come from. Each source is one file in this folder.
import type { TaskState } from '../cases/corpus.ts';
import { Untestable } from '../errors.ts';
import type { HistoryEvent } from '../judge/history.ts';
import type { TaskValues } from '../request/body.ts';

export type { HistoryEvent };

/** A task made for one case. `arranged` says how it came into its state, where a verdict may rest on that. */
export type Task = {
  /** Empty for a task that is only scheduled: whoever polls gets its token. */
  taskToken: string;
  /** Where a scheduled task can be polled for. */
  values?: TaskValues;
  /** Schedules it, where the wish was for later. */
  schedule?: () => Promise<void>;
  arranged?: string;
  /** The token of its sibling, where the wish was for one. */
  sibling?: string;
  /** The history of its execution, oldest event first. */
  history?: () => Promise<HistoryEvent[]>;
};

/** What a case needs of its task. `operations` are those that it is going to call with the token. */
export type TaskWish = {
  caseId: string;
  state: TaskState;
  operations: string[];
  /** The input that it is to be scheduled with. */
  input?: string;
  /** Its timeouts in seconds. */
  timeouts?: { heartbeatTimeout?: number; startToCloseTimeout?: number };
  /** Whether there is to be another open task in its workflow execution. */
  sibling?: boolean;
  /** Whether it is to be scheduled only when `schedule` is called. */
  later?: boolean;
};

export type TaskSource = {
  /** A new task. Fails with TaskUnavailable when this state cannot be had here, with any other Error when it broke. */
  take(wish: TaskWish): Promise<Task>;
  /**
   * The token of some task, the same each time, so that a made-up one can be made like it; undefined where none can be had.
   * `caseId` is the case that wants it first.
   */
  example?(caseId: string): Promise<string | undefined>;
  /** Whether the tasks are the endpoint's own: it issued their tokens, and can tell them from made-up ones. */
  issued: boolean;
  /** Whether the history of a task can be read. */
  history: boolean;
  /** Why a token that was never issued cannot be told from others, when that is so, and what to do. */
  anyTokenIsOpen?: { reason: string; hint: string };
  /** Ends what was started. */
  close(): Promise<void>;
};

/** The source, with the token of one more task as example of those that the endpoint issues. */
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

/** A task that cannot be had, why, and which option would change that. The case is untested. */
export class TaskUnavailable extends Untestable {}

// Where the tasks of a run come from. Each source is one file in this folder.
import type { TaskState } from '../cases/corpus.ts';
import { Untestable } from '../errors.ts';
import type { HistoryEvent } from '../judge/observation.ts';

export type { HistoryEvent };

/** A task made for one case. `arranged` says how it came into its state, where a verdict may rest on that. */
export type Task = {
  taskToken: string;
  arranged?: string;
  closingEvent?: () => Promise<HistoryEvent | undefined>;
};

/** What a case needs of its task. `operations` are those that it is going to call with the token. */
export type TaskWish = { caseId: string; state: TaskState; operations: string[] };

export type TaskSource = {
  /** A new task. Fails with TaskUnavailable when this state cannot be had here, with any other Error when it broke. */
  take(wish: TaskWish): Promise<Task>;
  /** Whether the tasks are the endpoint's own: it issued their tokens, and can tell them from made-up ones. */
  issued: boolean;
  /** Whether `closingEvent` can be read. */
  history: boolean;
  /** Why a token that was never issued cannot be told from others, when that is so, and what to do. */
  anyTokenIsOpen?: { reason: string; hint: string };
  /** Ends what was started. */
  close(): Promise<void>;
};

/** A task that cannot be had, why, and which option would change that. The case is untested. */
export class TaskUnavailable extends Untestable {}

// The book of tasks: which are open, which were closed and by what. A token belongs to the region in which it was
// opened or first heard of; elsewhere it is unknown (requirement protocol.scope).
import { taskStates } from '../../../generated/operations.ts';
import type { Clock, Instant } from '../clock.ts';
import { LimitReached } from '../limits.ts';
import { createQueue } from '../queue.ts';
import { type Random, uuid } from '../random.ts';
import { eventsOf, type HistoryEvent, historyOf } from './history.ts';
import { expire, shown, stateOf, type Task, type TaskOptions, type TaskRecord, type Timing } from './task.ts';
import { issueToken, type TaskToken } from './token.ts';

/**
 * How a token that nobody opened is taken: `any` takes it as an open task when it is first heard of, `declared`
 * knows only what was opened. Both remember what was closed.
 */
export type TaskMode = 'any' | 'declared';

export type LedgerOptions = {
  mode: TaskMode;
  clock: Clock;
  random: Random;
  /** Where a task is when nothing else is said. */
  region: string;
  domain: string;
  /** How many tasks are remembered; the longest closed are forgotten first. */
  maxTasks: number;
  /** How many characters the remembered tokens, results and details may have together; likewise. */
  maxCharacters: number;
};

/** Whether a call may go on: the task that is open, or why there is none. */
export type Lookup = { task: TaskRecord } | { unknown: string };

export type Ledger = {
  open(options?: TaskOptions): Task;
  /** The record of a token, timed out if its time is up; undefined when nothing was heard of it. */
  recall(taskToken: TaskToken): TaskRecord | undefined;
  /** The open task of a token, for a call that came for `region`; `recalled` is its record. */
  openTask(taskToken: TaskToken, recalled: TaskRecord | undefined, region: string): Lookup;
  /** Closes an open task. */
  close(task: TaskRecord, event: string, said: Record<string, unknown>): void;
  requestCancel(taskToken: TaskToken): Task | undefined;
  heartbeat(taskToken: TaskToken): Task | undefined;
  fail(taskToken: TaskToken, said: { reason?: string; details?: string }): Task | undefined;
  task(taskToken: TaskToken): Task | undefined;
  tasks(): Task[];
  events(taskToken: TaskToken): HistoryEvent[] | undefined;
  history(taskToken: TaskToken): HistoryEvent[] | undefined;
  /** Where a task is when nothing else is said. */
  readonly domain: string;
  clear(): void;
};

/** An empty ledger. */
export function createLedger(options: LedgerOptions): Ledger {
  const { mode, clock, random, maxTasks, maxCharacters } = options;
  const tasks = new Map<TaskToken, TaskRecord>();
  /** Those of the tasks that are closed, the longest closed first, with their characters. */
  const closed = createQueue<TaskRecord>();

  function recall(taskToken: TaskToken): TaskRecord | undefined {
    const task = tasks.get(taskToken);
    if (!task?.timing || task.closing) return task;
    expire(task, clock.now());
    if (task.closing) file(task);
    return task;
  }

  /** The same; where any token counts as a task, one that was never heard of becomes an open task now. */
  function recallOrMeet(taskToken: TaskToken): TaskRecord | undefined {
    const known = recall(taskToken);
    return known || mode === 'declared' ? known : keep(record(taskToken, {}, false));
  }

  function keep(task: TaskRecord): TaskRecord {
    if (isFull()) throw new LimitReached(tooManyOpen);
    tasks.set(task.about.taskToken, task);
    forgetBeyondBounds();
    return task;
  }

  const openTasks = () => tasks.size - closed.length;
  const tooManyOpen = `${maxTasks} tasks are open already; close some, reset the mock, or raise limits.tasks`;

  /** Whether there is no room for another open task. */
  function isFull(): boolean {
    // The time of some may be up.
    if (openTasks() >= maxTasks) recallAll();
    return openTasks() >= maxTasks;
  }

  /** Changes a task if it is open, and shows it as it is then. */
  function change(taskToken: TaskToken, act: (task: TaskRecord) => void): Task | undefined {
    const task = recallOrMeet(taskToken);
    if (task && !task.closing) act(task);
    return task && shown(task);
  }

  /** Those that are open in the order of opening, then those that are closed in the order of closing. */
  function recallAll(): TaskRecord[] {
    for (const taskToken of [...tasks.keys()]) recall(taskToken);
    return [...[...tasks.values()].filter(({ closing }) => !closing), ...closed.items()];
  }

  /** Puts a closed task away. */
  function file(task: TaskRecord): void {
    closed.push(task, charactersOf(task));
    forgetBeyondBounds(task);
  }

  /**
   * Forgets the longest closed ones, but for the last: what has just been closed is not open again. `inUse` stays closed
   * for whoever has its record still.
   */
  function forgetBeyondBounds(inUse?: TaskRecord): void {
    while (closed.length > 1 && (tasks.size > maxTasks || closed.weight > maxCharacters)) {
      const forgotten = closed.shift() as TaskRecord;
      tasks.delete(forgotten.about.taskToken);
      // A map that is made anew leaves its old table to the collector, which for long takes what that refers to as used.
      if (forgotten !== inUse) forgotten.closing = undefined;
    }
  }

  function record(taskToken: TaskToken, task: TaskOptions, opened: boolean): TaskRecord {
    const openedAt = clock.now();
    const timing = timingOf(task, openedAt);
    return {
      about: {
        taskToken,
        domain: task.domain ?? options.domain,
        region: task.region ?? options.region,
        workflowId: task.workflowId ?? 'workflow',
        runId: task.runId ?? (opened ? uuid(random) : 'run'),
        activityId: task.activityId ?? 'activity',
      },
      opened,
      openedAt,
      ...(timing && { timing }),
    };
  }

  const ledger: Ledger = {
    open: (task = {}) => shown(keep(record(issueToken(random), task, true))),
    recall,
    domain: options.domain,
    openTask(taskToken, task, region) {
      if (!task) {
        if (mode === 'declared') return { unknown: 'never-issued' };
        // Closed beside so many open ones it would be forgotten at once, and could be closed again.
        return isFull() ? { unknown: tooManyOpen } : { task: record(taskToken, { region }, false) };
      }
      if (!task.opened && !task.closing) task.about.region = region;
      if (task.about.region !== region) {
        return { unknown: `the task belongs to region ${task.about.region}, the call came for ${region}` };
      }
      return task.closing ? { unknown: `the task is ${stateOf(task)}` } : { task };
    },
    close(task, event, said) {
      tasks.set(task.about.taskToken, task);
      task.closing = { event, at: clock.now(), said };
      file(task);
    },
    requestCancel: (taskToken) =>
      change(taskToken, (task) => {
        task.cancelRequestedAt ??= clock.now();
      }),
    heartbeat: (taskToken) =>
      change(taskToken, (task) => {
        if (task.timing) task.timing.heartbeatAt = clock.now();
      }),
    fail: (taskToken, said) => change(taskToken, (task) => ledger.close(task, taskStates.failed.event, said)),
    task(taskToken) {
      const task = recall(taskToken);
      return task && shown(task);
    },
    tasks: () => recallAll().map(shown),
    events(taskToken) {
      const task = recall(taskToken);
      return task && eventsOf(task);
    },
    history(taskToken) {
      const task = recall(taskToken);
      return task && historyOf(task);
    },
    clear() {
      tasks.clear();
      closed.clear();
    },
  };
  return ledger;
}

function timingOf({ startToCloseTimeout, heartbeatTimeout }: TaskOptions, now: Instant): Timing | undefined {
  if (startToCloseTimeout === undefined && heartbeatTimeout === undefined) return undefined;
  return {
    startToCloseAt: now + seconds('startToCloseTimeout', startToCloseTimeout) * 1000,
    heartbeatTimeout: seconds('heartbeatTimeout', heartbeatTimeout),
    heartbeatAt: now,
  };
}

/** Timeouts are seconds from 1; without one a task never times out. */
function seconds(name: string, value: number | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (value > 0) return value;
  throw new RangeError(`${name}: ${value} is not a number of seconds above 0`);
}

function charactersOf({ about, closing }: TaskRecord): number {
  let sum = about.taskToken.length;
  const said = closing?.said;
  for (const member in said) {
    const value = said[member];
    sum += typeof value === 'string' ? value.length : 8;
  }
  return sum;
}

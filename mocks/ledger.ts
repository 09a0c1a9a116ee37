// The book of tasks: which are open, which were closed and by what. A token belongs to the region in which it was
// opened or first heard of; elsewhere it is unknown (requirement protocol.scope).
import type { Clock } from './clock.ts';
import { eventsOf, type HistoryEvent } from './history.ts';
import { createQueue } from './queue.ts';
import { type Random, uuid } from './random.ts';
import { expire, shown, stateOf, type Task, type TaskOptions, type TaskRecord } from './task.ts';
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
  /** The open task of a token, for a call that came for `region`. */
  lookUp(taskToken: TaskToken, region: string): Lookup;
  /** Closes an open task. */
  close(task: TaskRecord, event: string, said: Record<string, unknown>): void;
  requestCancel(taskToken: TaskToken): Task | undefined;
  heartbeat(taskToken: TaskToken): Task | undefined;
  fail(taskToken: TaskToken, said: { reason?: string; details?: string }): Task | undefined;
  task(taskToken: TaskToken): Task | undefined;
  tasks(): Task[];
  events(taskToken: TaskToken): HistoryEvent[] | undefined;
  domainOf(taskToken: TaskToken): string;
  clear(): void;
};

/** An empty ledger. */
export function createLedger(options: LedgerOptions): Ledger {
  const { mode, clock, random, maxTasks, maxCharacters } = options;
  /** In the order of opening, and of closing. A token is in one of them at most. */
  const open = new Map<TaskToken, TaskRecord>();
  const closed = new Map<TaskToken, TaskRecord>();
  const longestClosedFirst = createQueue<TaskRecord>();
  let characters = 0;

  /** The record of a token, timed out if its time is up. */
  function recall(taskToken: TaskToken): TaskRecord | undefined {
    const task = open.get(taskToken);
    if (!task) return closed.get(taskToken);
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
    if (open.size >= maxTasks) recallAll();
    if (open.size >= maxTasks) {
      throw new RangeError(
        `${maxTasks} tasks are open already; close some, reset the mock, or raise limits.tasks`,
      );
    }
    open.set(task.about.taskToken, task);
    return task;
  }

  /** Changes a task if it is open, and shows it as it is then. */
  function change(taskToken: TaskToken, act: (task: TaskRecord) => void): Task | undefined {
    const task = recallOrMeet(taskToken);
    if (task && !task.closing) act(task);
    return task && shown(task);
  }

  function recallAll(): TaskRecord[] {
    for (const taskToken of [...open.keys()]) recall(taskToken);
    return [...open.values(), ...closed.values()];
  }

  /** Puts a closed task away, and forgets the longest closed ones beyond the bounds. */
  function file(task: TaskRecord): void {
    open.delete(task.about.taskToken);
    closed.set(task.about.taskToken, task);
    longestClosedFirst.push(task);
    characters += weight(task);
    while (open.size + closed.size > maxTasks || characters > maxCharacters) {
      const forgotten = longestClosedFirst.shift();
      if (!forgotten) break;
      closed.delete(forgotten.about.taskToken);
      characters -= weight(forgotten);
    }
  }

  function record(taskToken: TaskToken, task: TaskOptions, opened: boolean): TaskRecord {
    const now = clock.now();
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
      startToCloseAt: now + seconds('startToCloseTimeout', task.startToCloseTimeout) * 1000,
      heartbeatTimeout: seconds('heartbeatTimeout', task.heartbeatTimeout),
      heartbeatAt: now,
    };
  }

  const ledger: Ledger = {
    open: (task = {}) => shown(keep(record(issueToken(random), task, true))),
    lookUp(taskToken, region) {
      const task = recall(taskToken);
      if (!task) {
        if (mode === 'any') return { task: record(taskToken, { region }, false) };
        return { unknown: 'never-issued' };
      }
      if (!task.opened && !task.closing) task.about.region = region;
      if (task.about.region !== region) {
        return { unknown: `the task belongs to region ${task.about.region}, the call came for ${region}` };
      }
      return task.closing ? { unknown: `the task is ${stateOf(task)}` } : { task };
    },
    close(task, event, said) {
      task.closing = { event, at: clock.now(), said };
      file(task);
    },
    requestCancel: (taskToken) =>
      change(taskToken, (task) => {
        task.cancelRequestedAt ??= clock.now();
      }),
    heartbeat: (taskToken) =>
      change(taskToken, (task) => {
        task.heartbeatAt = clock.now();
      }),
    fail: (taskToken, said) => change(taskToken, (task) => ledger.close(task, 'ActivityTaskFailed', said)),
    task(taskToken) {
      const task = recall(taskToken);
      return task && shown(task);
    },
    tasks: () => recallAll().map(shown),
    events(taskToken) {
      const task = recall(taskToken);
      return task && eventsOf(task);
    },
    domainOf: (taskToken) => recall(taskToken)?.about.domain ?? options.domain,
    clear() {
      open.clear();
      closed.clear();
      longestClosedFirst.clear();
      characters = 0;
    },
  };
  return ledger;
}

/** Timeouts are seconds from 1; without one a task never times out. */
function seconds(name: string, value: number | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (value > 0) return value;
  throw new RangeError(`${name}: ${value} is not a number of seconds above 0`);
}

function weight({ about, closing }: TaskRecord): number {
  let sum = about.taskToken.length;
  for (const text of Object.values(closing?.said ?? {})) sum += typeof text === 'string' ? text.length : 8;
  return sum;
}

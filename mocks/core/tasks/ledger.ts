// The book of tasks: which are scheduled, which are open, which were closed and by what. A token belongs to the region
// in which it was opened or first heard of; elsewhere it is unknown (requirement protocol.scope).
import { errors, taskStates } from '../../../generated/operations.ts';
import type { Clock, Instant } from '../clock.ts';
import { LimitReached } from '../limits.ts';
import { createQueue } from '../queue.ts';
import { type Random, uuid } from '../random.ts';
import { eventsOf, type HistoryEvent, historyOf } from './history.ts';
import { charactersOf, charactersOfHeartbeats, listOf, type Origin, recordOf } from './record.ts';
import {
  beat,
  dueOf,
  expire,
  type ScheduleOptions,
  shown,
  stateOf,
  type Task,
  type TaskOptions,
  type TaskRecord,
} from './task.ts';
import { createTaskLists, type TaskList } from './task-lists.ts';
import { issueToken, type TaskToken } from './token.ts';

/**
 * How a token that nobody opened is taken: `any` takes it as an open task when it is first heard of, `declared`
 * knows only what was opened. Both remember what was closed.
 */
export type TaskMode = 'any' | 'declared';

export type LedgerOptions = {
  /** Without one: `any` until a task is opened or scheduled, then `declared`. */
  mode?: TaskMode | undefined;
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
export type Lookup = { task: TaskRecord } | { unknown: string; because: 'closed' | 'never-issued' | 'other' };

export type Ledger = {
  /** How a token that nobody opened is taken now. */
  readonly mode: TaskMode;
  open(options?: TaskOptions): Task;
  schedule(options?: ScheduleOptions): Task;
  /** Starts the task that has been scheduled longest in a list; `said` is what the poll says about its worker. */
  take(list: TaskList, said: Record<string, unknown>): TaskRecord | undefined;
  /** The record of a token, timed out if its time is up; undefined when nothing was heard of it. */
  recall(taskToken: TaskToken): TaskRecord | undefined;
  /** The open task of a token, for a call that came for `region`; `recalled` is its record. */
  openTask(taskToken: TaskToken, recalled: TaskRecord | undefined, region: string): Lookup;
  /** Closes an open task. */
  close(task: TaskRecord, event: string, said: Record<string, unknown>): void;
  /** Keeps an open task alive. */
  beat(task: TaskRecord, details?: string): void;
  // Each of these three throws a RangeError when the task is closed.
  /** A task that is still scheduled is canceled by it. */
  requestCancel(taskToken: TaskToken): Task | undefined;
  heartbeat(taskToken: TaskToken, details?: string): Task | undefined;
  fail(taskToken: TaskToken, said: { reason?: string; details?: string }): Task | undefined;
  task(taskToken: TaskToken): Task | undefined;
  tasks(): Task[];
  /** The earliest instant at which time closes a task: this one, or any. */
  dueAt(taskToken?: TaskToken): Instant | undefined;
  events(taskToken: TaskToken): HistoryEvent[] | undefined;
  history(taskToken: TaskToken): HistoryEvent[] | undefined;
  /** Where a task is when nothing else is said. */
  readonly domain: string;
  clear(): void;
};

/** An empty ledger. */
export function createLedger(options: LedgerOptions): Ledger {
  const { clock, random, maxTasks, maxCharacters } = options;
  const initialMode = options.mode ?? 'any';
  let mode = initialMode;
  const tasks = new Map<TaskToken, TaskRecord>();
  /** Those of the tasks that are closed, the longest closed first, with their characters. */
  const closed = createQueue<TaskRecord>();
  const scheduled = createTaskLists<TaskRecord>();
  /** Characters of the heartbeats of open tasks. */
  let beaten = 0;

  function recall(taskToken: TaskToken): TaskRecord | undefined {
    const task = tasks.get(taskToken);
    if (!task?.timeouts || task.closing) return task;
    expire(task, clock.now());
    if (task.closing) file(task);
    return task;
  }

  /** The same; where any token counts as a task, one that was never heard of becomes an open task now. */
  function recallOrMeet(taskToken: TaskToken): TaskRecord | undefined {
    const known = recall(taskToken);
    return known || mode === 'declared' ? known : keep(record(taskToken, {}, 'met'));
  }

  /** Whoever opens tasks means those: from then on a token of another kind is a mistake. */
  function declare(task: TaskRecord): TaskRecord {
    mode = options.mode ?? 'declared';
    return keep(task);
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

  /** Changes a task that is not closed, and was started unless `scheduledToo`; shows it as it is then. */
  function change(
    taskToken: TaskToken,
    act: (task: TaskRecord) => void,
    scheduledToo = false,
  ): Task | undefined {
    const task = recallOrMeet(taskToken);
    if (!task) return undefined;
    if (task.closing || !(task.start || scheduledToo)) {
      throw new RangeError(`${errors.UnknownResourceFault.message}: the task is ${stateOf(task)}`);
    }
    act(task);
    return shown(task);
  }

  /** Those that are open in the order of opening, then those that are closed in the order of closing. */
  function recallAll(): TaskRecord[] {
    for (const taskToken of [...tasks.keys()]) recall(taskToken);
    return [...[...tasks.values()].filter(({ closing }) => !closing), ...closed.items()];
  }

  /** Puts a closed task away. */
  function file(task: TaskRecord): void {
    if (!task.start) scheduled.remove(listOf(task), task);
    beaten -= charactersOfHeartbeats(task);
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

  /** Why there is no task of a token, as far as it can be told from what the text is instead. */
  function mistakenFor(text: string): string {
    for (const { about } of tasks.values()) {
      const name = (['activityId', 'workflowId', 'runId'] as const).find((each) => about[each] === text);
      if (name) return `this is the ${name} of a task; pass its taskToken`;
      if (text.length > 16 && about.taskToken.startsWith(text))
        return `this is a task token that was cut after ${text.length} of ${about.taskToken.length} characters`;
    }
    if (tasks.has(text.replaceAll(' ', '+'))) return 'this is a task token in which each + became a blank';
    return 'no task was opened or scheduled with this token since the mock was made or reset';
  }

  const record = (taskToken: TaskToken, task: ScheduleOptions, origin: Origin) =>
    recordOf(taskToken, task, origin, {
      now: clock.now(),
      domain: options.domain,
      region: options.region,
      newRunId: () => uuid(random),
    });

  const ledger: Ledger = {
    get mode() {
      return mode;
    },
    open: (task = {}) => shown(declare(record(issueToken(random), task, 'opened'))),
    schedule({ taskList = 'default', activityType = { name: 'activity', version: '1' }, ...task } = {}) {
      const about = { ...task, taskList, activityType };
      const kept = declare(record(issueToken(random), about, 'scheduled'));
      scheduled.add(listOf(kept), kept);
      return shown(kept);
    },
    take(list, said) {
      for (let task = scheduled.first(list); task; task = scheduled.first(list)) {
        recall(task.about.taskToken);
        if (task.closing) continue;
        scheduled.remove(list, task);
        task.start = { at: clock.now(), said };
        return task;
      }
      return undefined;
    },
    recall,
    domain: options.domain,
    openTask(taskToken, task, region) {
      if (!task) {
        if (mode === 'declared') return { unknown: mistakenFor(taskToken), because: 'never-issued' };
        // Closed beside so many open ones it would be forgotten at once, and could be closed again.
        return isFull()
          ? { unknown: tooManyOpen, because: 'other' }
          : { task: record(taskToken, { region }, 'met') };
      }
      if (!task.opened && !task.closing) task.about.region = region;
      if (task.about.region !== region) {
        const { region: own } = task.about;
        return {
          unknown: `the task belongs to region ${own}, the call came for ${region}`,
          because: 'other',
        };
      }
      if (task.closing) return { unknown: `the task is ${stateOf(task)}`, because: 'closed' };
      return task.start
        ? { task }
        : { unknown: 'the task is scheduled; no poll has taken it', because: 'other' };
    },
    close(task, event, said) {
      tasks.set(task.about.taskToken, task);
      task.closing = { event, at: clock.now(), said };
      file(task);
    },
    beat(task, details) {
      const { taskToken } = task.about;
      if (!tasks.has(taskToken)) {
        if (openTasks() >= maxTasks) return;
        tasks.set(taskToken, task);
        forgetBeyondBounds();
      }
      const before = charactersOfHeartbeats(task);
      beat(task, clock.now(), details);
      // The last one is what counts; the others are for tests to look at.
      if (beaten - before + charactersOfHeartbeats(task) > maxCharacters)
        task.heartbeats?.splice(0, task.heartbeats.length - 1);
      beaten += charactersOfHeartbeats(task) - before;
    },
    requestCancel: (taskToken) =>
      change(
        taskToken,
        (task) => {
          task.cancelRequestedAt ??= clock.now();
          if (!task.start) ledger.close(task, taskStates.canceled.event, {});
        },
        true,
      ),
    heartbeat: (taskToken, details) => change(taskToken, (task) => ledger.beat(task, details)),
    fail: (taskToken, said) => change(taskToken, (task) => ledger.close(task, taskStates.failed.event, said)),
    task(taskToken) {
      const task = recall(taskToken);
      return task && shown(task);
    },
    tasks: () => recallAll().map(shown),
    dueAt(taskToken) {
      const asked = taskToken === undefined ? [...tasks.values()] : [tasks.get(taskToken)];
      const due = asked.flatMap((task) => (task && dueOf(task))?.at ?? []);
      return due.length === 0 ? undefined : due.reduce((a, b) => Math.min(a, b));
    },
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
      scheduled.clear();
      beaten = 0;
      mode = initialMode;
    },
  };
  return ledger;
}

// One activity task: its states and how it gets from one to the next. A task is scheduled until a poll takes it, and
// open until it is completed, canceled, failed or timed out (requirements unknown-resource.closed and .timed-out).
import { type TaskState, taskStates } from '../../../generated/operations.ts';
import type { Instant } from '../clock.ts';
import type { Members } from '../options.ts';
import type { TaskToken } from './token.ts';

/** A task as the mock shows it: a copy, which does not change when the task does. */
export type Task = {
  /** What names it in every call; opaque to whoever passes it on. */
  taskToken: TaskToken;
  /** `scheduled`, `open`, `cancel-requested`, or how it was closed. */
  state: TaskState;
  /** The domain of its workflow execution. */
  domain: string;
  /** The only region in which its token is known. */
  region: string;
  /** The id of its workflow execution, as its decider chose it. */
  workflowId: string;
  /** The id of the run of its workflow execution. */
  runId: string;
  /** What its decider calls it; not its token. */
  activityId: string;
  /** The name of the task list that it was scheduled in. */
  taskList?: string;
  /** What is to be done. */
  activityType?: ActivityType;
  /** What the worker is given. */
  input?: string;
  /** The latest 100, oldest first. */
  heartbeats: Heartbeat[];
  /** The event that closed it, with what the closing call said (`result`, `details`, `reason` …). */
  closedBy?: ClosedBy;
};

/** What a worker is to do, as it was registered. */
export type ActivityType = {
  /** Of the activity. */
  name: string;
  /** Of the activity's registration: `1`. */
  version: string;
};

/** A heartbeat of the worker. */
export type Heartbeat = {
  /** When it arrived, on the mock's clock. */
  at: Date;
  /** What the worker said of its progress. */
  details?: string;
};

/** The events that close a task. */
export type ClosingEvent = ClosedState['event'];
type ClosedState = Extract<(typeof taskStates)[TaskState], { closed: true }>;

/** What closed a task. */
export type ClosedBy = {
  /** The type of the event: `ActivityTaskCompleted` … */
  event: ClosingEvent;
  /** Of RespondActivityTaskCompleted. */
  result?: string;
  /** Of RespondActivityTaskCanceled and RespondActivityTaskFailed; of a timeout, those of the last heartbeat. */
  details?: string;
  /** Of RespondActivityTaskFailed. */
  reason?: string;
  /** Which time was up, where the task timed out. */
  timeoutType?: TimeoutType;
};

/** Which time was up, in the words of the service. */
export type TimeoutType = 'SCHEDULE_TO_START' | 'SCHEDULE_TO_CLOSE' | 'START_TO_CLOSE' | 'HEARTBEAT';

/** What can be said about a task when it is opened; the mock makes up the rest. */
export type TaskOptions = {
  /** Default: that of the mock. */
  domain?: string;
  /** Default: that of the mock. */
  region?: string;
  /** Default `workflow`. */
  workflowId?: string;
  /** Default: a new one. */
  runId?: string;
  /** Default `activity`. */
  activityId?: string;
  /** The name of its task list. */
  taskList?: string;
  /** What is to be done. */
  activityType?: ActivityType;
  /** What the worker is given: a text. */
  input?: string;
  /** Seconds from its start until the task times out; without it, it never does. */
  startToCloseTimeout?: number;
  /** Seconds without a heartbeat until the task times out; without it, it never does. */
  heartbeatTimeout?: number;
};

/** What can be said about a task when it is scheduled. */
export type ScheduleOptions = TaskOptions & {
  /** The name of the task list that workers poll. Default `default`. */
  taskList?: string;
  /** Default `activity`, version `1`. */
  activityType?: ActivityType;
  /** Seconds until the task times out unless a poll has taken it; without it, it never does. */
  scheduleToStartTimeout?: number;
  /** Seconds from its scheduling until the task times out, started or not; without it, it never does. */
  scheduleToCloseTimeout?: number;
};

/** What the options have to be. */
export const taskMembers: Members<TaskOptions> = {
  domain: 'text',
  region: 'text',
  workflowId: 'text',
  runId: 'text',
  activityId: 'text',
  taskList: 'name of a list',
  activityType: { name: 'text', version: 'text' } satisfies Members<ActivityType>,
  input: 'any',
  startToCloseTimeout: 'number',
  heartbeatTimeout: 'number',
};

export const scheduleMembers: Members<ScheduleOptions> = {
  ...taskMembers,
  scheduleToStartTimeout: 'number',
  scheduleToCloseTimeout: 'number',
};

/** A task as the ledger keeps it. */
export type TaskRecord = {
  /** What does not change, but for the region of a task that nobody opened. */
  about: Omit<Task, 'state' | 'heartbeats' | 'closedBy'>;
  /** Opened through the mock's own face, not merely heard of in a call. */
  opened: boolean;
  scheduledAt: Instant;
  /** Absent while no poll has taken it. */
  start?: Start;
  /** Absent when it never times out, as most do. */
  timeouts?: Timeouts;
  /** The latest ones; absent while there is none. */
  heartbeats?: Beat[];
  cancelRequestedAt?: Instant;
  closing?: Closing | undefined;
};

/** When a task was taken, and what the poll said about its worker. */
export type Start = { at: Instant; said: Record<string, unknown> };

/** Seconds; infinite where there is none. */
export type Timeouts = { [T in TimeoutType]: number };

export type Beat = { at: Instant; details?: string };

export type Closing = { event: string; at: Instant; said: Record<string, unknown> };

const maxHeartbeats = 100;

/** The state that each event leads to. */
const stateAfter = Object.fromEntries(
  Object.entries(taskStates).map(([state, { event }]) => [event, state as TaskState]),
);

export function stateOf(task: TaskRecord): TaskState {
  if (task.closing) return stateAfter[task.closing.event] ?? 'completed';
  if (!task.start) return 'scheduled';
  return task.cancelRequestedAt === undefined ? 'open' : 'cancel-requested';
}

/** Adds a heartbeat, which restarts the clock of the heartbeat timeout and no other. */
export function beat(task: TaskRecord, at: Instant, details?: string): void {
  task.heartbeats ??= [];
  task.heartbeats.push(details === undefined ? { at } : { at, details });
  if (task.heartbeats.length > maxHeartbeats) task.heartbeats.shift();
}

/** The earliest instant at which the task times out, and by which timeout; undefined when it never does. */
export function dueOf(task: TaskRecord): { at: Instant; timeoutType: TimeoutType } | undefined {
  const { timeouts, closing, scheduledAt, start, heartbeats } = task;
  if (!timeouts || closing) return undefined;
  const since: [TimeoutType, Instant][] = start
    ? [
        ['HEARTBEAT', heartbeats?.at(-1)?.at ?? start.at],
        ['START_TO_CLOSE', start.at],
        ['SCHEDULE_TO_CLOSE', scheduledAt],
      ]
    : [
        ['SCHEDULE_TO_START', scheduledAt],
        ['SCHEDULE_TO_CLOSE', scheduledAt],
      ];
  const due = since.map(([timeoutType, from]) => ({ at: from + timeouts[timeoutType] * 1000, timeoutType }));
  const first = due.reduce((earliest, each) => (each.at < earliest.at ? each : earliest));
  return Number.isFinite(first.at) ? first : undefined;
}

/**
 * Times the task out if its time is up. A timeout of 30 seconds is up at second 30. The event has the details of the
 * last heartbeat.
 */
export function expire(task: TaskRecord, now: Instant): void {
  const due = dueOf(task);
  if (!due || now < due.at) return;
  const { details } = task.heartbeats?.at(-1) ?? {};
  const { timeoutType } = due;
  const said = details === undefined ? { timeoutType } : { timeoutType, details };
  task.closing = { event: taskStates['timed-out'].event, at: due.at, said };
}

/** The task as others may see it. */
export function shown(task: TaskRecord): Task {
  const { about, heartbeats = [], closing } = task;
  const visible: Task = {
    ...about,
    state: stateOf(task),
    heartbeats: heartbeats.map((each) => ({ ...each, at: new Date(each.at) })),
  };
  if (about.activityType) visible.activityType = { ...about.activityType };
  if (closing) visible.closedBy = { event: closing.event as ClosingEvent, ...closing.said };
  return visible;
}

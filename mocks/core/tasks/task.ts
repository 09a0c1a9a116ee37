// One activity task: its states and how it gets from one to the next. A task is open from when it is scheduled until
// it is completed, canceled, failed or timed out (requirements unknown-resource.closed and .timed-out).
import { type TaskState, taskStates } from '../../../generated/operations.ts';
import type { Instant } from '../clock.ts';
import type { TaskToken } from './token.ts';

export type { TaskState };

/** A task as the mock shows it: a copy, which does not change when the task does. */
export type Task = {
  taskToken: TaskToken;
  state: TaskState;
  domain: string;
  region: string;
  workflowId: string;
  runId: string;
  activityId: string;
  /** The event that closed it, with what the closing call said (`result`, `details`, `reason` …). */
  closedBy?: ClosedBy;
};

export type ClosedBy = {
  event: string;
  result?: string;
  details?: string;
  reason?: string;
  timeoutType?: TimeoutType;
};

export type TimeoutType = 'START_TO_CLOSE' | 'HEARTBEAT';

/** What can be said about a task when it is opened; the mock makes up the rest. */
export type TaskOptions = {
  domain?: string;
  region?: string;
  workflowId?: string;
  runId?: string;
  activityId?: string;
  /** Seconds from now until the task times out; without it, it never does. */
  startToCloseTimeout?: number;
  /** Seconds without a heartbeat until the task times out; without it, it never does. */
  heartbeatTimeout?: number;
};

/** A task as the ledger keeps it. */
export type TaskRecord = {
  /** What does not change, but for the region of a task that nobody opened. */
  about: Omit<Task, 'state' | 'closedBy'>;
  /** Opened through the mock's own face, not merely heard of in a call. */
  opened: boolean;
  openedAt: Instant;
  /** Absent when it never times out, as most do. */
  timing?: Timing;
  cancelRequestedAt?: Instant;
  closing?: Closing | undefined;
};

/** When a task times out; the timeout in seconds, infinite where there is none. */
export type Timing = { startToCloseAt: Instant; heartbeatTimeout: number; heartbeatAt: Instant };

export type Closing = { event: string; at: Instant; said: Record<string, unknown> };

/** The state that each event leads to. */
const stateAfter = Object.fromEntries(
  Object.entries(taskStates).map(([state, { event }]) => [event, state as TaskState]),
);

export function stateOf(task: TaskRecord): TaskState {
  if (task.closing) return stateAfter[task.closing.event] ?? 'completed';
  return task.cancelRequestedAt === undefined ? 'open' : 'cancel-requested';
}

/** A value of the task, by the name that the contract gives it (x-value): `task.taskToken`. */
export function taskValue(task: TaskRecord, name: string): unknown {
  const values: Record<string, unknown> = {
    ...task.about,
    cancelRequested: task.cancelRequestedAt !== undefined,
  };
  return values[name.replace(/^task\./, '')];
}

/** Times the task out if it is open and its time is up. A timeout of 30 seconds is up at second 30. */
export function expire(task: TaskRecord, now: Instant): void {
  const { timing, closing } = task;
  if (!timing || closing) return;
  const heartbeatDue = timing.heartbeatAt + timing.heartbeatTimeout * 1000;
  const at = Math.min(timing.startToCloseAt, heartbeatDue);
  if (now < at) return;
  const timeoutType: TimeoutType = at === heartbeatDue ? 'HEARTBEAT' : 'START_TO_CLOSE';
  task.closing = { event: taskStates['timed-out'].event, at, said: { timeoutType } };
}

/** The task as others may see it. */
export function shown(task: TaskRecord): Task {
  const visible: Task = { ...task.about, state: stateOf(task) };
  if (task.closing) visible.closedBy = { event: task.closing.event, ...task.closing.said };
  return visible;
}

// The record of a task when it is made: what was said about it, and what the mock makes up.
import type { Instant } from '../clock.ts';
import type { ScheduleOptions, TaskRecord, Timeouts } from './task.ts';
import type { TaskList } from './task-lists.ts';
import type { TaskToken } from './token.ts';

/** How a task comes to be; `met`: it was merely heard of in a call. */
export type Origin = 'scheduled' | 'opened' | 'met';

/** What holds where nothing is said. */
export type Circumstances = { now: Instant; domain: string; region: string; newRunId(): string };

/**
 * A new record. Only a scheduled task has not been started.
 *
 * @throws RangeError for a timeout that is none; TypeError for input that is no text
 */
export function recordOf(
  taskToken: TaskToken,
  task: ScheduleOptions,
  origin: Origin,
  { now, domain, region, newRunId }: Circumstances,
): TaskRecord {
  const { taskList, activityType, input } = task;
  const timeouts = timeoutsOf(task);
  if (input !== undefined && typeof input !== 'string') {
    throw new TypeError(`input: it is a text; of ${JSON.stringify(input)}, JSON.stringify makes one`);
  }
  return {
    about: {
      taskToken,
      domain: task.domain ?? domain,
      region: task.region ?? region,
      workflowId: task.workflowId ?? 'workflow',
      runId: task.runId ?? (origin === 'met' ? 'run' : newRunId()),
      activityId: task.activityId ?? 'activity',
      ...(taskList !== undefined && { taskList }),
      ...(activityType && { activityType: { ...activityType } }),
      ...(input !== undefined && { input }),
    },
    opened: origin !== 'met',
    scheduledAt: now,
    ...(origin !== 'scheduled' && { start: { at: now, said: {} } }),
    ...(timeouts && { timeouts }),
  };
}

/** The list in which a task is scheduled. */
export const listOf = ({
  about: { region, domain, taskList = '' },
}: Pick<TaskRecord, 'about'>): TaskList => ({
  region,
  domain,
  name: taskList,
});

function timeoutsOf(task: ScheduleOptions): Timeouts | undefined {
  const { scheduleToStartTimeout, scheduleToCloseTimeout, startToCloseTimeout, heartbeatTimeout } = task;
  const given = scheduleToStartTimeout ?? scheduleToCloseTimeout ?? startToCloseTimeout ?? heartbeatTimeout;
  if (given === undefined) return undefined;
  return {
    SCHEDULE_TO_START: seconds('scheduleToStartTimeout', scheduleToStartTimeout),
    SCHEDULE_TO_CLOSE: seconds('scheduleToCloseTimeout', scheduleToCloseTimeout),
    START_TO_CLOSE: seconds('startToCloseTimeout', startToCloseTimeout),
    HEARTBEAT: seconds('heartbeatTimeout', heartbeatTimeout),
  };
}

/** Timeouts are seconds from 1; without one a task never times out. */
function seconds(name: string, value: number | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (value > 0) return value;
  throw new RangeError(`${name}: ${value} is not a number of seconds above 0`);
}

/** Of the texts that are kept with a task. */
export function charactersOf(task: TaskRecord): number {
  const { about, closing } = task;
  let sum = about.taskToken.length + (about.input?.length ?? 0) + charactersOfHeartbeats(task);
  const said = closing?.said;
  for (const member in said) {
    const value = said[member];
    sum += typeof value === 'string' ? value.length : 8;
  }
  return sum;
}

export function charactersOfHeartbeats({ heartbeats }: TaskRecord): number {
  return heartbeats?.reduce((sum, { details = '' }) => sum + details.length + 8, 0) ?? 0;
}

// What became of a task, as GetWorkflowExecutionHistory tells it (requirements completed.event, canceled.event).
import { taskStates } from '../../../generated/operations.ts';
import type { Instant } from '../clock.ts';
import { stateOf, type TaskRecord, type TaskState, taskValue } from './task.ts';

/**
 * An event of a workflow history, in the service's form: next to these members stands the one with the event's
 * attributes, `activityTaskCompletedEventAttributes` and the like.
 */
export type HistoryEvent = {
  eventId: number;
  eventType: string;
  /** Seconds since 1970, with milliseconds as a fraction. */
  eventTimestamp: number;
  [attributes: `${string}EventAttributes`]: Record<string, unknown>;
};

/**
 * The whole history of an execution whose first decision scheduled the task: every event, with ids from 1. What a workflow
 * and its decider did is told by the types of their events alone, since the mock knows no more about them.
 *
 * @example
 * historyOf(task).map(({ eventType }) => eventType)
 * // ['WorkflowExecutionStarted', 'DecisionTaskScheduled', …, 'ActivityTaskStarted', 'ActivityTaskCompleted', …]
 */
export function historyOf(task: TaskRecord): HistoryEvent[] {
  const { openedAt, cancelRequestedAt, closing } = task;
  const events: HistoryEvent[] = [];
  /** The ids of the events so far, by the state that each led to. */
  const ids: { [S in TaskState]?: number } = {};
  enter('scheduled', openedAt);
  enter('open', openedAt);
  if (cancelRequestedAt !== undefined) enter('cancel-requested', cancelRequestedAt);
  if (closing) enter(stateOf(task), closing.at, closing.said);
  return events;

  function enter(state: TaskState, at: Instant, said: object = {}): void {
    const { event, attributes, after, followedBy } = taskStates[state];
    for (const type of after) add(type, at, {});
    ids[state] = events.length + 1;
    const values = Object.entries(attributes).map(([name, value]) => [name, described(value)] as const);
    add(event, at, { ...said, ...Object.fromEntries(values.filter(([, value]) => value !== undefined)) });
    if (followedBy) add(followedBy, at, {});
  }

  function add(eventType: string, at: Instant, attributes: Record<string, unknown>): void {
    const member = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes` as const;
    const event = { eventId: events.length + 1, eventType, eventTimestamp: at / 1000, [member]: attributes };
    events.push(event as HistoryEvent);
  }

  /** An attribute as the contract describes it: a number, a value of the task, or the id of an event if it took place. */
  function described(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    const state = /^event\.(.*)$/.exec(value)?.[1];
    return state === undefined ? taskValue(task, value) : ids[state as TaskState];
  }
}

/**
 * The events of the task itself since it was started: the request to cancel it, and the event that closed it.
 *
 * @example
 * eventsOf(task)[0] // { eventId: 7, eventType: 'ActivityTaskCompleted', eventTimestamp: 1794000000.25,
 *                   //   activityTaskCompletedEventAttributes: { result: 'Y', scheduledEventId: 5, startedEventId: 6 } }
 */
export function eventsOf(task: TaskRecord): HistoryEvent[] {
  const history = historyOf(task);
  const started = history.findIndex(({ eventType }) => eventType === taskStates.open.event);
  return history.slice(started + 1).filter(({ eventType }) => ofTheTask.has(eventType));
}

const ofTheTask = new Set<string>(Object.values(taskStates).map(({ event }) => event));

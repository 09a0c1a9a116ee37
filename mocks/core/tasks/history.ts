// What became of a task, as GetWorkflowExecutionHistory tells it (requirements completed.event, canceled.event).
import { type TaskState, taskStates } from '../../../generated/operations.ts';
import type { Instant } from '../clock.ts';
import { valueAt } from '../input/pointer.ts';
import { stateOf, type TaskRecord } from './task.ts';

/** The types of the events that lead to a state of a task, and of those around them. */
export type EventType = { [S in TaskState]: TypesOf<(typeof taskStates)[S]> }[TaskState];
type TypesOf<S extends { event: string; after: readonly string[]; followedBy: string | null }> =
  | S['event']
  | S['after'][number]
  | NonNullable<S['followedBy']>;

/**
 * An event of a workflow history, in the service's form: next to these members stands the one with the event's
 * attributes, `activityTaskCompletedEventAttributes` and the like.
 */
export type HistoryEvent = {
  /** Its number in the history of the execution, from 1. */
  eventId: number;
  /** What happened. */
  eventType: EventType;
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
export const historyOf = (task: TaskRecord): HistoryEvent[] => tell(task).events;

/**
 * The values of the task, by the names that the contract gives them (x-value): `task.activityType.name`, or `event.open`
 * for the id of the event that led to the state.
 */
export function taskValues(task: TaskRecord): (name: string) => unknown {
  const { ids } = tell(task);
  return (name) => described(task, ids, name);
}

/** The id of the latest event that led to each state. */
type EventIds = { [S in TaskState]?: number };

function tell(task: TaskRecord): { events: HistoryEvent[]; ids: EventIds } {
  const { scheduledAt, start, cancelRequestedAt, closing } = task;
  const events: HistoryEvent[] = [];
  // The service gives the id 0 for the start of a task that was never started.
  const ids: EventIds = { open: 0 };
  enter('scheduled', scheduledAt);
  if (start) enter('open', start.at, start.said);
  if (cancelRequestedAt !== undefined) enter('cancel-requested', cancelRequestedAt);
  if (closing) enter(stateOf(task), closing.at, closing.said);
  return { events, ids };

  function enter(state: TaskState, at: Instant, said: object = {}): void {
    const { event, attributes, after, followedBy } = taskStates[state];
    for (const type of after) add(type, at, {});
    ids[state] = events.length + 1;
    const values = Object.entries(attributes).map(
      ([name, value]) => [name, typeof value === 'string' ? described(task, ids, value) : value] as const,
    );
    add(event, at, { ...said, ...Object.fromEntries(values.filter(([, value]) => value !== undefined)) });
    if (followedBy) add(followedBy, at, {});
  }

  function add(eventType: EventType, at: Instant, attributes: Record<string, unknown>): void {
    const member = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes` as const;
    const event = { eventId: events.length + 1, eventType, eventTimestamp: at / 1000, [member]: attributes };
    events.push(event as HistoryEvent);
  }
}

/** A value by its name: the id of an event if it took place, or a value of the task. */
function described(task: TaskRecord, ids: EventIds, name: string): unknown {
  const [subject, ...path] = name.split('.');
  if (subject === 'event') return ids[path[0] as TaskState];
  const values = { ...task.about, cancelRequested: task.cancelRequestedAt !== undefined };
  return valueAt(values, `/${path.join('/')}`);
}

/**
 * The events of the task itself since it was started: the request to cancel it, and the event that closed it.
 *
 * @example
 * eventsOf(task)[0] // { eventId: 7, eventType: 'ActivityTaskCompleted', eventTimestamp: 1794000000.25,
 *                   //   activityTaskCompletedEventAttributes: { result: 'Y', scheduledEventId: 5, startedEventId: 6 } }
 */
export function eventsOf(task: TaskRecord): HistoryEvent[] {
  return historyOf(task).filter(({ eventType }) => sinceTheStart.has(eventType));
}

const sinceTheStart = new Set<string>(
  Object.entries(taskStates)
    .filter(([state]) => state !== 'scheduled' && state !== 'open')
    .map(([, { event }]) => event),
);

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
 * The events since the task was started: the request to cancel it, and the event that closed it. What came before is
 * not told, since the mock knows nothing about workflow and decider.
 *
 * @example
 * eventsOf(task)[0] // { eventId: 7, eventType: 'ActivityTaskCompleted', eventTimestamp: 1794000000.25,
 *                   //   activityTaskCompletedEventAttributes: { result: 'Y', scheduledEventId: 5, startedEventId: 6 } }
 */
export function eventsOf(task: TaskRecord): HistoryEvent[] {
  const { cancelRequestedAt, closing } = task;
  const events: HistoryEvent[] = [];
  /** The ids of the events so far, by the state that each led to. */
  const ids: { [S in TaskState]?: number } = { scheduled: idOf('scheduled'), open: idOf('open') };
  if (cancelRequestedAt !== undefined) {
    ids['cancel-requested'] = idOf('cancel-requested');
    events.push(event('cancel-requested', ids['cancel-requested'], cancelRequestedAt, {}));
  }
  if (closing) {
    const latest = ids['cancel-requested'] ?? ids.open ?? 0;
    events.push(event(stateOf(task), latest + 1, closing.at, closing.said));
  }
  return events;

  function event(state: TaskState, eventId: number, at: Instant, said: object): HistoryEvent {
    const { event: eventType, attributes } = taskStates[state];
    const member = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes` as const;
    const values = Object.entries(attributes).map(([name, value]) => [name, described(value)] as const);
    const known = Object.fromEntries(values.filter(([, value]) => value !== undefined));
    return { eventId, eventType, eventTimestamp: at / 1000, [member]: { ...said, ...known } } as HistoryEvent;
  }

  /** An attribute as the contract describes it: a number, a value of the task, or the id of an event if it took place. */
  function described(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    const state = /^event\.(.*)$/.exec(value)?.[1];
    return state === undefined ? taskValue(task, value) : ids[state as TaskState];
  }
}

const idOf = (state: 'scheduled' | 'open' | 'cancel-requested'): number => taskStates[state].eventId;

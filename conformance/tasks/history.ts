// The history of a workflow execution, as GetWorkflowExecutionHistory gives it.
import { taskStates } from '../../generated/operations.ts';
import { isObject } from '../exchange/awsjson.ts';
import type { HistoryEvent } from '../judge/observation.ts';

/** The events by which a task is closed. */
const closing: string[] = Object.values(taskStates).flatMap(({ closed, event }) => (closed ? [event] : []));

/**
 * The event that closed the activity task of an execution that has one; undefined while the task is open. The
 * attributes of an event stand under a name that is made from its type.
 *
 * @example
 * closingEventAmong([{ eventType: 'ActivityTaskCompleted', activityTaskCompletedEventAttributes: { result: 'x' } }])
 * // { eventType: 'ActivityTaskCompleted', attributes: { result: 'x' } }
 */
export function closingEventAmong(events: Record<string, unknown>[]): HistoryEvent | undefined {
  const event = events.findLast(({ eventType }) => closing.includes(String(eventType)));
  if (!event) return undefined;
  const eventType = String(event.eventType);
  const attributes = event[`${eventType[0]?.toLowerCase()}${eventType.slice(1)}EventAttributes`];
  return { eventType, attributes: isObject(attributes) ? attributes : {} };
}

/** The events of a history as it came; none where there is no list. Fails with an Error where it is no history. */
export function eventsIn(value: unknown): Record<string, unknown>[] {
  const events = value ?? [];
  if (Array.isArray(events) && events.every(isObject)) return events;
  throw new Error('the history is no list of events');
}

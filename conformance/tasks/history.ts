// The history of a workflow execution, as GetWorkflowExecutionHistory gives it.
import { isObject } from '../exchange/awsjson.ts';
import type { HistoryEvent } from '../judge/history.ts';

/**
 * The events of a history, oldest first; none where there is no list. The attributes of an event stand under a name that is
 * made from its type. Fails with an Error where it is no history.
 *
 * @example
 * readEvents([{ eventId: 7, eventType: 'ActivityTaskCompleted', activityTaskCompletedEventAttributes: { result: 'x' } }])
 * // [{ eventId: 7, eventType: 'ActivityTaskCompleted', attributes: { result: 'x' } }]
 */
export function readEvents(value: unknown): HistoryEvent[] {
  const events = value ?? [];
  if (!Array.isArray(events) || !events.every(isObject)) throw new Error('the history is no list of events');
  return events.map((event) => {
    const eventType = String(event.eventType);
    const attributes = event[`${eventType[0]?.toLowerCase()}${eventType.slice(1)}EventAttributes`];
    return {
      eventType,
      attributes: isObject(attributes) ? attributes : {},
      ...(typeof event.eventId === 'number' && { eventId: event.eventId }),
    };
  });
}

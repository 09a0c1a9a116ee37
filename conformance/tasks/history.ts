// Parses the history of a workflow execution, as GetWorkflowExecutionHistory returns it.
import { isObject } from '../exchange/awsjson.ts';
import type { HistoryEvent } from '../judge/history.ts';

/**
 * The events of a history, oldest first; an empty list if the value is absent. The name of the member with an event's
 * attributes is derived from its type. Fails with an Error if the value is not a history.
 *
 * @example
 * readEvents([{ eventId: 7, eventType: 'ActivityTaskCompleted', activityTaskCompletedEventAttributes: { result: 'x' } }])
 * // [{ eventId: 7, eventType: 'ActivityTaskCompleted', attributes: { result: 'x' } }]
 */
export function readEvents(value: unknown): HistoryEvent[] {
  const events = value ?? [];
  if (!Array.isArray(events) || !events.every(isObject))
    throw new Error('the history is not a list of events');
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

// What became of a task, as GetWorkflowExecutionHistory tells it (requirements completed.event, canceled.event).
import type { Instant } from '../clock.ts';
import { scheduledEventId, type TaskRecord } from './task.ts';

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

const startedEventId = scheduledEventId + 1;
/** A decision task (scheduled, started, completed) comes before the request to cancel. */
const decisionTaskCompletedEventId = startedEventId + 3;
const cancelRequestedEventId = decisionTaskCompletedEventId + 1;

/**
 * The events since the task was started: the request to cancel it, and the event that closed it. What came before is
 * not told, since the mock knows nothing about workflow and decider.
 *
 * @example
 * eventsOf(task)[0] // { eventId: 7, eventType: 'ActivityTaskCompleted', eventTimestamp: 1794000000.25,
 *                   //   activityTaskCompletedEventAttributes: { result: 'Y', scheduledEventId: 5, startedEventId: 6 } }
 */
export function eventsOf({ about, cancelRequestedAt, closing }: TaskRecord): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  if (cancelRequestedAt !== undefined) {
    const attributes = { activityId: about.activityId, decisionTaskCompletedEventId };
    events.push(event(cancelRequestedEventId, 'ActivityTaskCancelRequested', cancelRequestedAt, attributes));
  }
  if (closing) {
    const requested = closing.event === 'ActivityTaskCanceled' && cancelRequestedAt !== undefined;
    const attributes = {
      ...closing.said,
      scheduledEventId,
      startedEventId,
      ...(requested ? { latestCancelRequestedEventId: cancelRequestedEventId } : {}),
    };
    const eventId = (cancelRequestedAt === undefined ? startedEventId : cancelRequestedEventId) + 1;
    events.push(event(eventId, closing.event, closing.at, attributes));
  }
  return events;
}

function event(eventId: number, eventType: string, at: Instant, attributes: object): HistoryEvent {
  const member = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes` as const;
  return { eventId, eventType, eventTimestamp: at / 1000, [member]: { ...attributes } } as HistoryEvent;
}

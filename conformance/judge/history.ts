// Checks whether the history of an execution is as a case expects: the event that closed the task, its attributes with the
// text of the call, and its position among the other events.
import { taskStates } from '../../generated/operations.ts';
import type { BodyPart, Case } from '../cases/corpus.ts';
import { clipped } from '../printable.ts';
import { textOfParts } from '../request/body.ts';

/** An event of the history of an execution. */
export type HistoryEvent = { eventId?: number; eventType: string; attributes: Record<string, unknown> };

/** The end of the history after the request of a case; `added` is the number of new events since before the request. */
export type HistorySeen = { added?: number; events: HistoryEvent[] };

/** The events that close a task. */
const closing: string[] = Object.values(taskStates).flatMap(({ closed, event }) => (closed ? [event] : []));

/** How a history differs from what a case expects; undefined if it does not differ. */
export function whatIsUnexpected(
  { event, history }: Case['expect'],
  { added = 0, events }: HistorySeen,
): string | undefined {
  const at = events.findLastIndex(({ eventType }) => closing.includes(eventType));
  const closedBy = events[at];
  if (history?.unchanged && added !== 0) {
    const types = added > 0 ? events.slice(-added).map(({ eventType }) => eventType) : ['fewer than before'];
    return `the call added to the history: ${types.join(', ')}`;
  }
  if (event) {
    const found = closedBy ? eventDifference(event, closedBy) : 'the history has no closing event';
    if (found) return found;
  }
  if (history?.closingEvents !== undefined) {
    const types = events.map(({ eventType }) => eventType).filter((type) => closing.includes(type));
    if (types.length !== history.closingEvents)
      return `the history has ${types.length} closing events, not ${history.closingEvents}: ${types.join(', ')}`;
  }
  if (!closedBy || !history) return undefined;
  const earlier = events.slice(0, at);
  for (const [name, type] of Object.entries({ ...history.ids, ...history.optionalIds })) {
    const id = closedBy.attributes[name];
    if (id === undefined && history.optionalIds && name in history.optionalIds) continue;
    const named = earlier.findLast(({ eventType }) => eventType === type);
    if (id === undefined) return `the ${closedBy.eventType} event has no ${name}`;
    if (!named)
      return `the ${closedBy.eventType} event has ${name} ${shown(id)}, but there is no ${type} before it`;
    if (id !== named.eventId)
      return `the ${closedBy.eventType} event has ${name} ${shown(id)}, but the ${type} event has the id ${named.eventId}`;
  }
  if (history.after && !events.slice(at + 1).some(({ eventType }) => eventType === history.after)) {
    return `no ${history.after} event comes after the ${closedBy.eventType} event`;
  }
  return undefined;
}

function eventDifference(
  { type, attributes, without = [] }: NonNullable<Case['expect']['event']>,
  found: HistoryEvent,
): string | undefined {
  if (found.eventType !== type) return `the closing event is ${found.eventType}, not ${type}`;
  for (const [name, value] of Object.entries(attributes)) {
    const difference = textDifference(textOf(value), found.attributes[name]);
    if (difference) return `the ${type} event has ${name} ${difference}`;
  }
  for (const name of without) {
    const value = found.attributes[name];
    if (value !== undefined) return `the ${type} event has ${name} ${shown(value)}, but none was sent`;
  }
  return undefined;
}

const textOf = (value: string | BodyPart[]) =>
  typeof value === 'string' ? value : (textOfParts(value) ?? '');

/** How a text differs from the sent text; for long texts, the position of the first difference. */
export function textDifference(sent: string, found: unknown): string | undefined {
  if (found === sent) return undefined;
  if (typeof found !== 'string' || sent.length + found.length < shortTexts)
    return `${shown(found)}, not ${shown(sent)}`;
  let at = 0;
  while (at < sent.length && found[at] === sent[at]) at += 1;
  const near = (text: string) => (at < text.length ? shown(text.slice(at, at + 20)) : 'its end');
  return `of ${found.length} characters, not the ${sent.length} that were sent; from character ${at + 1} it is ${near(found)}, not ${near(sent)}`;
}

/** Two texts with fewer characters together are shown in full. */
const shortTexts = 1000;

/** A short description of a value in a history; its JSON may be too long, or too deep to serialize. */
function shown(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string')
    return value === null ? 'null' : `of type ${typeof value} instead of a string`;
  return JSON.stringify(clipped(value, 1000));
}

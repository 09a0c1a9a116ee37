// The part of a response that is kept until the end of the run. An endpoint may answer every request with a body of the
// maximum size; all of them together would exceed the memory, and hundreds of such texts would be too much for a report.
import type { AwsJsonError } from '../exchange/awsjson.ts';
import type { HistoryEvent } from './history.ts';
import type { Reading } from './outcome.ts';

/** In UTF-16 units. Long enough for the words after the longest valid value in a message. */
const most = { text: 8192, name: 256, message: 1 << 17, attributes: 64, events: 64 };

/**
 * A reading whose texts are truncated to what reports and verdicts need. The outcome comes from the whole response, and the
 * byte count is that of the whole body.
 */
export function kept(reading: Reading): Reading {
  const { answer, error } = reading;
  if (answer.kind === 'failure') return reading;
  return {
    ...reading,
    answer: { ...answer, text: cut(answer.text, most.text) },
    ...(error && { error: keptError(error) }),
  };
}

/** The last events of a history; earlier ones do not concern the task. */
export function keptEvents(events: HistoryEvent[]): HistoryEvent[] {
  return events.slice(-most.events).map(keptEvent);
}

/** An event with its attributes limited in number, length and depth. */
function keptEvent({ eventType, attributes, ...id }: HistoryEvent): HistoryEvent {
  const values = Object.entries(attributes)
    .slice(0, most.attributes)
    .map(([name, value]) => [cut(name, most.name), keptValue(value)]);
  return { ...id, eventType: cut(eventType, most.name), attributes: Object.fromEntries(values) };
}

/** A string or another primitive value; an object or a list becomes `{}`. */
function keptValue(value: unknown): unknown {
  if (typeof value === 'string') return cut(value, most.message);
  return typeof value === 'object' && value !== null ? {} : value;
}

function keptError({ name, forms, message, ...rest }: AwsJsonError): AwsJsonError {
  return {
    ...rest,
    name: cut(name, most.name),
    forms: forms.map((form) => ({ ...form, value: cut(form.value, most.name) })),
    ...(message !== undefined && { message: cut(message, most.message) }),
  };
}

/** A copy of the beginning of a text; a slice would keep the whole text in memory. */
function cut(text: string, length: number): string {
  return Buffer.from(text.slice(0, length), 'utf16le').toString('utf16le');
}

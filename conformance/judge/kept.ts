// What of an answer is kept until the run is over. An endpoint may answer every request with as much as is read of one
// body; all of it together would be more than there is memory, and hundreds of such texts more than a report holds.
import type { AwsJsonError } from '../exchange/awsjson.ts';
import type { HistoryEvent } from './history.ts';
import type { Reading } from './outcome.ts';

/** In UTF-16 units. A message that repeats the longest value that is allowed still has its words behind that. */
const most = { text: 8192, name: 256, message: 1 << 17, attributes: 64, events: 64 };

/**
 * A reading whose texts are cut to what reports show and verdicts look at. Its outcome rests on the whole answer, and
 * the count of bytes stays that of the whole body.
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

/** The last events of a history: what came before a task was made is nobody's concern. */
export function keptEvents(events: HistoryEvent[]): HistoryEvent[] {
  return events.slice(-most.events).map(keptEvent);
}

/** An event without what no event has: it may be as deep as it is long. */
function keptEvent({ eventType, attributes, ...id }: HistoryEvent): HistoryEvent {
  const values = Object.entries(attributes)
    .slice(0, most.attributes)
    .map(([name, value]) => [cut(name, most.name), keptValue(value)]);
  return { ...id, eventType: cut(eventType, most.name), attributes: Object.fromEntries(values) };
}

/** Whatever is neither a text nor another plain value stays as nothing but that. */
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

/** The beginning of a text, as a text of its own: a slice would keep the whole in memory. */
function cut(text: string, length: number): string {
  return Buffer.from(text.slice(0, length), 'utf16le').toString('utf16le');
}

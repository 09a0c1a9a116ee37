// Histories: the event that closed a task, its text and its place among the others, and events that no call may leave.
import {
  descriptionOf,
  type OperationDescription,
  operations,
  taskStates,
} from '../../../generated/operations.ts';
import type { HistoryEvent } from '../../../mocks/core/tasks/history.ts';
import { type Input, inputOf, operationIn, tokenOf, withHeader, withInput } from '../received.ts';
import type { Answer, Received, Transformation } from '../serve.ts';
import { histories, inputs, refusals } from '../transformations.ts';
import type { Block, Row } from './table.ts';

/** What happens to the text of a call, and the cases that show it. */
const texts: [what: string, change: (text: string) => string | undefined, cases: string][] = [
  ['the text is missing from the event', () => undefined, 'history/text'],
  ['the text loses non-ASCII characters', (text) => text.replace(/[^ -~\n]/g, '?'), 'history/text'],
  ['the text is read as Latin-1', (text) => Buffer.from(text).toString('latin1'), 'history/text'],
  [
    'the text loses four-byte characters',
    (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, ''),
    'history/text',
  ],
  ['the text loses its line breaks', (text) => text.replaceAll('\n', ' '), 'history/text'],
  ['the text is escaped for HTML', escapedForHtml, 'history/{text,html}'],
  ['the text keeps its JSON escapes', (text) => JSON.stringify(text).slice(1, -1), 'history/text'],
  ['the text is trimmed', (text) => text.trim(), 'history/white-space'],
  ['spaces are collapsed', (text) => text.replace(/ +/g, ' '), 'history/white-space'],
  ['line ends become LF', (text) => text.replace(/\r\n?/g, '\n'), 'history/line-ends'],
  ['line ends become CR LF', (text) => text.replace(/\r?\n/g, '\r\n'), 'history/{line-ends,text}'],
  ['the text is composed', (text) => text.normalize('NFC'), 'history/not-normalized'],
  ['the text is decomposed', (text) => text.normalize('NFD'), 'history/{not-normalized,text}'],
  ['JSON is read and written again', reencoded, 'history/json'],
  ['a JSON string loses its quotes', (text) => text.replace(/^"(.*)"$/s, '$1'), 'history/json-string'],
  ['HTML is unescaped', (text) => text.replaceAll('&amp;', '&').replaceAll('&lt;', '<'), 'history/html'],
  ['percent escapes are decoded', (text) => text.replaceAll('%41', 'A'), 'history/percent'],
  ['plus signs become spaces', (text) => text.replaceAll('+', ' '), 'history/percent'],
  ['byte order marks are lost', (text) => text.replaceAll('\ufeff', ''), 'history/byte-order-mark'],
  ['invisible characters are lost', (text) => text.replace(/\p{Cf}/gu, ''), 'history/invisible'],
  ['control characters are lost', (text) => text.replace(/\p{Cc}/gu, ''), 'history/control-characters'],
  ['the text ends at NUL', (text) => text.split('\0')[0], 'history/nul'],
];

const closingEvents = new Set<string>(
  Object.values(taskStates).flatMap(({ closed, event }) => (closed ? [event] : [])),
);

export const history: Block[] = [
  {
    operation: {
      '*': [
        ['the event is that of another operation', asAnother, 'history/text'],
        ...texts.map(
          ([what, change, cases]): Row<unknown, Transformation> => [what, inputs(withTexts(change)), cases],
        ),
        ['the text is cut to 255 characters', cutTo(255), longText(255)],
        ['the text is cut to 4096 characters', cutTo(4096), longText(4096)],
      ],
      'history.empty-text': [
        [
          'an empty text is missing from the event',
          inputs(withTexts((text) => text || undefined)),
          'history/empty',
        ],
        ['a text that was not given is empty in the event', inputs(withEmptyText), 'history/absent'],
      ],
    },
    service: {
      'history.event-ids': [
        ['the id of the scheduled event is missing', closedWith({ scheduledEventId: undefined })],
        ['the id of the scheduled event is another', closedWith({ scheduledEventId: 1 })],
        ['the id of the started event is a string', closedWith({ startedEventId: '6' })],
        [
          'the id of the cancel request is another',
          closedWith({ latestCancelRequestedEventId: 1 }),
          ifCancelRequested,
        ],
      ],
      'history.following-event': [
        ['no decision task is scheduled after a task was closed', histories(upToClosing)],
      ],
      'history.one-closing-event': [
        ['a call for a closed task leaves another closing event', afterRefusals(withClosingAgain)],
        ['a call for a closed task replaces the text of the event', afterRefusals(withOtherText)],
      ],
      'history.refused-call': [['a refused call leaves an event', afterRefusals(withTimer)]],
    },
  },
];

const descriptions = Object.values<OperationDescription>(operations);

/** Texts near the limit stay as they are: some changes make them longer. */
function withTexts(change: (text: string) => string | undefined) {
  return (input: Input, request: Received): Input => {
    const token = tokenOf(request);
    const isText = (value: unknown) => typeof value === 'string' && value !== token && value.length < 20_000;
    const said = Object.entries(input).filter(([, value]) => isText(value));
    return { ...input, ...Object.fromEntries(said.map(([name, text]) => [name, change(String(text))])) };
  };
}

function escapedForHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function reencoded(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

function withEmptyText(input: Input, request: Received): Input {
  const operation = operationIn(request);
  return {
    ...Object.fromEntries(operation ? textMembers(descriptionOf(operation)).map((name) => [name, '']) : []),
    ...input,
  };
}

/** The names of the texts that a call may have. */
function textMembers({ members }: OperationDescription): string[] {
  const texts = Object.entries(members).filter(([, { type, required }]) => type === 'string' && !required);
  return texts.map(([name]) => name);
}

function ifCancelRequested({ name }: { name: string }): string | undefined {
  const operation = descriptions.find((each) => each.name === name);
  return operation?.effect?.from === 'cancel-requested' ? '**' : undefined;
}

function closedWith(attributes: Record<string, unknown>): Transformation {
  return histories((events) =>
    events.map((event) => (isClosing(event) ? withAttributes(event, attributes) : event)),
  );
}

function isClosing({ eventType }: HistoryEvent): boolean {
  return closingEvents.has(eventType);
}

function withAttributes(event: HistoryEvent, attributes: Record<string, unknown>): HistoryEvent {
  const name =
    `${event.eventType.charAt(0).toLowerCase()}${event.eventType.slice(1)}EventAttributes` as const;
  return { ...event, [name]: { ...event[name], ...attributes } };
}

function upToClosing(events: HistoryEvent[]): HistoryEvent[] {
  const at = events.findIndex(isClosing);
  return at < 0 ? events : events.slice(0, at + 1);
}

/** Changes the histories of tasks for which a call was refused. */
function afterRefusals(
  change: (events: HistoryEvent[], refused: Received) => HistoryEvent[],
): Transformation {
  return (usual, swf) => {
    const last = new Map<string, Received>();
    const noted = refusals((request, answered) => {
      const token = tokenOf(request);
      if (token !== undefined) last.set(token, request);
      return answered;
    });
    const changed = histories((events, taskToken) => {
      const request = last.get(taskToken);
      return request ? change(events, request) : events;
    });
    return noted(changed(usual, swf), swf);
  };
}

function withClosingAgain(events: HistoryEvent[]): HistoryEvent[] {
  const again = events.filter(isClosing).map((event) => ({ ...event, eventId: events.length + 1 }));
  return [...events, ...again];
}

function withOtherText(events: HistoryEvent[], refused: Received): HistoryEvent[] {
  const said = Object.entries(inputOf(refused) ?? {}).filter(([, value]) => value !== tokenOf(refused));
  return events.map((event) => (isClosing(event) ? withAttributes(event, Object.fromEntries(said)) : event));
}

function withTimer(events: HistoryEvent[]): HistoryEvent[] {
  const last = events.at(-1);
  // No mock writes it.
  const eventType = 'TimerStarted' as HistoryEvent['eventType'];
  return last ? [...events, { ...last, eventId: events.length + 1, eventType }] : events;
}

function cutTo(length: number): Transformation {
  return inputs(withTexts((text) => text.slice(0, length)));
}

/** The case with a long text, where the text of the operation may be longer than this. */
function longText(length: number) {
  return ({ name }: { name: string }): string | undefined => {
    const { members = {} } = descriptions.find((each) => each.name === name) ?? {};
    const text = Object.values(members).find(({ type, required }) => type === 'string' && !required);
    return (text?.maxLength ?? Number.POSITIVE_INFINITY) > length ? 'history/long-text' : undefined;
  };
}

/** Calls another operation, with the text under every name that this operation may have for it. */
function asAnother(usual: Answer): Answer {
  return (request) => {
    const input = inputOf(request) ?? {};
    const other = descriptions.find(
      ({ name, effect }) => effect?.closesWith && name !== operationIn(request),
    );
    const text = Object.values(input).find((value) => value !== tokenOf(request));
    const names = Object.keys(other?.members ?? {});
    const renamed = { ...Object.fromEntries(names.map((name) => [name, text])), ...input };
    return usual(withHeader(withInput(request, renamed), 'x-amz-target', other?.targets[0]));
  };
}

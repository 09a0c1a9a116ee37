// What the history says: another event, another attribute, or another text than the call had.
import { inputOf, type Subject, subjects, withInput, withOperation } from '../received.ts';
import type { Vary } from '../serve.ts';
import { inputs, only, requests } from '../vary.ts';
import { declared, type FaultyServer } from './faulty-server.ts';

export const historyFaults: FaultyServer[] = [
  ...subjects.flatMap((subject) => [
    {
      name: `history-${subject.slug}-as-other`,
      what: `${subject.operation} does what another operation does, with its text`,
      killedBy: [`${subject.slug}/history/text`],
      level: 'MUST',
      mock: declared,
      vary: only(subject.operation, swapped(subject)),
    } satisfies FaultyServer,
    textFault(subject, 'dropped', 'is not in the event', () => undefined),
  ]),
  ...subjects.flatMap((subject) => [
    textFault(subject, 'ascii', 'loses what is not ASCII', (text) => text.replace(/[^ -~\n]/g, '?')),
    textFault(subject, 'latin-1', 'is read as Latin-1', (text) =>
      Buffer.from(text, 'utf8').toString('latin1'),
    ),
    textFault(subject, 'three-bytes', 'loses characters of four bytes', (text) =>
      text.replace(/[\u{10000}-\u{10ffff}]/gu, ''),
    ),
    textFault(subject, 'one-line', 'loses its line breaks', (text) => text.replaceAll('\n', ' ')),
    textFault(subject, 'html', 'is escaped as for a page', (text) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    ),
    textFault(subject, 'quoted', 'is kept as JSON writes it', (text) => JSON.stringify(text).slice(1, -1)),
    textFault(subject, 'cut-255', 'is cut to 255 characters', (text) => text.slice(0, 255), 'long-text'),
    textFault(subject, 'cut-4096', 'is cut to 4096 characters', (text) => text.slice(0, 4096), 'long-text'),
  ]),
];

function textFault(
  { operation, slug, text }: Subject,
  kind: string,
  what: string,
  change: (text: string) => string | undefined,
  killer = 'text',
): FaultyServer {
  return {
    name: `history-${slug}-${kind}`,
    what: `${operation}: ${text} ${what}`,
    killedBy: [`${slug}/history/${killer}`],
    level: 'MUST',
    mock: declared,
    vary: only(
      operation,
      inputs((input) => {
        const { [text]: value, ...rest } = input;
        // Texts at the limit are left alone: what makes them longer would break another rule.
        if (typeof value !== 'string' || value.length > 20_000) return input;
        const changed = change(value);
        return changed === undefined ? rest : { ...rest, [text]: changed };
      }),
    ),
  };
}

/** The text goes under the name that the other operation has for it, so that it arrives in the other's event. */
function swapped({ operation, text }: Subject): Vary {
  const other = subjects.find((subject) => subject.operation !== operation) as Subject;
  return requests((request) => {
    const { [text]: value, ...input } = inputOf(request) ?? {};
    const renamed = value === undefined ? request : withInput(request, { ...input, [other.text]: value });
    return withOperation(renamed, other.operation);
  });
}

// The table of docs/clients.md, from the records.
import { readFileSync, writeFileSync } from 'node:fs';
import { type ClientRecord, idlePoll, readRecords, type Told } from './records.ts';

const document = new URL('../docs/clients.md', import.meta.url);

/** The columns, each with the situations that it is about. */
const columns: Record<string, (keyof Told)[]> = {
  'success, longest text': ['success', 'the longest text'],
  'closed task': ['a closed task'],
  'token or text too long': ['a token too long', 'a text too long'],
  denied: ['denied'],
  'throttled twice': ['throttled twice'],
  'error of the server': ['an error of the server'],
  'broken connection': ['a broken connection'],
  'no answer': ['no answer'],
  'no answer to the first attempt': ['no answer once'],
  'idle poll': [idlePoll],
};

/** Says what a record has on some situations, and for which operations it is something else. */
function cell({ operations }: ClientRecord, situations: (keyof Told)[]): string {
  const byText = new Map<string, string[]>();
  for (const [operation, told] of Object.entries(operations)) {
    for (const text of new Set(situations.map((situation) => told[situation]))) {
      if (text) byText.set(text, [...(byText.get(text) ?? []), operation]);
    }
  }
  const [most = ['', []], ...rest] = [...byText].sort(([, a], [, b]) => b.length - a.length);
  return [code(most[0]), ...rest.map(([text, names]) => `${names.join(', ')}: ${code(text)}`)].join('; ');
}

/** The class of an exception as code; `success` as it is. */
const code = (text: string) => text.replace(/^(?!success|exit code)[^ ,]+/, '`$&`');

export function tableOf(records: ClientRecord[]): string {
  const rows = records.map((record) => [
    `${record.client} ${record.version}`,
    `${record.runtime}, ${record.date}`,
    record.requestIds,
    ...Object.values(columns).map((situations) => cell(record, situations)),
  ]);
  const heads = ['client', 'on', 'request ids', ...Object.keys(columns)];
  return [heads, heads.map(() => ':--'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

const place = /(?<=<!-- written by clients\/record\.ts -->\n)(?:\|.*\n)*/;

/** The table as it stands in the document. */
export function readTable(): string | undefined {
  return place.exec(readFileSync(document, 'utf8'))?.[0];
}

/** Writes the table of all records into the document. */
export function writeTable(): void {
  const text = readFileSync(document, 'utf8');
  writeFileSync(
    document,
    text.replace(place, () => tableOf(readRecords())),
  );
}

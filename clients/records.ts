// What clients made of the situations, as it is kept in records/ and told by the table in docs/clients.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Operation } from './client.ts';
import type { AllSeen, Seen, SituationName } from './situations.ts';

/** Kept beside what the situations gave. */
export const idlePoll = 'an idle poll';

export type Told = Partial<Record<SituationName | typeof idlePoll, string>>;

export type ClientRecord = {
  client: string;
  version: string;
  runtime: string;
  /** `2026-11-21`. */
  date: string;
  /** Whose request ids the client tells: those of `success`, of `errors`, of `both` or of `none`. */
  requestIds: string;
  operations: Record<Operation, Told>;
};

const folder = fileURLToPath(new URL('./records/', import.meta.url));

/** The file of a record: `records/aws-sdk-for-go-2-1.33.20.json`. */
export function pathOf({ client, version }: Pick<ClientRecord, 'client' | 'version'>): string {
  return join(folder, `${client.toLowerCase().replaceAll(' ', '-')}-${version}.json`);
}

/** Every record, by the names of clients, the latest version first. */
export function readRecords(): ClientRecord[] {
  return readdirSync(folder)
    .map((file): ClientRecord => JSON.parse(readFileSync(join(folder, file), 'utf8')))
    .sort(
      (a, b) =>
        a.client.localeCompare(b.client) || b.version.localeCompare(a.version, 'en', { numeric: true }),
    );
}

/** What a caller of the client learned, and after how many attempts: `ClientError (InternalFailure), 5 attempts`. */
export function tell({ learned, attempts }: Pick<Seen, 'learned' | 'attempts'>): string {
  const after = attempts.length === 1 ? '' : `, ${attempts.length} attempts`;
  if (learned.succeeded) return `success${after}`;
  const { class: name, code } = learned;
  return `${name}${code && !name.includes(code) ? ` (${code})` : ''}${after}`;
}

/** Whose request ids a client tells. */
export function tellRequestIds(seen: AllSeen): string {
  const of = (name: SituationName) =>
    [...seen.values()].every((situations) => {
      const { learned, attempts } = situations.get(name) as Seen;
      return learned.requestId === attempts.at(-1)?.requestId;
    });
  const told = { success: of('success'), errors: of('a closed task') };
  if (told.success) return told.errors ? 'both' : 'success';
  return told.errors ? 'errors' : 'none';
}

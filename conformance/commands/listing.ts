// What swf-conformance list prints.
import { readCorpus, requirementOf } from '../corpus.ts';
import { SelectionError, select } from '../select.ts';

export { SelectionError };

export type ListOptions = { only?: string[]; skip?: string[]; json?: boolean };

/** The selected cases, a line for each or as JSON. Fails with SelectionError when there is none. */
export function listing({ only = [], skip = [], json }: ListOptions): string {
  const corpus = readCorpus();
  const rows = select(corpus.cases, { only, skip }).map(
    ({ id, title, group, operation, level, requirement, needs }) => ({
      id,
      level,
      requirement,
      source: requirementOf(corpus, requirement).source,
      title,
      group,
      operation,
      needs,
    }),
  );
  if (json) return `${JSON.stringify(rows, null, 2)}\n`;
  const widest = Math.max(...rows.map(({ id }) => id.length));
  const widestRequirement = Math.max(...rows.map(({ requirement }) => requirement.length));
  return rows
    .map(
      (row) =>
        `${row.id.padEnd(widest)}  ${row.level.padEnd(6)}  ${row.requirement.padEnd(widestRequirement)}  ${row.source}\n`,
    )
    .join('');
}

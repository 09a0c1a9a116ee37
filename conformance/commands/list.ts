// swf-conformance list: every case with its level, requirement and source.
import type { Command } from 'commander';
import { readCorpus, requirementOf } from '../cases/corpus.ts';
import { judgedCorpus, SelectionError, select } from '../cases/select.ts';
import { writeToStdout } from '../report/written.ts';
import { exitCodes } from '../run/summary.ts';
import { collect, operationNames } from './values.ts';

export function addListCommand(program: Command, ended: (exitCode: number) => void): void {
  program
    .command('list')
    .description('list every case with its level, requirement and source')
    .option('--operations <names>', 'operations whose cases to list, comma-separated, or all', operationNames)
    .option('--only <glob>', 'only list cases whose id matches (repeatable)', collect)
    .option('--skip <glob>', 'skip cases whose id matches (repeatable)', collect)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      "\nExamples:\n  swf-conformance list\n  swf-conformance list --only 'completed/result/*'\n  swf-conformance list --json | jq -r '.[].id'",
    )
    .action((options: ListOptions) => {
      try {
        writeToStdout(listing(options));
      } catch (error) {
        if (!(error instanceof SelectionError)) throw error;
        console.error(`swf-conformance: ${error.message}`);
        ended(exitCodes.usage);
      }
    });
}

type ListOptions = { operations?: string[] | 'all'; only?: string[]; skip?: string[]; json?: boolean };

/** The selected cases, one per line or as JSON. Fails with SelectionError if there are none. */
function listing({ json, ...selection }: ListOptions): string {
  const corpus = judgedCorpus(readCorpus(), selection);
  const rows = select(corpus.cases, selection).map(
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

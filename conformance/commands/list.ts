// swf-conformance list: every case with its level, requirement and source.
import type { Command } from 'commander';
import { exitCodes } from '../summary.ts';
import type { ListOptions } from './listing.ts';
import { collect } from './values.ts';

export function addListCommand(program: Command, ended: (exitCode: number) => void): void {
  program
    .command('list')
    .description('list every case with its level, requirement and source')
    .option('--only <glob>', 'only cases whose id matches (repeatable)', collect)
    .option('--skip <glob>', 'no cases whose id matches (repeatable)', collect)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      "\nExamples:\n  swf-conformance list\n  swf-conformance list --only 'completed/result/*'\n  swf-conformance list --json | jq -r '.[].id'",
    )
    .action(async (options: ListOptions) => {
      const { listing, SelectionError } = await import('./listing.ts');
      try {
        process.stdout.write(listing(options));
      } catch (error) {
        if (!(error instanceof SelectionError)) throw error;
        console.error(`swf-conformance: ${error.message}`);
        ended(exitCodes.usage);
      }
    });
}

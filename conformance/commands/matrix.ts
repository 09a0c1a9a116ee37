// swf-conformance matrix: several JSON reports side by side.
import type { Command } from 'commander';
import { matrixFormats } from '../matrix/formats.ts';
import { exitCodes } from '../summary.ts';
import { collect } from './values.ts';

export function addMatrixCommand(program: Command, ended: (exitCode: number) => void): void {
  program
    .command('matrix')
    .argument('<report...>', 'JSON reports, each as FILE or NAME=FILE')
    .description(
      'show several JSON reports side by side, a line for each case and a column for each endpoint',
    )
    .option(
      '--report <format[=file]>',
      `${Object.keys(matrixFormats).join(', ')}; - is stdout (repeatable)`,
      collect,
    )
    .addHelpText(
      'after',
      '\nExamples:\n  swf-conformance matrix moto=moto.json mine=report.json\n  swf-conformance matrix a.json b.json --report html=matrix.html',
    )
    .action(async (values: string[], options: { report?: string[] }) => {
      const { showSideBySide } = await import('./side-by-side.ts');
      const refusal = await showSideBySide(values, options.report ?? []);
      if (refusal === undefined) return;
      console.error(`swf-conformance: ${refusal}`);
      ended(exitCodes.usage);
    });
}

// swf-conformance matrix: compares several JSON reports.
import type { Command } from 'commander';
import picocolors from 'picocolors';
import { UsageError } from '../errors.ts';
import { matrixFormats } from '../matrix/formats.ts';
import { type Matrix, matrixOf } from '../matrix/matrix.ts';
import { readReports } from '../matrix/read.ts';
import { parseReports, type ReportRequest } from '../report/index.ts';
import { assertWritable, nameOf } from '../report/sink.ts';
import { Unwritten, writeToStdout, writeWhole } from '../report/written.ts';
import { exitCodes } from '../run/summary.ts';
import { collect } from './values.ts';

export function addMatrixCommand(program: Command, ended: (exitCode: number) => void): void {
  program
    .command('matrix')
    .argument('<report...>', 'JSON reports, each as FILE or NAME=FILE')
    .description('compare several JSON reports, with a row for each case and a column for each endpoint')
    .option(
      '--report <format[=file]>',
      `format of the output: ${Object.keys(matrixFormats).join(', ')}; - is stdout (repeatable)`,
      collect,
    )
    .addHelpText(
      'after',
      '\nExamples:\n  swf-conformance matrix moto=moto.json mine=report.json\n  swf-conformance matrix a.json b.json --report html=matrix.html',
    )
    .action(async (values: string[], options: { report?: string[] }) => {
      try {
        await compare(values, options.report ?? []);
      } catch (error) {
        if (!(error instanceof UsageError || error instanceof Unwritten)) throw error;
        console.error(`swf-conformance: ${error.message}`);
        ended(error instanceof UsageError ? exitCodes.usage : exitCodes.unwritten);
      }
    });
}

/**
 * Writes the matrix of the reports, in every requested format. Fails with UsageError, and with Unwritten.
 *
 * @param values the reports, each as FILE or NAME=FILE
 * @param reports the values of --report
 */
async function compare(values: string[], reports: string[]): Promise<void> {
  const requests = parseReports(reports, Object.keys(matrixFormats));
  await assertWritable(requests);
  const matrix = matrixOf(await readReports(values));
  for (const request of requests) await write(request, matrix);
}

async function write(request: ReportRequest, matrix: Matrix): Promise<void> {
  const { format, file } = request;
  const color = file === undefined && picocolors.isColorSupported && process.stdout.isTTY === true;
  const writeMatrix = await matrixFormats[format]?.();
  const text = writeMatrix?.(matrix, { color }) ?? '';
  if (file === undefined) writeToStdout(text);
  else await writeWhole(file, text, nameOf(request));
}

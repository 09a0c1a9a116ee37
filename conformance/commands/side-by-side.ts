// What swf-conformance matrix does: reads reports, and writes them side by side.
import { writeFile } from 'node:fs/promises';
import picocolors from 'picocolors';
import { matrixFormats } from '../matrix/formats.ts';
import { type Matrix, matrixOf } from '../matrix/matrix.ts';
import { MatrixInputError, readReports } from '../matrix/read.ts';
import { parseReports, ReportOptionError, type ReportRequest } from '../report/index.ts';
import { assertWritable } from '../report/sink.ts';

/**
 * Writes the matrix of the reports, in every format that is asked for.
 *
 * @param values the reports, each as FILE or NAME=FILE
 * @param reports the values of --report
 * @returns what is wrong with them, if anything is
 */
export async function showSideBySide(values: string[], reports: string[]): Promise<string | undefined> {
  try {
    const requests = parseReports(reports, Object.keys(matrixFormats));
    await Promise.all(requests.map(assertWritable));
    const matrix = matrixOf(await readReports(values));
    for (const request of requests) await write(request, matrix);
    return undefined;
  } catch (error) {
    if (error instanceof MatrixInputError || error instanceof ReportOptionError) return error.message;
    throw error;
  }
}

async function write({ format, file }: ReportRequest, matrix: Matrix): Promise<void> {
  const color = file === undefined && picocolors.isColorSupported && process.stdout.isTTY === true;
  const writeMatrix = await matrixFormats[format]?.();
  const text = writeMatrix?.(matrix, { color }) ?? '';
  if (file === undefined) process.stdout.write(text);
  else await writeFile(file, text);
}

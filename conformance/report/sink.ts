// Where reports go: stdout as the run goes on, or a file when it is over.

import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import picocolors from 'picocolors';
import { UsageError } from '../errors.ts';
import type { RunEvent } from '../run/run.ts';
import { formats, type ReportRequest } from './index.ts';

/** A report on its way to where it goes. */
export type Sink = { tell(event: RunEvent): void; close(): Promise<void> };

/**
 * Makes the sinks for the reports that were asked for. Fails with UsageError before the run when a file
 * cannot be written. A file that is there already is replaced when the run is over, and not before.
 */
export async function openSinks(requests: ReportRequest[]): Promise<Sink[]> {
  return Promise.all(
    requests.map(({ format, file }) => (file === undefined ? toStdout(format) : toFile(format, file))),
  );
}

async function toStdout(format: string): Promise<Sink> {
  const createReporter = await formats[format]?.();
  const report = createReporter?.({ color: picocolors.isColorSupported && process.stdout.isTTY === true });
  return {
    tell: (event) => {
      process.stdout.write(report?.(event) ?? '');
    },
    close: async () => {},
  };
}

async function toFile(format: string, file: string): Promise<Sink> {
  await assertWritable({ format, file });
  const createReporter = await formats[format]?.();
  const report = createReporter?.({ color: false });
  let text = '';
  return {
    tell: (event) => {
      text += report?.(event) ?? '';
    },
    close: async () => {
      if (text !== '') await writeFile(file, text);
    },
  };
}

/** Fails with UsageError when the file of a report could not be written; writes nothing. */
export async function assertWritable({ format, file }: ReportRequest): Promise<void> {
  if (file === undefined) return;
  const option = `--report ${format}=${file}`;
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) throw new UsageError(`${option}: that is a folder; name a file in it`);
  await access(there ? file : dirname(file), constants.W_OK).catch(() => {
    throw new UsageError(
      there
        ? `${option}: the file cannot be written to`
        : `${option}: its folder does not exist or cannot be written to`,
    );
  });
}

// Where reports go: stdout as the run goes on, or a file when it is over.

import picocolors from 'picocolors';
import { UsageError } from '../errors.ts';
import type { RunEvent } from '../run/run.ts';
import { formats, type ReportRequest } from './index.ts';
import { Unwritten, whyNotWritable, writeToStdout, writeWhole } from './written.ts';

/** A report on its way to where it goes. `close` fails with Unwritten when it did not get there. */
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
  let unwritten: Unwritten | undefined;
  return {
    tell: (event) => {
      if (unwritten) return;
      try {
        writeToStdout(report?.(event) ?? '');
      } catch (error) {
        if (!(error instanceof Unwritten)) throw error;
        unwritten = new Unwritten(nameOf({ format, file: undefined }), error.cause);
      }
    },
    close: async () => {
      if (unwritten) throw unwritten;
    },
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
      if (text !== '') await writeWhole(file, text, nameOf({ format, file }));
    },
  };
}

/** What messages call a report. */
export function nameOf({ format, file }: ReportRequest): string {
  return `the report ${format}=${file ?? '-'}`;
}

/** Fails with UsageError when the file of a report could not be written; leaves nothing behind. */
export async function assertWritable({ format, file }: ReportRequest): Promise<void> {
  const why = file === undefined ? undefined : await whyNotWritable(file);
  if (why !== undefined) throw new UsageError(`--report ${format}=${file}: ${why}`);
}

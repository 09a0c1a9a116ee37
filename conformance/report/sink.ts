// Where reports go: stdout as the run goes on, or a file when it is over.

import picocolors from 'picocolors';
import { UsageError } from '../errors.ts';
import type { RunEvent } from '../run/run.ts';
import { formats, type ReportRequest } from './index.ts';
import { placeOf, Unwritten, whyNotWritable, writeToStdout, writeWhole } from './written.ts';

/** A report on its way to where it goes. `close` fails with Unwritten when it did not get there. */
export type Sink = { tell(event: RunEvent): void; close(): Promise<void> };

/**
 * Makes the sinks for the reports that were asked for. Fails with UsageError before the run when a file
 * cannot be written. A file that is there already is replaced when the run is over, and not before.
 */
export async function openSinks(requests: ReportRequest[]): Promise<Sink[]> {
  await assertWritable(requests);
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

/**
 * Fails with UsageError when the file of a report could not be written, or is that of another one; leaves nothing behind.
 */
export async function assertWritable(requests: ReportRequest[]): Promise<void> {
  const taken = new Map<string, ReportRequest>();
  for (const request of requests) {
    const { format, file } = request;
    const why = file === undefined ? undefined : await whyNotWritable(file);
    if (why !== undefined) throw new UsageError(`--report ${format}=${file}: ${why}`);
    const place = await placeOf(file);
    const other = place === undefined ? undefined : taken.get(place);
    if (other) {
      const names = [other, request].map((each) => each.file ?? 'stdout').join(' and ');
      throw new UsageError(`--report: ${names} are one file, and two reports cannot both be written to it`);
    }
    if (place !== undefined) taken.set(place, request);
  }
}

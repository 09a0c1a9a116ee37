// The destinations of reports: stdout during the run, or a file at its end.

import picocolors from 'picocolors';
import { UsageError } from '../errors.ts';
import type { RunEvent } from '../run/run.ts';
import { formats, type ReportRequest } from './index.ts';
import { placeOf, Unwritten, whyNotWritable, writeToStdout, writeWhole } from './written.ts';

/** The destination of a report. `close` fails with Unwritten if the report could not be written. */
export type Sink = { tell(event: RunEvent): void; close(): Promise<void> };

/**
 * Makes the sinks for the requested reports. Fails with UsageError before the run if a file cannot be written. An existing
 * file is replaced only at the end of the run.
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

/** The name of a report in messages. */
export function nameOf({ format, file }: ReportRequest): string {
  return `the report ${format}=${file ?? '-'}`;
}

/**
 * Fails with UsageError if the file of a report could not be written, or is also the file of another report. Leaves no files.
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
      throw new UsageError(`--report: ${names} are the same file; write each report to a file of its own`);
    }
    if (place !== undefined) taken.set(place, request);
  }
}

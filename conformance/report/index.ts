// The report formats by name, and what `--report FORMAT[=FILE]` asks for.
import { createReporter as github } from './github.ts';
import { createReporter as har } from './har.ts';
import { createReporter as html } from './html.ts';
import { createReporter as json } from './json.ts';
import { createReporter as junit } from './junit.ts';
import { createReporter as markdown } from './markdown.ts';
import type { ReporterFactory } from './reporter.ts';
import { createReporter as tap } from './tap.ts';
import { createReporter as terminal } from './terminal.ts';

export const formats: Record<string, ReporterFactory> = {
  terminal,
  json,
  junit,
  tap,
  markdown,
  html,
  har,
  github,
};

/** A report that was asked for. `file` is a path, or undefined for stdout. */
export type ReportRequest = { format: string; file: string | undefined };

/** An option that cannot be understood; the message says what was wrong and what to write. */
export class ReportOptionError extends Error {}

/**
 * Reads the values of --report. When none of them goes to stdout, the terminal report does. `known` are the formats
 * that there are.
 *
 * @example parseReports(['json=report.json'])
 * // [{ format: 'json', file: 'report.json' }, { format: 'terminal', file: undefined }]
 */
export function parseReports(values: string[], known = Object.keys(formats)): ReportRequest[] {
  const requests = values.map((value) => parseReport(value, known));
  const toStdout = requests.filter(({ file }) => file === undefined);
  if (toStdout.length > 1) {
    const names = toStdout.map(({ format }) => format).join(' and ');
    throw new ReportOptionError(
      `--report: ${names} cannot both go to stdout; write one to a file, as in --report ${toStdout[0]?.format}=FILE`,
    );
  }
  const files = requests.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined)
    throw new ReportOptionError(`--report: two reports cannot both be written to ${twice}`);
  return toStdout.length === 0 ? [...requests, { format: 'terminal', file: undefined }] : requests;
}

function parseReport(value: string, known: string[]): ReportRequest {
  const [format = '', ...rest] = value.split('=');
  const file = rest.join('=');
  if (!known.includes(format)) {
    throw new ReportOptionError(`--report: there is no format "${format}"; there are ${known.join(', ')}`);
  }
  return { format, file: file === '' || file === '-' ? undefined : file };
}

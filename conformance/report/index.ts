// The report formats by name, and the parser for `--report FORMAT[=FILE]`.
import { UsageError } from '../errors.ts';
import type { ReporterFactory } from './reporter.ts';

/** Each is loaded on demand. */
export const formats: Record<string, () => Promise<ReporterFactory>> = {
  terminal: async () => (await import('./formats/terminal.ts')).createReporter,
  json: async () => (await import('./formats/json.ts')).createReporter,
  junit: async () => (await import('./formats/junit.ts')).createReporter,
  tap: async () => (await import('./formats/tap.ts')).createReporter,
  markdown: async () => (await import('./formats/markdown.ts')).createReporter,
  html: async () => (await import('./formats/html.ts')).createReporter,
  har: async () => (await import('./formats/har.ts')).createReporter,
  github: async () => (await import('./formats/github.ts')).createReporter,
};

/** A requested report. `file` is a path, or undefined for stdout. */
export type ReportRequest = { format: string; file: string | undefined };

/**
 * Parses the values of --report. If none of them goes to stdout, the terminal report does. `known` are the names of the
 * formats.
 *
 * @example parseReports(['json=report.json'])
 * // [{ format: 'json', file: 'report.json' }, { format: 'terminal', file: undefined }]
 */
export function parseReports(values: string[], known = Object.keys(formats)): ReportRequest[] {
  const requests = values.map((value) => parseReport(value, known));
  const toStdout = requests.filter(({ file }) => file === undefined);
  if (toStdout.length > 1) {
    const names = toStdout.map(({ format }) => format).join(' and ');
    throw new UsageError(
      `--report: ${names} cannot both go to stdout; write one to a file, as in --report ${toStdout[0]?.format}=FILE`,
    );
  }
  const files = requests.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new UsageError(`--report: two reports cannot both be written to ${twice}`);
  return toStdout.length === 0 ? [...requests, { format: 'terminal', file: undefined }] : requests;
}

function parseReport(value: string, known: string[]): ReportRequest {
  const [format = '', ...rest] = value.split('=');
  const file = rest.join('=');
  if (!known.includes(format)) {
    throw new UsageError(`--report: unknown format "${format}"; choose from ${known.join(', ')}`);
  }
  return { format, file: file === '' || file === '-' ? undefined : file };
}

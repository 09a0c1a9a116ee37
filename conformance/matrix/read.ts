// Reads JSON reports from files and names their columns.
import { readFile } from 'node:fs/promises';
import type { Report } from '../../generated/report-types.ts';
import { UsageError } from '../errors.ts';
import type { NamedReport } from './matrix.ts';

type Input = { name: string | undefined; file: string };

/**
 * Reads the reports, each given as FILE or NAME=FILE. A column without a name gets the name of its endpoint, and also of its
 * file if two reports have the same endpoint.
 */
export async function readReports(values: string[]): Promise<NamedReport[]> {
  const inputs = values.map(parseInput);
  const reports = await Promise.all(inputs.map(async ({ file }) => parseReport(await readText(file), file)));
  const named = inputs.map(({ name, file }, index) => {
    const report = reports[index] as Report;
    const { endpoint } = report.target;
    const shared = reports.filter(({ target }) => target.endpoint === endpoint).length > 1;
    return { name: name ?? (shared ? `${endpoint} (${file})` : endpoint), report };
  });
  const twice = named.find(({ name }, index) => named.findIndex((each) => each.name === name) !== index);
  if (twice) {
    throw new UsageError(
      `two columns have the name "${twice.name}"; name one of them, as in NAME=${inputs[0]?.file}`,
    );
  }
  return named;
}

function parseInput(value: string): Input {
  const at = value.indexOf('=');
  return at > 0 ? { name: value.slice(0, at), file: value.slice(at + 1) } : { name: undefined, file: value };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`${file} does not exist`);
    if (code === 'EISDIR') throw new UsageError(`${file} is a folder, not a report`);
    throw new UsageError(`${file} cannot be read: ${message}`);
  }
}

/**
 * Reads the text of a JSON report. Only the members that a matrix needs are checked; others may come from another version.
 *
 * @param name its name in error messages
 */
export function parseReport(text: string, name: string): Report {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `${name} is not JSON (${(error as Error).message}); make it with swf-conformance --report json=${name}`,
    );
  }
  for (const [path, isRight] of Object.entries(needed)) {
    const value = path.split('.').reduce<unknown>((at, member) => memberOf(at, member), report);
    if (!isRight(value)) {
      throw new UsageError(
        `${name} is not a report of swf-conformance: ${path} is ${inWords(value)}; make one with --report json=FILE`,
      );
    }
  }
  return report as Report;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isLevel = (value: unknown): boolean => ['MUST', 'SHOULD', 'MAY'].includes(value as string);
const verdicts = ['passed', 'failed', 'inconclusive', 'untested', 'error'];

const needed: Record<string, (value: unknown) => boolean> = {
  'suite.version': isText,
  'suite.contractSha256': isText,
  'target.endpoint': isText,
  'target.startedAt': isText,
  ...Object.fromEntries(
    [...verdicts, 'expectedFailures', 'must.failed', 'should.failed'].map((member) => [
      `summary.${member}`,
      isNumber,
    ]),
  ),
  results: (value) =>
    Array.isArray(value) &&
    value.every(
      (result) =>
        ['id', 'title', 'requirement', 'reason'].every((member) => isText(memberOf(result, member))) &&
        isLevel(memberOf(result, 'level')) &&
        verdicts.includes(memberOf(result, 'verdict') as string),
    ),
  coverage: (value) =>
    Array.isArray(value) &&
    value.every((each) => isText(memberOf(each, 'requirement')) && isLevel(memberOf(each, 'level'))),
};

function memberOf(value: unknown, member: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[member] : undefined;
}

function inWords(value: unknown): string {
  if (value === undefined) return 'missing';
  return Array.isArray(value)
    ? 'not a list of valid items'
    : `invalid (${JSON.stringify(value).slice(0, 40)})`;
}

// The file of expected failures, read and checked.
import { parse } from 'yaml';
import { type ExpectedFailure, ExpectedFailuresError } from './expected-failures.ts';

/**
 * Reads the text of a file.
 *
 * @param name what error messages call it
 * @example
 * parseExpectedFailures(`
 * - case: canceled/**
 *   reason: RespondActivityTaskCanceled is not implemented yet
 *   link: https://example.org/issues/17
 *   expires: 2027-06-30
 * `, 'known.yaml')
 */
export function parseExpectedFailures(text: string, name: string): ExpectedFailure[] {
  let entries: unknown;
  try {
    // Dates stay as they are written: the core schema has no type for them.
    entries = parse(text) ?? [];
  } catch (error) {
    throw new ExpectedFailuresError(`${name} is not YAML: ${(error as Error).message}`);
  }
  if (!Array.isArray(entries))
    throw new ExpectedFailuresError(`${name} is not a list of entries with case and reason`);
  return entries.map((entry, index) => checkEntry(entry, `${name}, entry ${index + 1}`));
}

const fields = ['case', 'reason', 'link', 'expires'];

function checkEntry(entry: unknown, where: string): ExpectedFailure {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw new ExpectedFailuresError(`${where} is not a map with case and reason`);
  for (const [name, value] of Object.entries(entry)) {
    if (!fields.includes(name))
      throw new ExpectedFailuresError(`${where} has "${name}"; it can have ${fields.join(', ')}`);
    if (typeof value !== 'string') throw new ExpectedFailuresError(`${where}: ${name} is not a text`);
  }
  const { case: glob, reason, expires } = entry as Partial<ExpectedFailure>;
  if (!glob) throw new ExpectedFailuresError(`${where} has no case`);
  if (!reason?.trim()) throw new ExpectedFailuresError(`${where} ("${glob}") has no reason`);
  if (expires !== undefined && !isDate(expires)) {
    throw new ExpectedFailuresError(`${where} ("${glob}"): expires is not a date like 2027-06-30`);
  }
  return entry as ExpectedFailure;
}

/** Whether a text is a day that the calendar has, YYYY-MM-DD. */
function isDate(text: string): boolean {
  // The 30th of February would be taken for the 2nd of March.
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

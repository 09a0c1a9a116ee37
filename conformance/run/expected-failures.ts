// Expected failures: cases that are known to fail, each entry with a reason. To keep the list current, a listed case that
// passes and an entry that matches no case fail the run.

import { parse } from 'yaml';
import type { CaseResult } from '../../generated/report-types.ts';
import { matches } from '../cases/select.ts';
import { UsageError } from '../errors.ts';

/** One entry. `case` is a glob of case ids. `expires` (YYYY-MM-DD) is the last day on which the entry applies. */
export type ExpectedFailure = { case: string; reason: string; link?: string; expires?: string };

/** A message for each entry that matches none of the ids. */
export function unmatchedEntries(expected: ExpectedFailure[], ids: string[]): string[] {
  return expected
    .filter((entry) => !ids.some((id) => matches(entry.case, id)))
    .map((entry) => `the expected failure "${entry.case}" matches no case; remove it or correct it`);
}

/**
 * Applies the expected failures to a result. If several entries match, the first that has not expired applies. `today` is
 * YYYY-MM-DD.
 */
export function applyExpectation(result: CaseResult, expected: ExpectedFailure[], today: string): CaseResult {
  const entries = expected.filter((each) => matches(each.case, result.id));
  const hasExpired = ({ expires }: ExpectedFailure) => expires !== undefined && expires < today;
  const entry = entries.find((each) => !hasExpired(each)) ?? entries[0];
  if (!entry) return result;
  const { reason, link, expires } = entry;
  const listed = { reason, ...(link && { link }), ...(expires && { expires }) };
  if (hasExpired(entry)) {
    if (result.verdict !== 'failed') return result;
    return { ...result, reason: `${result.reason} (it was expected to fail until ${expires}: ${reason})` };
  }
  if (result.verdict === 'failed') {
    return { ...result, expectedFailure: listed };
  }
  if (result.verdict === 'inconclusive' || result.verdict === 'untested') return { ...result, listed };
  if (result.verdict !== 'passed') return result;
  return {
    ...result,
    verdict: 'failed',
    unexpectedPass: true,
    reason: `it passed, but it is listed as an expected failure: ${reason}`,
    hint: `remove the entry "${entry.case}" from the expected failures, or narrow its glob`,
  };
}

/**
 * Parses the text of a file of expected failures. Fails with UsageError if it is invalid; the message says where and why.
 *
 * @param name its name in error messages
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
    // Dates stay strings: the core schema has no type for them.
    entries = parse(text) ?? [];
  } catch (error) {
    throw new UsageError(`${name} is not YAML: ${(error as Error).message}`);
  }
  if (!Array.isArray(entries)) throw new UsageError(`${name} is not a list of entries with case and reason`);
  return entries.map((entry, index) => checkEntry(entry, `${name}, entry ${index + 1}`));
}

const fields = ['case', 'reason', 'link', 'expires'];

function checkEntry(entry: unknown, where: string): ExpectedFailure {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw new UsageError(`${where} is not a map with case and reason`);
  for (const [name, value] of Object.entries(entry)) {
    if (!fields.includes(name))
      throw new UsageError(`${where} has "${name}"; it can have ${fields.join(', ')}`);
    if (typeof value !== 'string') throw new UsageError(`${where}: ${name} is not a string`);
  }
  const { case: glob, reason, expires } = entry as Partial<ExpectedFailure>;
  if (!glob) throw new UsageError(`${where} has no case`);
  if (!reason?.trim()) throw new UsageError(`${where} ("${glob}") has no reason`);
  if (expires !== undefined && !isDate(expires)) {
    throw new UsageError(`${where} ("${glob}"): expires is not a date like 2027-06-30`);
  }
  return entry as ExpectedFailure;
}

/** Whether a text is a valid date, YYYY-MM-DD. */
function isDate(text: string): boolean {
  // Date.parse reads the 30th of February as the 2nd of March.
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

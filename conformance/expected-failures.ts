// Expected failures: what is known not to conform, each entry with a reason. The list can only get shorter by being
// edited: a listed case that passes, and an entry that matches nothing, fail the run.
import type { CaseResult } from '../generated/report-types.ts';
import { matches } from './select.ts';

/** One entry. `case` is a glob over ids; after the day `expires` (YYYY-MM-DD) the entry counts no more. */
export type ExpectedFailure = { case: string; reason: string; link?: string; expires?: string };

/** The file cannot be read; the message says where and why. */
export class ExpectedFailuresError extends Error {}

/** Entries that match none of the ids, in words. */
export function unmatchedEntries(expected: ExpectedFailure[], ids: string[]): string[] {
  return expected
    .filter((entry) => !ids.some((id) => matches(entry.case, id)))
    .map((entry) => `the expected failure "${entry.case}" matches no case; remove it or correct it`);
}

/**
 * A result in the light of what was expected to fail. Of several entries that match, the first that has not expired
 * counts. `today` is YYYY-MM-DD.
 */
export function applyExpectation(result: CaseResult, expected: ExpectedFailure[], today: string): CaseResult {
  const entries = expected.filter((each) => matches(each.case, result.id));
  const hasExpired = ({ expires }: ExpectedFailure) => expires !== undefined && expires < today;
  const entry = entries.find((each) => !hasExpired(each)) ?? entries[0];
  if (!entry) return result;
  const { reason, link, expires } = entry;
  if (hasExpired(entry)) {
    if (result.verdict !== 'failed') return result;
    return { ...result, reason: `${result.reason} (it was expected to fail until ${expires}: ${reason})` };
  }
  if (result.verdict === 'failed') {
    return { ...result, expectedFailure: { reason, ...(link && { link }), ...(expires && { expires }) } };
  }
  if (result.verdict !== 'passed') return result;
  return {
    ...result,
    verdict: 'failed',
    unexpectedPass: true,
    reason: `it passed, and it is listed as expected to fail: ${reason}`,
    hint: `remove the entry "${entry.case}" from the expected failures, or narrow it`,
  };
}

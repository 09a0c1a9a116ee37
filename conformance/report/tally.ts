// How many cases of each level came to what: the table that reports for people begin with.
import type { CaseResult } from '../../generated/report-types.ts';

export type Level = CaseResult['level'];

/** The levels, the most binding first. */
export const levels: Level[] = ['MUST', 'SHOULD', 'MAY'];

/** What a case came to: its verdict, or that it failed as expected. */
export type Result = CaseResult['verdict'] | 'expected';

export type Tally = { result: Result; name: string; byLevel: number[]; all: number };

/** A row for each result that there is; passed and failed are always there. `byLevel` is in the order of `levels`. */
export function tally(results: CaseResult[]): Tally[] {
  return rows
    .map(({ result, name }) => {
      const found = results.filter((each) => countedAs(each) === result);
      const byLevel = levels.map((level) => found.filter((each) => each.level === level).length);
      return { result, name, byLevel, all: found.length };
    })
    .filter(({ result, all }) => all > 0 || result === 'passed' || result === 'failed');
}

/** What a case came to. */
export function countedAs(result: CaseResult): Result {
  return result.expectedFailure ? 'expected' : result.verdict;
}

const rows: { result: Result; name: string }[] = [
  { result: 'passed', name: 'passed' },
  { result: 'failed', name: 'failed' },
  { result: 'inconclusive', name: 'inconclusive' },
  { result: 'untested', name: 'untested' },
  { result: 'error', name: 'error' },
  { result: 'expected', name: 'failed as expected' },
];

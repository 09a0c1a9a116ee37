// Counts the results by level: the table at the beginning of reports for people.
import type { CaseResult } from '../../generated/report-types.ts';

export type Level = CaseResult['level'];

/** The levels, the most binding first. */
export const levels: Level[] = ['MUST', 'SHOULD', 'MAY'];

/** The verdict of a case, or `expected` if it failed as expected. */
export type Result = CaseResult['verdict'] | 'expected';

export type Tally = { result: Result; name: string; byLevel: number[]; all: number };

/** A row for each result that occurs, and always for passed and failed. `byLevel` is in the order of `levels`. */
export function tally(results: CaseResult[]): Tally[] {
  return rows
    .map(({ result, name }) => {
      const found = results.filter((each) => countedAs(each) === result);
      const byLevel = levels.map((level) => found.filter((each) => each.level === level).length);
      return { result, name, byLevel, all: found.length };
    })
    .filter(({ result, all }) => all > 0 || result === 'passed' || result === 'failed');
}

/** The result as which a case is counted. */
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

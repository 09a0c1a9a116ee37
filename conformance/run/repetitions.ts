// Combines the repetitions of a case (--repeat) as they arrive, so that memory does not grow with their number.
import type { CaseResult } from '../../generated/report-types.ts';
import type { Verdict } from '../judge/verdict.ts';

/** What is kept of the repetitions of a case: the count of each verdict, and the results that a report may show. */
export type Repetitions = {
  counts: Map<Verdict, number>;
  first: CaseResult;
  /** The first that did not pass. */
  odd: CaseResult | undefined;
};

/** The repetitions with one more; `earlier` is undefined for the first. */
export function addRepetition(earlier: Repetitions | undefined, result: CaseResult): Repetitions {
  const { verdict } = result;
  const counts = new Map(earlier?.counts);
  counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const odd = earlier?.odd ?? (verdict === 'passed' ? undefined : result);
  return { counts, first: earlier?.first ?? result, odd };
}

/**
 * One result for all repetitions of a case. If the verdicts differ, the case is flaky: it fails if the endpoint is the
 * reason, and it is an error or untested if some repetitions could not be carried out. The evidence comes from the first
 * repetition that did not pass.
 */
export function combineRepetitions({ counts, first, odd = first }: Repetitions): CaseResult {
  if (counts.size === 1) return first;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const counted = [...counts].map(([verdict, count]) => `${count} ${verdict}`);
  return {
    ...odd,
    verdict: verdictOf([...counts.keys()]),
    flaky: true,
    reason: `the verdicts of ${total} repetitions differ (${counted.join(', ')}); the first that did not pass: ${odd.reason}`,
  };
}

/** The verdict for verdicts that differ. */
function verdictOf(verdicts: Verdict[]): Verdict {
  const aboutEndpoint = verdicts.filter((verdict) => verdict !== 'error' && verdict !== 'untested');
  if (aboutEndpoint.length > 1 || aboutEndpoint.includes('failed')) return 'failed';
  return verdicts.includes('error') ? 'error' : 'untested';
}

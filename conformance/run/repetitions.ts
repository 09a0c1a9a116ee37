// The repetitions of a case put together (--repeat), one after the other as they come, so that of a thousand only what
// is told of them is kept.
import type { CaseResult } from '../../generated/report-types.ts';
import type { Verdict } from '../judge/verdict.ts';

/** What is kept of the repetitions of a case: how often each verdict was given, and the results that may be shown. */
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
 * One result for the repetitions of a case. Where the verdicts differ the case is flaky, and it is failed when the
 * endpoint is to blame; a case that at times could not be carried out is an error or untested. The evidence is that of
 * the first repetition that did not pass.
 */
export function combineRepetitions({ counts, first, odd = first }: Repetitions): CaseResult {
  if (counts.size === 1) return first;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const told = [...counts].map(([verdict, count]) => `${count} ${verdict}`);
  return {
    ...odd,
    verdict: verdictOf([...counts.keys()]),
    flaky: true,
    reason: `the verdicts of ${total} repetitions differ (${told.join(', ')}); the first that did not pass: ${odd.reason}`,
  };
}

/** Of verdicts that differ. */
function verdictOf(verdicts: Verdict[]): Verdict {
  const aboutEndpoint = verdicts.filter((verdict) => verdict !== 'error' && verdict !== 'untested');
  if (aboutEndpoint.length > 1 || aboutEndpoint.includes('failed')) return 'failed';
  return verdicts.includes('error') ? 'error' : 'untested';
}

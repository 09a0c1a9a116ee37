// Several verdicts on the same case, put together (--repeat).
import type { CaseResult } from '../generated/report-types.ts';
import type { Verdict } from './verdict.ts';

/**
 * One result for the repetitions of a case. Where the verdicts differ the case is flaky, and it is failed when the
 * endpoint is to blame; a case that at times could not be carried out is an error or untested. The evidence is that of
 * the first repetition that did not pass.
 */
export function combineRepetitions(results: CaseResult[]): CaseResult {
  const [first] = results;
  if (!first) throw new Error('a case was repeated no time at all');
  const verdicts = [...new Set(results.map(({ verdict }) => verdict))];
  if (verdicts.length === 1) return first;
  const odd = results.find(({ verdict }) => verdict !== 'passed') ?? first;
  const counts = verdicts.map(
    (verdict) => `${results.filter((each) => each.verdict === verdict).length} ${verdict}`,
  );
  return {
    ...odd,
    verdict: verdictOf(verdicts),
    flaky: true,
    reason: `the verdicts of ${results.length} repetitions differ (${counts.join(', ')}); the first that did not pass: ${odd.reason}`,
  };
}

/** Of verdicts that differ. */
function verdictOf(verdicts: Verdict[]): Verdict {
  const aboutEndpoint = verdicts.filter((verdict) => verdict !== 'error' && verdict !== 'untested');
  if (aboutEndpoint.length > 1 || aboutEndpoint.includes('failed')) return 'failed';
  return verdicts.includes('error') ? 'error' : 'untested';
}

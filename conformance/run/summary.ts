// The summary of a run's results, and its exit code.
import type { CaseResult, Coverage, Report, Summary } from '../../generated/report-types.ts';
import type { CorpusRequirement } from '../cases/corpus.ts';
import type { Verdict } from '../judge/verdict.ts';

export type FailingLevel = 'must' | 'should' | 'may';

/** Exit codes of `swf-conformance`. */
export const exitCodes = {
  conforms: 0,
  deviates: 1,
  usage: 2,
  unreachable: 3,
  undecided: 4,
  fault: 5,
  unwritten: 6,
  interrupted: 130,
} as const;

export function summarize(results: CaseResult[]): Summary {
  const unexpected = results.filter((result) => !result.expectedFailure);
  const count = (verdict: Verdict) => unexpected.filter((result) => result.verdict === verdict).length;
  const failedAt = (level: CaseResult['level']) =>
    unexpected.filter((result) => result.verdict === 'failed' && result.level === level).length;
  return {
    total: results.length,
    passed: count('passed'),
    failed: count('failed'),
    inconclusive: count('inconclusive'),
    untested: count('untested'),
    error: count('error'),
    expectedFailures: results.length - unexpected.length,
    must: { failed: failedAt('MUST') },
    should: { failed: failedAt('SHOULD') },
  };
}

/** Each requirement with its cases in this run, and the worst of their verdicts. */
export function coverageOf(requirements: CorpusRequirement[], results: CaseResult[]): Coverage[] {
  return requirements.map(({ id, level, unobservable }) => {
    const own = results.filter((result) => result.requirement === id);
    const worst = severity.find((verdict) => own.some((result) => result.verdict === verdict));
    return {
      requirement: id,
      level,
      cases: own.map((result) => result.id),
      verdict: worst ?? 'untested',
      ...(unobservable && { unobservable }),
    };
  });
}

const severity: Verdict[] = ['failed', 'error', 'inconclusive', 'untested', 'passed'];

/**
 * The exit code of a run. `failing` is the lowest level at which a failure fails the run. An error fails it, because a case
 * that the runner could not carry out does not show conformance. A run that decided nothing, with all cases untested or
 * inconclusive, does not either (usage, because options would change that). If there are MUSTs, only they count here: an
 * endpoint that rejects everything with well-formed client errors passes most MAYs.
 */
export function exitCodeOf(
  report: Pick<Report, 'summary' | 'results' | 'problems'>,
  failing: FailingLevel,
  strict: boolean,
): number {
  const { must, should, failed, error } = report.summary;
  const counted = { must: must.failed, should: must.failed + should.failed, may: failed }[failing];
  if (counted > 0 || error > 0) return exitCodes.deviates;
  if (report.results.some(({ unexpectedPass }) => unexpectedPass)) return exitCodes.deviates;
  if (report.problems && report.problems.length > 0) return exitCodes.deviates;
  if (strict && report.results.some(isUndecided)) return exitCodes.undecided;
  const musts = report.results.filter(({ level }) => level === 'MUST');
  if (!(musts.length > 0 ? musts : report.results).some(isDecided)) return exitCodes.usage;
  return exitCodes.conforms;
}

/** A case that is listed as an expected failure need not be decided. */
function isUndecided({ verdict, listed }: CaseResult): boolean {
  return (verdict === 'inconclusive' || verdict === 'untested') && listed === undefined;
}

function isDecided({ verdict, expectedFailure }: CaseResult): boolean {
  return verdict === 'passed' || verdict === 'failed' || expectedFailure !== undefined;
}

// What a result does to the run. Formats that know only passed, failed and skipped follow this and not the verdict
// alone, so that they agree with the exit code (docs/decisions/0020-reports-agree-with-the-exit-code.md).
import type { CaseResult, Report } from '../../generated/report-types.ts';

/**
 * - passes: the endpoint conforms in this
 * - fails: the run fails for it
 * - tolerated: it is no conformance, and the run does not fail for it
 * - skipped: it could not be run, and the run does not fail for it
 */
export type Effect = 'passes' | 'fails' | 'tolerated' | 'skipped';

export type Rules = NonNullable<Report['rules']>;

/** What holds where a report does not say otherwise. */
const usualRules: Rules = { level: 'must', strict: false };

/** The rules of a run. */
export function rulesOf(report: Report): Rules {
  return report.rules ?? usualRules;
}

/**
 * What a result does to a run with these rules.
 *
 * @example effectOf({ verdict: 'failed', level: 'SHOULD', … }, { level: 'must', strict: false }) // 'tolerated'
 */
export function effectOf(result: CaseResult, rules: Rules): Effect {
  if (result.expectedFailure) return 'tolerated';
  switch (result.verdict) {
    case 'passed':
      return 'passes';
    case 'failed':
      return result.unexpectedPass || isBinding(result.level, rules) ? 'fails' : 'tolerated';
    case 'error':
      return 'fails';
    case 'inconclusive':
      return rules.strict && !result.listed ? 'fails' : 'tolerated';
    case 'untested':
      return rules.strict && !result.listed ? 'fails' : 'skipped';
  }
}

/** Why a result that did not pass does not fail the run; '' for any other. */
export function whyTolerated(result: CaseResult, rules: Rules): string {
  if (effectOf(result, rules) !== 'tolerated') return '';
  if (result.expectedFailure) return `expected to fail: ${result.expectedFailure.reason}`;
  return result.verdict === 'inconclusive'
    ? 'inconclusive'
    : `failed ${result.level}, which does not fail the run`;
}

const bindingLevels: Record<Rules['level'], CaseResult['level'][]> = {
  must: ['MUST'],
  should: ['MUST', 'SHOULD'],
  may: ['MUST', 'SHOULD', 'MAY'],
};

function isBinding(level: CaseResult['level'], rules: Rules): boolean {
  return bindingLevels[rules.level].includes(level);
}

// The effect of a result on the run. Formats that have only passed, failed and skipped use this and not just the verdict,
// so that they agree with the exit code (docs/decisions/0020-reports-agree-with-the-exit-code.md).
import type { CaseResult, Report } from '../../generated/report-types.ts';

/**
 * - passes: the endpoint conforms
 * - fails: the run fails
 * - tolerated: the endpoint does not conform, or that is not decided, and the run does not fail
 * - skipped: the case could not be run, and the run does not fail
 */
export type Effect = 'passes' | 'fails' | 'tolerated' | 'skipped';

export type Rules = NonNullable<Report['rules']>;

/** The default rules. */
const defaultRules: Rules = { level: 'must', strict: false };

/** The rules of a run. */
export function rulesOf(report: Report): Rules {
  return report.rules ?? defaultRules;
}

/**
 * The effect of a result on a run with these rules.
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

/** Why a result that did not pass does not fail the run; '' for other results. */
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

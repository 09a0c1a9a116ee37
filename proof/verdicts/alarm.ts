// Checks whether a run failed a correct server, or left more undecided than necessary.
import picomatch from 'picomatch';
import type { CaseResult } from '../../conformance/index.ts';
import type { RightServer } from './right/right-server.ts';
import type { Trial } from './trial.ts';

/**
 * The false alarms of a run: cases that failed at MUST or SHOULD, MAYs that failed and are not listed, errors,
 * undecided cases that are not listed, and an exit code other than 0. Empty for a sound run.
 */
export function alarmsIn(server: RightServer, { report, exitCode }: Trial): string[] {
  const alarms = report.results
    .filter((result) => !isRight(server, result))
    .map(({ id, level, verdict, reason }) => `${id} (${level}) is ${verdict}: ${reason}`);
  return exitCode === 0 ? alarms : [...alarms, `the exit code is ${exitCode}`];
}

/** What is listed as undecided or failing, as globs, and was decided and passed in every run. */
export function idleListings({ undecided, fails = [] }: RightServer, trials: Trial[]): string[] {
  const results = trials.flatMap(({ report }) => report.results);
  const idle = (globs: string[], verdict: CaseResult['verdict']) =>
    globs.filter(
      (glob) => !results.some((each) => each.verdict === verdict && picomatch.isMatch(each.id, glob)),
    );
  return [...idle(undecided?.cases ?? [], 'inconclusive'), ...idle(fails, 'failed')];
}

function isRight({ undecided, fails = [] }: RightServer, { id, level, verdict }: CaseResult): boolean {
  switch (verdict) {
    case 'passed':
    case 'untested':
      return true;
    case 'inconclusive':
      return picomatch.isMatch(id, undecided?.cases ?? []);
    case 'failed':
      return level === 'MAY' && picomatch.isMatch(id, fails);
    case 'error':
      return false;
  }
}

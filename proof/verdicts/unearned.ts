// Which verdicts on a liar were not earned: passed cases in which the server cannot have done right, for it does the
// same whatever it is asked.
import type { Corpus } from '../../conformance/index.ts';
import type { Trial } from './trial.ts';

/**
 * Passed cases that a server which refuses everything cannot have earned: those that rest on a control, because the
 * control got the same answer. What it may pass are cases in which any orderly answer is right, and cases about the
 * form of errors.
 */
export function unearnedRefusals({ report }: Trial, { cases }: Pick<Corpus, 'cases'>): string[] {
  const resting = cases.filter(({ expect }) => expect.control !== undefined || !anythingIsRight(expect));
  return passedAmong(report, resting);
}

/** Passed cases that a server which accepts everything cannot have earned: those that want a refusal. */
export function unearnedAcceptances({ report }: Trial, { cases }: Pick<Corpus, 'cases'>): string[] {
  const refusing = cases.filter(
    ({ expect: { outcomes, statusClass } }) =>
      statusClass === 4 || (outcomes !== undefined && !outcomes.includes('accepted')),
  );
  return passedAmong(report, refusing);
}

/** Whether both acceptance and refusal conform, or only the form of an answer is judged. */
function anythingIsRight({ outcomes, response }: Corpus['cases'][number]['expect']): boolean {
  return response !== undefined || (outcomes?.includes('accepted') && outcomes.length > 1) === true;
}

function passedAmong({ results }: Trial['report'], cases: { id: string }[]): string[] {
  const ids = new Set(cases.map(({ id }) => id));
  return results
    .filter(({ id, verdict }) => verdict === 'passed' && ids.has(id))
    .map(({ id, reason }) => `${id}: ${reason}`);
}

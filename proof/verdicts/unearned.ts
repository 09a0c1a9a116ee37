// Finds cases that a liar must not pass: it responds in the same way to every request, so it cannot conform in them.
import type { Corpus } from '../../conformance/index.ts';
import type { Trial } from './trial.ts';

/**
 * Passed cases that a server that rejects everything must not pass: those with a control, because the control got the same
 * response. It may pass cases for which success or any well-formed client error is right, and cases about the form of
 * errors.
 */
export function unearnedRefusals({ report }: Trial, { cases }: Pick<Corpus, 'cases'>): string[] {
  const resting = cases.filter(({ expect }) => expect.control !== undefined || !anythingIsRight(expect));
  return passedAmong(report, resting);
}

/** Passed cases that a server that accepts everything must not pass: those that expect a rejection. */
export function unearnedAcceptances({ report }: Trial, { cases }: Pick<Corpus, 'cases'>): string[] {
  const refusing = cases.filter(
    ({ expect: { outcomes, statusClass } }) =>
      statusClass === 4 || (outcomes !== undefined && !outcomes.includes('accepted')),
  );
  return passedAmong(report, refusing);
}

/** Whether both acceptance and rejection conform, or only the form of a response is judged. */
function anythingIsRight({ outcomes, response }: Corpus['cases'][number]['expect']): boolean {
  return response !== undefined || (outcomes?.includes('accepted') && outcomes.length > 1) === true;
}

function passedAmong({ results }: Trial['report'], cases: { id: string }[]): string[] {
  const ids = new Set(cases.map(({ id }) => id));
  return results
    .filter(({ id, verdict }) => verdict === 'passed' && ids.has(id))
    .map(({ id, reason }) => `${id}: ${reason}`);
}

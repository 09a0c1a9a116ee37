// Checks whether a run found the fault of a faulty server: with the cases that the server names, at their level, and with
// the exit code for that level. An error of the runner, or an undecided case, does not count.
import type { CaseResult } from '../../conformance/index.ts';
import type { FaultyServer } from './faulty/faulty-server.ts';
import type { Trial } from './trial.ts';

/** `killers` are the failed cases that the server names; `missed` says what is wrong, and is empty for a kill. */
export type Kill = { killers: CaseResult[]; missed: string[] };

export function killOf(server: FaultyServer, { report, exitCode }: Trial): Kill {
  const missed: string[] = [];
  const killers = server.killedBy.flatMap((ids) => {
    const named = report.results.filter(({ id }) => ids.includes(id));
    const fitting = named.filter((result) => fits(server, result));
    if (fitting.length === 0) missed.push(`${ids.length === 1 ? ids[0] : `${ids[0]} …`}: ${describe(named)}`);
    return fitting;
  });
  const errors = report.results.filter(({ verdict }) => verdict === 'error');
  for (const { id, reason } of errors) missed.push(`${id} is an error: ${reason}`);
  const expected = server.level === 'MUST' ? 1 : 0;
  if (exitCode !== expected) missed.push(`the exit code is ${exitCode}, not ${expected}`);
  return { killers, missed };
}

/** A call that may wait counts as held if there is no response. */
function fits({ level, outcome }: FaultyServer, result: CaseResult): boolean {
  return (
    result.verdict === 'failed' &&
    result.level === level &&
    (outcome === undefined ||
      result.outcome === outcome ||
      (outcome === 'transport' && result.outcome === 'held'))
  );
}

function describe(named: CaseResult[]): string {
  const [first, second] = named;
  if (!first) return 'it was not run';
  if (second) return 'no case failed at this level, and for this reason';
  return `${first.verdict} at level ${first.level}, ${first.outcome ?? 'not sent'}: ${first.reason}`;
}

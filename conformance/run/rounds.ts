// The rounds of a run, one after the other, each over all cases. The observations of a round are dropped at its end, and
// only what a result may contain is kept for each case. So many rounds use no more memory than one.
import type { CaseResult } from '../../generated/report-types.ts';
import type { RunContext } from '../exchange/context.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import type { Verdict } from '../judge/verdict.ts';
import { inOrder } from '../pool.ts';
import type { TaskSource } from '../tasks/source.ts';
import type { RunOptions } from './options.ts';
import type { Plan } from './plan.ts';
import { addRepetition, combineRepetitions, type Repetitions } from './repetitions.ts';
import { type ClosedTasks, createRound, type Round } from './round.ts';

/** A case was judged in a round; its result comes with the last round. */
export type Step = { id: string; verdict: Verdict; result?: CaseResult };

/** The number of steps of a run without interruption. */
export function countSteps(plan: Plan, repeat = 1): number {
  return plan.ids.length + casesInEachRound(plan) * (repeat - 1);
}

/** How many cases are judged in each round. */
export function casesInEachRound({ aboutOutcomes, aboutResponses, atTheEnd }: Plan): number {
  return aboutOutcomes.length + aboutResponses.length + atTheEnd.length;
}

/**
 * Carries out a plan. When `signal` is aborted, the cases in progress are finished, and every case that was judged at
 * least once gets its result.
 */
export async function* stepsOf(
  plan: Plan,
  { concurrency = 8, repeat = 1, signal }: Pick<RunOptions, 'concurrency' | 'repeat' | 'signal'>,
  context: RunContext,
  tasks: TaskSource | undefined,
): AsyncGenerator<Step, void, undefined> {
  const pending = new Map<string, Repetitions>();
  const closed: ClosedTasks = new Set();
  for (let number = 1; number <= repeat && !signal?.aborted; number += 1) {
    const isLast = number === repeat;
    const round = createRound(context, tasks, closed);
    for await (const found of resultsOf(plan, round, concurrency, signal)) {
      const { id, verdict } = found;
      const all = addRepetition(pending.get(id), found);
      pending.set(id, all);
      if (isLast) pending.delete(id);
      yield isLast ? { id, verdict, result: combineRepetitions(all) } : { id, verdict };
      if (signal?.aborted) break;
    }
    if (!isLast || signal?.aborted) continue;
    for await (const result of plan.fuzzing ? fuzz(plan.fuzzing, context, tasks, round.see) : []) {
      yield { id: result.id, verdict: result.verdict, result };
      if (signal?.aborted) break;
    }
    if (signal?.aborted) continue;
    for (const each of plan.afterRestart) {
      const result = await round.resultFor(each);
      yield { id: result.id, verdict: result.verdict, result };
    }
  }
  for (const [id, all] of pending) {
    const result = combineRepetitions(all);
    yield { id, verdict: result.verdict, result };
  }
}

async function* resultsOf(
  { aboutOutcomes, aboutResponses, atTheEnd }: Plan,
  round: Round,
  concurrency: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<CaseResult, void, undefined> {
  yield* inOrder(aboutOutcomes, concurrency, (each) => round.resultFor(each), signal);
  for await (const _ of inOrder(aboutResponses, concurrency, ({ id }) => round.see(id), signal));
  if (signal?.aborted) return;
  for (const each of aboutResponses) yield await round.resultFor(each);
  yield* inOrder(atTheEnd, 1, (each) => round.resultFor(each), signal);
}

// One pass over cases: each is observed at most once, whether it was selected or is the control of others, and judged
// when what its verdict rests on has been seen.
import type { CaseResult } from '../../generated/report-types.ts';
import { type Case, caseOf, type Outcome, requirementOf } from '../cases/corpus.ts';
import type { RunContext } from '../exchange/context.ts';
import { limitBrokenBy } from '../judge/limit.ts';
import { exchangesOf, type Observation, type Witness, witnessesOf } from '../judge/observation.ts';
import { describeAnswer } from '../judge/outcome.ts';
import { judgeResponses } from '../judge/response-verdict.ts';
import { type ResultParts, resultOf } from '../judge/result.ts';
import { type ControlSeen, judge, type Neighbours } from '../judge/verdict.ts';
import { observe, observeClosed } from '../observe/observe.ts';
import { madeUpTasks } from '../tasks/made-up.ts';
import { type TaskSource, withExample } from '../tasks/source.ts';

export type Round = {
  /** The result of a case. One about responses answers for those of all cases seen until then. */
  resultFor(judged: Case): Promise<CaseResult>;
  /** Runs a case without judging it. */
  see(id: string): Promise<Seen>;
};

/** The tokens of tasks that accepted calls have closed, over all rounds. */
export type ClosedTasks = Set<string>;

type Seen = { observation: Observation; durationMs: number };

/** @param given where tasks come from; without it, made-up tokens stand for open tasks where the endpoint takes them so */
export function createRound(
  context: RunContext,
  given: TaskSource | undefined,
  closed: ClosedTasks = new Set(),
): Round {
  const { corpus } = context;
  const seen = new Map<string, Promise<Seen>>();
  const rank = new Map(corpus.cases.map(({ id }, index) => [id, index]));
  let gathered: { cases: number; witnesses: Promise<Witness[]> } | undefined;
  const tasks = withExample(given ?? madeUpTasks(answerToMadeUpToken, context.newToken));
  return { resultFor, see };

  async function resultFor(judged: Case): Promise<CaseResult> {
    const { observation, durationMs } = await see(judged.id);
    const absent = await whichIsAbsent(judged);
    const parts: Omit<ResultParts, 'judgement'> = { corpus, case: judged, observation, durationMs };
    if (absent !== undefined) {
      const judgement = {
        verdict: 'untested' as const,
        reason: absent,
        hint: 'leave it out of --operations',
      };
      return resultOf({ ...parts, judgement });
    }
    if (judged.expect.response !== undefined) {
      const requirement = requirementOf(corpus, judged.expect.response);
      const { witness, ...judgement } = judgeResponses(
        judged,
        requirement,
        observation,
        await witnessesBeside(judged),
        (id) => limitBrokenBy(caseOf(corpus, id), corpus),
      );
      return resultOf({ ...parts, judgement, ...(witness && { witness }) });
    }
    const control = await controlOf(judged, observation);
    return resultOf({
      ...parts,
      judgement: judge(judged, observation, control, await neighboursOf(judged)),
      ...(control && { control }),
    });
  }

  /** Why nothing is judged of an operation that not every endpoint has to have; undefined where the endpoint has it. */
  async function whichIsAbsent({ operation, alsoCalls = [] }: Case): Promise<string | undefined> {
    for (const { name, document, known } of corpus.operations) {
      if (document === undefined || ![operation, ...alsoCalls].includes(name)) continue;
      const { observation } = await see(known);
      if (observation.kind !== 'sent') continue;
      const { reading } = observation.sent;
      if (reading.outcome === 'unknown-operation' || reading.outcome === 'not-implemented')
        return `the endpoint does not have ${name}: ${describeAnswer(reading)}`;
    }
    return undefined;
  }

  async function neighboursOf({ given: steps }: Case): Promise<Neighbours> {
    const ids = steps.flatMap(({ differsFrom }) => differsFrom ?? []);
    return new Map(await Promise.all(ids.map(async (id) => [id, (await see(id)).observation] as const)));
  }

  function see(id: string): Promise<Seen> {
    let promise = seen.get(id);
    if (!promise) {
      const started = performance.now();
      const observed = caseOf(corpus, id);
      const observing = observed.when
        ? observeClosed(observed, context, tasks, [...closed])
        : observe(observed, context, tasks);
      promise = observing.then((observation) => {
        for (const token of closedBy(observed, observation)) closed.add(token);
        return { observation, durationMs: Math.round(performance.now() - started) };
      });
      seen.set(id, promise);
    }
    return promise;
  }

  /** A control, with its own control and that one's: operation/known and target/unknown are each other's. */
  async function controlOf(
    { expect: { control: named } }: Case,
    seen: Observation,
    depth = 3,
  ): Promise<ControlSeen | undefined> {
    const madeUp = seen.kind === 'sent' && seen.madeUp;
    const id = madeUp ? (named?.madeUp ?? named?.case) : named?.case;
    if (id === undefined || depth === 0) return undefined;
    const control = caseOf(corpus, id);
    const { observation } = await see(id);
    const own = await controlOf(control, observation, depth - 1);
    return { case: control, observation, judge: () => judge(control, observation, own) };
  }

  async function witnessesBeside(judged: Case): Promise<Witness[]> {
    // Every case about responses asks for nearly the same.
    if (gathered?.cases !== seen.size) gathered = { cases: seen.size, witnesses: gatherWitnesses() };
    return (await gathered.witnesses).filter(({ caseId }) => caseId !== judged.id);
  }

  async function gatherWitnesses(): Promise<Witness[]> {
    // In the order of the corpus, so that the first witness is the same in every run.
    const inOrder = [...seen].sort(([one], [other]) => (rank.get(one) ?? 0) - (rank.get(other) ?? 0));
    const all = await Promise.all(inOrder.map(async ([caseId, promise]) => ({ caseId, ...(await promise) })));
    return all.flatMap(({ caseId, observation }) => witnessesOf(caseId, observation));
  }

  async function answerToMadeUpToken(operation: string): Promise<Outcome | undefined> {
    const known = corpus.operations.find(({ name }) => name === operation)?.known;
    const asking = corpus.cases.find(({ id }) => id === known);
    if (!asking) return undefined;
    const { observation } = await see(asking.id);
    return observation.kind === 'sent' ? observation.sent.reading.outcome : 'transport';
  }
}

/**
 * The tasks that a case closed. A call that had to be refused and was accepted has closed nothing for certain; its own case
 * has failed for that.
 */
function closedBy({ given, expect }: Case, observation: Observation): string[] {
  const steps = given.map(({ outcomes }) => outcomes);
  return exchangesOf(observation).flatMap(({ closed }, index) => {
    const outcomes = index < steps.length ? steps[index] : expect.outcomes;
    const refuses = outcomes ? !outcomes.includes('accepted') : expect.statusClass === 4;
    return closed !== undefined && !refuses ? [closed] : [];
  });
}

// One pass over the cases: each case is observed at most once, whether it is selected or is a control, and judged when
// everything that its verdict depends on has been observed.
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
  /** The result of a case. A case about responses covers the responses of all cases observed so far. */
  resultFor(judged: Case): Promise<CaseResult>;
  /** Runs a case without judging it. */
  see(id: string): Promise<Seen>;
};

/** The tokens of the tasks that accepted calls closed, in all rounds. */
export type ClosedTasks = Set<string>;

type Seen = { observation: Observation; durationMs: number };

/** @param given the source of tasks; without it, made-up tokens stand for open tasks if the endpoint accepts them */
export function createRound(
  context: RunContext,
  given: TaskSource | undefined,
  closed: ClosedTasks = new Set(),
): Round {
  const { corpus } = context;
  const seen = new Map<string, Promise<Seen>>();
  const rank = new Map(corpus.cases.map(({ id }, index) => [id, index]));
  let cached: { cases: number; witnesses: Promise<Witness[]> } | undefined;
  const tasks = withExample(given ?? madeUpTasks(answerToMadeUpToken, context.newToken));
  return { resultFor, see };

  async function resultFor(judged: Case): Promise<CaseResult> {
    const { observation, durationMs } = await see(judged.id);
    const absent = await whyNotJudged(judged);
    const parts: Omit<ResultParts, 'judgement'> = { corpus, case: judged, observation, durationMs };
    if (absent !== undefined) {
      const judgement = {
        verdict: 'untested' as const,
        reason: absent,
        hint: 'remove it from --operations',
      };
      return resultOf({ ...parts, judgement });
    }
    if (judged.expect.response !== undefined) {
      const requirement = requirementOf(corpus, judged.expect.response);
      const { witness, ...judgement } = judgeResponses(
        judged,
        requirement,
        observation,
        await witnessesOfOthers(judged),
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

  /** Why an optional operation of the case is not judged; undefined if the endpoint has all of them. */
  async function whyNotJudged({ operation, alsoCalls = [] }: Case): Promise<string | undefined> {
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

  /** A control, with its own control and so on, to a limited depth: operation/known and target/unknown are each other's. */
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

  async function witnessesOfOthers(judged: Case): Promise<Witness[]> {
    // Cached, because every case about responses needs nearly the same list.
    if (cached?.cases !== seen.size) cached = { cases: seen.size, witnesses: allWitnesses() };
    return (await cached.witnesses).filter(({ caseId }) => caseId !== judged.id);
  }

  async function allWitnesses(): Promise<Witness[]> {
    // In the order of the corpus, so that the first witness is the same in every run.
    const inOrder = [...seen].sort(([one], [other]) => (rank.get(one) ?? 0) - (rank.get(other) ?? 0));
    const all = await Promise.all(inOrder.map(async ([caseId, promise]) => ({ caseId, ...(await promise) })));
    const isBound = ({ caseId }: { caseId: string }) =>
      !requirementOf(corpus, caseOf(corpus, caseId).requirement).unbound;
    return all.filter(isBound).flatMap(({ caseId, observation }) => witnessesOf(caseId, observation));
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
 * The tasks that a case closed. If a call is accepted that must be rejected, it is not certain that it closed its task; the
 * case of that call fails already.
 */
function closedBy({ given, expect }: Case, observation: Observation): string[] {
  const steps = given.map(({ outcomes }) => outcomes);
  return exchangesOf(observation).flatMap(({ closed }, index) => {
    const outcomes = index < steps.length ? steps[index] : expect.outcomes;
    const mustReject = outcomes ? !outcomes.includes('accepted') : expect.statusClass === 4;
    return closed !== undefined && !mustReject ? [closed] : [];
  });
}

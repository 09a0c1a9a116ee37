// A run: the selected cases, several at a time, each judged beside its control; told as a stream of events, which
// every report is made from.
import type { CaseResult, Report } from '../generated/report-types.ts';
import { type Case, type Corpus, caseOf, readCorpus, requirementOf } from './corpus.ts';
import { exchange as exchangeOverHttp } from './exchange.ts';
import { type Observation, exchangesOf } from './observation.ts';
import { observe, randomToken, type Surroundings } from './observe.ts';
import type { RunOptions } from './options.ts';
import { inOrder } from './order.ts';
import { assertReachable } from './reach.ts';
import { judgeResponses, type Witness } from './response-verdict.ts';
import { resultOf } from './result.ts';
import { select } from './select.ts';
import { testCredentials } from './sign.ts';
import { coverageOf, exitCodeOf, summarize } from './summary.ts';
import { madeUpTasks } from './tasks/made-up.ts';
import type { TaskSource } from './tasks/source.ts';
import { type ControlSeen, type Judgement, judge } from './verdict.ts';

export type RunEvent =
  | { type: 'start'; suite: Report['suite']; endpoint: string; startedAt: string; total: number }
  | { type: 'result'; result: CaseResult; done: number; total: number }
  | { type: 'end'; report: Report; exitCode: number };

/**
 * Runs the suite against an endpoint and tells what happens, results in the order of the corpus. Fails with
 * SelectionError before anything is sent when no case is selected, and with EndpointUnreachable when nothing listens.
 *
 * @example
 * for await (const event of runEvents({ endpoint: 'http://127.0.0.1:8000' })) {
 *   if (event.type === 'result') console.log(event.result.id, event.result.verdict);
 * }
 */
export async function* runEvents(options: RunOptions): AsyncGenerator<RunEvent, void, undefined> {
  const corpus = options.corpus ?? readCorpus();
  const cases = select(corpus.cases, options);
  const surroundings = surroundingsOf(options, corpus);
  const { endpoint } = surroundings;
  if (!options.exchange) await assertReachable(endpoint, surroundings.timeoutMs);

  const startedAt = surroundings.now();
  const clock = performance.now();
  yield { type: 'start', suite: corpus.suite, endpoint: endpoint.href, startedAt: startedAt.toISOString(), total: cases.length };

  const tasks = options.tasks ? await options.tasks(endpoint) : undefined;
  const results: CaseResult[] = [];
  try {
    const round = createRound(corpus, surroundings, tasks);
    for await (const result of round.results(cases, options.concurrency ?? 8)) {
      results.push(result);
      yield { type: 'result', result, done: results.length, total: cases.length };
    }
  } finally {
    await tasks?.close();
  }
  const summary = summarize(results);
  yield {
    type: 'end',
    report: {
      suite: corpus.suite,
      target: { endpoint: endpoint.href, startedAt: startedAt.toISOString(), durationMs: Math.round(performance.now() - clock) },
      summary,
      results,
      coverage: coverageOf(corpus.requirements, results),
    },
    exitCode: exitCodeOf(summary, options.level ?? 'must', options.strict ?? false),
  };
}

function surroundingsOf(options: RunOptions, corpus: Corpus): Surroundings {
  return {
    corpus,
    endpoint: new URL(options.endpoint),
    region: options.region ?? 'us-east-1',
    credentials: options.credentials === undefined ? testCredentials : (options.credentials ?? undefined),
    deniedCredentials: options.deniedCredentials,
    timeoutMs: options.timeoutMs ?? 5000,
    exchange: options.exchange ?? exchangeOverHttp,
    newToken: options.newToken ?? randomToken,
    now: options.now ?? (() => new Date()),
  };
}

/** One pass over cases. A case that is the control of several others, or selected besides, is observed once. */
function createRound(corpus: Corpus, surroundings: Surroundings, given: TaskSource | undefined) {
  const seen = new Map<string, Promise<{ observation: Observation; durationMs: number }>>();
  const tasks = given ?? madeUpTasks(answerToMadeUpToken, surroundings.newToken);

  return { results };

  async function* results(cases: Case[], concurrency: number): AsyncGenerator<CaseResult> {
    // Cases about responses answer for the responses of all others, so they are judged when those are in.
    const about = new Map(cases.map((each) => [each.id, each.expect.response !== undefined]));
    for await (const result of inOrder(cases.filter(({ id }) => !about.get(id)), concurrency, resultFor)) yield result;
    const responseCases = cases.filter(({ id }) => about.get(id));
    for await (const _ of inOrder(responseCases, concurrency, ({ id }) => seeing(id))) continue;
    const witnesses = await allWitnesses();
    for (const each of responseCases) yield await responseResultFor(each, witnesses);
  }

  async function resultFor(judged: Case): Promise<CaseResult> {
    const { observation, durationMs } = await seeing(judged.id);
    const control = await controlOf(judged);
    const judgement = judge(judged, observation, control);
    return resultOf({
      corpus,
      region: surroundings.region,
      case: judged,
      observation,
      judgement,
      ...(control && { control }),
      durationMs,
    });
  }

  async function responseResultFor(judged: Case, witnesses: Witness[]): Promise<CaseResult> {
    const { observation, durationMs } = await seeing(judged.id);
    const requirement = requirementOf(corpus, judged.expect.response as string);
    const others = witnesses.filter(({ caseId }) => caseId !== judged.id);
    const { witness, ...judgement } = judgeResponses(judged, requirement, observation, others);
    return resultOf({
      corpus,
      region: surroundings.region,
      case: judged,
      observation,
      judgement,
      ...(witness && { witness: witness.sent }),
      durationMs,
    });
  }

  async function controlOf(judged: Case): Promise<ControlSeen | undefined> {
    const id = judged.expect.control?.case;
    if (!id) return undefined;
    const control = caseOf(corpus, id);
    const { observation } = await seeing(id);
    // Only a control that compares answers is judged here; its own control was needed for that.
    const beyond = control.expect.control && (await seeing(control.expect.control.case));
    const judgeControl = (): Judgement =>
      judge(
        control,
        observation,
        beyond && {
          case: caseOf(corpus, control.expect.control?.case as string),
          observation: beyond.observation,
          judge: () => ({ verdict: 'inconclusive', reason: 'a control of a control of a control is not judged' }),
        },
      );
    return { case: control, observation, judge: judgeControl };
  }

  function seeing(id: string): Promise<{ observation: Observation; durationMs: number }> {
    let promise = seen.get(id);
    if (!promise) {
      const started = performance.now();
      promise = observe(caseOf(corpus, id), surroundings, tasks).then((observation) => ({
        observation,
        durationMs: Math.round(performance.now() - started),
      }));
      seen.set(id, promise);
    }
    return promise;
  }

  async function allWitnesses(): Promise<Witness[]> {
    const all = await Promise.all([...seen].map(async ([caseId, promise]) => ({ caseId, ...(await promise) })));
    // In the order of the corpus, so that the first witness is the same in every run.
    const rank = new Map(corpus.cases.map(({ id }, index) => [id, index]));
    all.sort((a, b) => (rank.get(a.caseId) ?? 0) - (rank.get(b.caseId) ?? 0));
    return all.flatMap(({ caseId, observation }) => exchangesOf(observation).map((sent) => ({ caseId, sent })));
  }

  async function answerToMadeUpToken(operation: string) {
    const slug = corpus.operations.find(({ name }) => name === operation)?.slug;
    const { observation } = await seeing(`${slug}/operation/known`);
    return observation.kind === 'sent' ? observation.sent.reading.outcome : 'transport';
  }
}

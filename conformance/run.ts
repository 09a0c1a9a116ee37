// A run: the selected cases, several at a time, each judged beside its control; told as a stream of events, which
// every report is made from.
import type { CaseResult, Report } from '../generated/report-types.ts';
import { type Case, type Corpus, readCorpus } from './corpus.ts';
import { readEndpoint } from './endpoint.ts';
import { exchange as exchangeOverHttp, openConnection } from './exchange.ts';
import { applyExpectation, unmatchedEntries } from './expected-failures.ts';
import { fuzz, fuzzIds } from './fuzz.ts';
import { randomToken, type Surroundings } from './observe.ts';
import type { RunOptions } from './options.ts';
import { inOrder } from './order.ts';
import { assertReachable } from './reach.ts';
import { type Redact, redacting, redactor } from './redact.ts';
import { combineRepetitions } from './repeat.ts';
import { createRound, type Round } from './round.ts';
import { select } from './select.ts';
import { testCredentials } from './sign.ts';
import { untilSilent } from './silence.ts';
import { coverageOf, exitCodeOf, summarize } from './summary.ts';
import type { TaskSource } from './tasks/source.ts';

export type RunEvent =
  | { type: 'start'; suite: Report['suite']; endpoint: string; startedAt: string; total: number }
  | { type: 'result'; result: CaseResult; done: number; total: number }
  | { type: 'end'; report: Report; exitCode: number };

/**
 * The ids of the results that a run gives, in their order. Fails with SelectionError when no case is selected.
 *
 * @example plannedIds({ only: ['completed/target/*'] }) // ['completed/target/short', 'completed/target/long', …]
 */
export function plannedIds(options: Omit<RunOptions, 'endpoint'>): string[] {
  const corpus = options.corpus ?? readCorpus();
  const { aboutOutcomes, aboutResponses } = inTurn(select(corpus.cases, options));
  const ids = [...aboutOutcomes, ...aboutResponses].map(({ id }) => id);
  return fuzzingOf(options) ? [...ids, ...fuzzIds(corpus)] : ids;
}

/** Together the parts of a run do everything once. */
function fuzzingOf({ fuzz: asked, shard }: Omit<RunOptions, 'endpoint'>): RunOptions['fuzz'] {
  return shard === undefined || shard.index === 1 ? asked : undefined;
}

/** Cases about responses answer for the responses of all others, so they are judged when those are in. */
function inTurn(cases: Case[]): { aboutOutcomes: Case[]; aboutResponses: Case[] } {
  return {
    aboutOutcomes: cases.filter(({ expect }) => expect.response === undefined),
    aboutResponses: cases.filter(({ expect }) => expect.response !== undefined),
  };
}

/** The source of tasks cannot be used: a matter of how the runner was started, not of the endpoint's conformance. */
export class TaskSourceError extends Error {}

/**
 * Runs the suite against an endpoint and tells what happens: results in the order of the corpus, those about
 * responses last. Before anything is sent it fails with SelectionError when no case is selected, with EndpointError when
 * the endpoint is not to be used, with EndpointUnreachable when nothing listens, and with TaskSourceError when tasks cannot be
 * made as asked.
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
  const { endpoint, now } = surroundings;
  if (!options.exchange) await assertReachable(endpoint, surroundings.timeoutMs);

  const startedAt = now().toISOString();
  const clock = performance.now();
  const total = plannedIds(options).length;
  yield { type: 'start', suite: corpus.suite, endpoint: endpoint.href, startedAt, total };

  const redact = redactorFor(surroundings);
  const tasks = await makeTaskSource(options, surroundings, redact);
  const results: CaseResult[] = [];
  try {
    for await (const found of resultsOf(cases, options, surroundings, tasks)) {
      const result = applyExpectation(redact(found), options.expectedFailures ?? [], startedAt.slice(0, 10));
      results.push(result);
      yield { type: 'result', result, done: results.length, total };
    }
  } finally {
    await tasks?.close();
  }
  const rules = { level: options.level ?? 'must', strict: options.strict ?? false };
  const problems = unmatchedEntries(options.expectedFailures ?? [], [
    ...corpus.cases.map(({ id }) => id),
    ...fuzzIds(corpus),
  ]);
  const report: Report = {
    suite: corpus.suite,
    target: { endpoint: endpoint.href, startedAt, durationMs: Math.round(performance.now() - clock) },
    rules,
    summary: summarize(results),
    results,
    ...(problems.length > 0 && { problems }),
    coverage: coverageOf(corpus.requirements, results),
  };
  yield {
    type: 'end',
    report,
    exitCode: exitCodeOf(report, rules.level, rules.strict),
  };
}

async function* resultsOf(
  cases: Case[],
  options: RunOptions,
  surroundings: Surroundings,
  tasks: TaskSource | undefined,
): AsyncGenerator<CaseResult> {
  const { concurrency = 8, repeat = 1 } = options;
  const rounds = Array.from({ length: repeat }, () => createRound(surroundings, tasks));
  const { aboutOutcomes, aboutResponses } = inTurn(cases);
  yield* inOrder(aboutOutcomes, concurrency, (each) => repeated(rounds, each));
  for (const round of rounds) {
    for await (const _ of inOrder(aboutResponses, concurrency, ({ id }) => round.see(id)));
  }
  for (const each of aboutResponses) yield await repeated(rounds, each);
  const fuzzing = fuzzingOf(options);
  if (fuzzing) yield* fuzz(fuzzing, surroundings, tasks, rounds[0] as Round);
}

async function repeated(rounds: Round[], judged: Case): Promise<CaseResult> {
  const results: CaseResult[] = [];
  for (const round of rounds) results.push(await round.resultFor(judged));
  return combineRepetitions(results);
}

async function makeTaskSource(
  { tasks }: RunOptions,
  surroundings: Surroundings,
  redact: Redact,
): Promise<TaskSource | undefined> {
  try {
    return await tasks?.(surroundings);
  } catch (error) {
    throw new TaskSourceError(redact((error as Error).message), { cause: error });
  }
}

function surroundingsOf(options: RunOptions, corpus: Corpus): Surroundings {
  const { deniedCredentials } = options;
  const credentials =
    options.credentials === undefined ? testCredentials : (options.credentials ?? undefined);
  const redact = redactor([credentials, deniedCredentials]);
  return {
    corpus,
    endpoint: readEndpoint(options.endpoint, { live: options.live ?? false }),
    region: options.region ?? 'us-east-1',
    credentials,
    deniedCredentials,
    timeoutMs: options.timeoutMs ?? 5000,
    exchange: redacting(untilSilent(options.exchange ?? exchangeOverHttp), redact),
    openConnection: options.exchange ? undefined : () => redactingConnection(redact),
    newToken: options.newToken ?? randomToken,
    now: options.now ?? (() => new Date()),
  };
}

function redactingConnection(redact: Redact): ReturnType<typeof openConnection> {
  const { exchange, close } = openConnection();
  return { exchange: redacting(exchange, redact), close };
}

function redactorFor({ credentials, deniedCredentials }: Surroundings): Redact {
  return redactor([credentials, deniedCredentials]);
}

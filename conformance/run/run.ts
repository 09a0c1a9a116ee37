// A run: judges the selected cases concurrently, each with its control, and yields a stream of events from which every
// report is made.
import type { CaseResult, Report } from '../../generated/report-types.ts';
import { type Corpus, readCorpus } from '../cases/corpus.ts';
import { judgedCorpus } from '../cases/select.ts';
import { UsageError } from '../errors.ts';
import { type NewToken, type RunContext, randomToken, usualLength } from '../exchange/context.ts';
import { readEndpoint } from '../exchange/endpoint.ts';
import { type Connection, exchange as exchangeOverHttp, openConnection } from '../exchange/exchange.ts';
import { assertReachable } from '../exchange/reach.ts';
import { type Redact, type Redactor, redactor } from '../exchange/redact.ts';
import { untilSilent } from '../exchange/silence.ts';
import { fuzzIds } from '../fuzz/fuzz.ts';
import type { Verdict } from '../judge/verdict.ts';
import { type Credentials, testCredentials } from '../request/sign.ts';
import type { TaskSource } from '../tasks/source.ts';
import { causesOf } from './causes.ts';
import { applyExpectation, unmatchedEntries } from './expected-failures.ts';
import type { RunOptions } from './options.ts';
import { planOf } from './plan.ts';
import { casesInEachRound, countSteps, stepsOf } from './rounds.ts';
import { coverageOf, exitCodeOf, summarize } from './summary.ts';

/**
 * The events of a run. `total` is the number of results, and `steps` is how many times a case is judged, including
 * repetitions: each `repetition` and each `result` is one step.
 */
export type RunEvent =
  | {
      type: 'start';
      suite: Report['suite'];
      endpoint: string;
      startedAt: string;
      total: number;
      steps: number;
    }
  /** A case was judged and will be repeated; its result comes with the last repetition. */
  | { type: 'repetition'; id: string; verdict: Verdict }
  | { type: 'result'; result: CaseResult; done: number; total: number }
  /** The run ended before each case was judged; these are the results so far. No report follows. */
  | { type: 'interrupted'; results: CaseResult[] }
  | { type: 'end'; report: Report; exitCode: number };

/** The source of tasks cannot be used. This is a problem of the options, not of the endpoint's conformance. */
export class TaskSourceError extends UsageError {}

/**
 * Runs the suite against an endpoint and yields its events: results in the order of the corpus, results about responses
 * last. If `signal` ends the run early, it yields the results so far; the report comes only if every case has been judged.
 * Before it sends anything, it fails with SelectionError if no case is selected, with EndpointError if the endpoint may not
 * be used, with EndpointUnreachable if nothing listens, and with TaskSourceError if tasks cannot be made from the given
 * source.
 *
 * @example
 * for await (const event of runEvents({ endpoint: 'http://127.0.0.1:8000' })) {
 *   if (event.type === 'result') console.log(event.result.id, event.result.verdict);
 * }
 */
export async function* runEvents(options: RunOptions): AsyncGenerator<RunEvent, void, undefined> {
  const { concurrency = 1 } = options;
  if (!(concurrency >= 1)) throw new RangeError(`concurrency must be at least 1, not ${concurrency}`);
  const whole = options.corpus ?? readCorpus();
  const corpus = judgedCorpus(whole, options);
  const plan = planOf(corpus, options);
  const credentials =
    options.credentials === undefined ? testCredentials : (options.credentials ?? undefined);
  const secrets = redactor([credentials, options.deniedCredentials], options.secrets);
  const { redact } = secrets;
  const context = contextOf(options, corpus, credentials, secrets);
  const { endpoint, now } = context;
  if (!options.exchange) await assertReachable(endpoint, context.timeoutMs);

  const startedAt = now().toISOString();
  const clock = performance.now();
  const total = plan.ids.length;
  const steps = countSteps(plan, options.repeat);
  yield { type: 'start', suite: corpus.suite, endpoint: endpoint.href, startedAt, total, steps };

  const tasks = await makeTaskSource(options, context, redact);
  const results: CaseResult[] = [];
  try {
    for await (const { id, verdict, result: found } of stepsOf(plan, options, context, tasks)) {
      if (!found) {
        yield { type: 'repetition', id, verdict };
        continue;
      }
      const result = applyExpectation(redact(found), options.expectedFailures ?? [], startedAt.slice(0, 10));
      results.push(result);
      yield { type: 'result', result, done: results.length, total };
    }
  } finally {
    await tasks?.close();
  }
  // Interrupted before each case was judged once; random inputs do not count.
  if (results.length < casesInEachRound(plan)) {
    yield { type: 'interrupted', results };
    return;
  }
  const rules = { level: options.level ?? 'must', strict: options.strict ?? false };
  const problems = unmatchedEntries(options.expectedFailures ?? [], [
    ...whole.cases.map(({ id }) => id),
    ...fuzzIds(whole),
  ]);
  const report: Report = {
    suite: corpus.suite,
    operations: operationsIn(whole, corpus),
    target: { endpoint: endpoint.href, startedAt, durationMs: Math.round(performance.now() - clock) },
    rules,
    summary: summarize(results),
    results,
    causes: causesOf(results),
    ...(problems.length > 0 && { problems }),
    coverage: coverageOf(corpus.requirements, results),
  };
  yield {
    type: 'end',
    report,
    exitCode: exitCodeOf(report, rules.level, rules.strict),
  };
}

function operationsIn(whole: Corpus, { operations }: Corpus): NonNullable<Report['operations']> {
  const judged = operations.map(({ name }) => name);
  const others = whole.operations.map(({ name }) => name).filter((name) => !judged.includes(name));
  return { judged, others };
}

async function makeTaskSource(
  { tasks }: RunOptions,
  context: RunContext,
  redact: Redact,
): Promise<TaskSource | undefined> {
  try {
    return await tasks?.(context);
  } catch (error) {
    throw new TaskSourceError(redact((error as Error).message), { cause: error });
  }
}

function contextOf(
  options: RunOptions,
  corpus: Corpus,
  credentials: Credentials | undefined,
  { redacting }: Redactor,
): RunContext {
  return {
    corpus,
    endpoint: readEndpoint(options.endpoint, { live: options.live ?? false }),
    region: options.region ?? 'us-east-1',
    credentials,
    deniedCredentials: options.deniedCredentials,
    timeoutMs: options.timeoutMs ?? 5000,
    exchange: redacting(untilSilent(options.exchange ?? exchangeOverHttp)),
    openConnection: options.exchange ? undefined : () => redactingConnection(redacting),
    newToken: newTokenOf(options),
    restart: options.restart && once(options.restart),
    now: options.now ?? (() => new Date()),
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

function newTokenOf({ newToken }: RunOptions): NewToken {
  if (!newToken) return randomToken;
  return (length, example) => newToken(length ?? example?.length ?? usualLength);
}

function redactingConnection(redacting: Redactor['redacting']): Connection {
  const connection = openConnection();
  return { ...connection, exchange: redacting(connection.exchange) };
}

// Runs the suite inside the test suite of an emulator: each case becomes a test in Jest or Vitest.
import type { CaseResult } from '../generated/report-types.ts';
import { onOneLine } from './printable.ts';
import { headOfCause } from './report/cause-text.ts';
import { effectOf, type Rules, whyTolerated } from './report/effect.ts';
import { evidenceOf } from './report/evidence.ts';
import { causesOf } from './run/causes.ts';
import type { RunOptions } from './run/options.ts';
import { plannedIds } from './run/plan.ts';
import { runEvents } from './run/run.ts';

/** The longest time that timers support, in milliseconds. */
const longestTimeout = 2 ** 31 - 1;

/** The globals that are used; they are the same in Jest and Vitest. */
export type TestRunner = {
  describe(name: string, register: () => void): unknown;
  test(name: string, run: (...context: never[]) => Promise<void>, timeoutMs: number): unknown;
  afterAll(run: () => Promise<void>, timeoutMs: number): unknown;
};

export type ConformanceTestOptions = Omit<RunOptions, 'endpoint'> & {
  /** The URL of the endpoint, or a function that starts it. The function is called when the first test runs. */
  endpoint: string | Promise<string> | (() => string | Promise<string>);
  /** The title of the group of tests. Default: "swf-contract". */
  title?: string;
  /**
   * Timeout of a test in milliseconds, including the start of the endpoint. Default: 60000 times `repeat`, because the
   * first test waits for all repetitions but the last.
   */
  testTimeoutMs?: number;
  /** The functions of the test runner, if they are not globals: `import { describe, test, afterAll } from 'vitest'`. */
  runner?: TestRunner;
};

/**
 * Registers one test for each selected case, named by its id, and runs the suite once, when the first test runs.
 *
 * A test fails for the same reasons as a run: a failed MUST (or SHOULD, or MAY, with `level`), an error, and with `strict`
 * also an inconclusive or untested case. Other deviations are printed after all tests. A case that could not be run is
 * skipped with the reason in Vitest; Jest cannot skip a test that has started, so there the reason is printed after all
 * tests.
 *
 * Fails with SelectionError immediately if no case is selected. If the suite cannot run, for example because the endpoint
 * cannot be reached, every test fails.
 *
 * @example
 * // conformance.test.js
 * import { commandTasks } from 'swf-contract/conformance';
 * import { conformanceTests } from 'swf-contract/jest';
 * import { startEmulator } from './emulator.js';
 *
 * conformanceTests({
 *   endpoint: async () => (await startEmulator({ port: 0 })).url,
 *   tasks: async ({ endpoint }) => commandTasks('./new-task.sh', endpoint, 30_000),
 *   expectedFailures: [{ case: 'canceled/**', reason: 'not implemented yet' }],
 * });
 */
export function conformanceTests(options: ConformanceTestOptions): void {
  const { title = 'swf-contract', repeat = 1, runner = globalRunner() } = options;
  const { testTimeoutMs = Math.min(60_000 * repeat, longestTimeout) } = options;
  const { endpoint: _, ...planned } = options;
  const ids = plannedIds(planned);
  const rules: Rules = { level: options.level ?? 'must', strict: options.strict ?? false };
  const suite = lazySuite(options);
  const notPassed: CaseResult[] = [];

  runner.describe(title, () => {
    for (const id of ids) {
      // Jest would pass a callback to a function with a declared parameter, and wait for it.
      runner.test(id, async (...context) => conclude(await suite.resultOf(id), context[0]), testTimeoutMs);
    }
    if (options.expectedFailures && options.expectedFailures.length > 0) {
      runner.test(
        'every expected failure matches a case',
        async () => assertNone(await suite.problems()),
        testTimeoutMs,
      );
    }
    runner.afterAll(async () => {
      await suite.close();
      const remarks = remarksOn(notPassed, rules);
      if (remarks.length > 0)
        console.warn(
          `${title}: some cases do not conform or were not tested\n${remarks.map((remark) => `  ${onOneLine(remark)}`).join('\n')}`,
        );
    }, testTimeoutMs);
  });

  function conclude(result: CaseResult, context: VitestContext | undefined): void {
    const effect = effectOf(result, rules);
    if (effect === 'fails') throw new ConformanceFailure(result);
    if (effect === 'passes') return;
    if (effect === 'skipped' && context?.skip)
      context.skip(onOneLine(`${result.reason}${result.hint ? ` (${result.hint})` : ''}`));
    notPassed.push(result);
  }
}

/** A case that fails the run. The message is the evidence; a stack trace would not help. */
class ConformanceFailure extends Error {
  constructor(result: CaseResult) {
    const lines = evidenceOf(result).map(({ label, text }) => `  ${label.padEnd(8)} ${text}`);
    super([`${result.verdict} ${result.level}: ${result.title}`, ...lines].join('\n'));
    this.name = 'ConformanceFailure';
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** The part of Vitest's test context that is used; `skip` ends the test. */
type VitestContext = { skip?(note?: string): never };

/** Remarks for which no test failed: causes of deviations and of untested cases, each once. */
function remarksOn(results: CaseResult[], rules: Rules): string[] {
  const expected = results
    .filter(({ expectedFailure }) => expectedFailure)
    .map((result) => `${result.id}: ${whyTolerated(result, rules)}: ${result.reason}`);
  const remarkable = results.filter((result) => ['tolerated', 'skipped'].includes(effectOf(result, rules)));
  const causes = causesOf(remarkable).map((cause) => {
    const { what, hint, example, cases } = cause;
    const named = cases.length === 1 ? example : `${example} and ${cases.length - 1} more`;
    return `${named}: ${headOfCause(cause)}: ${what}${hint ? ` (${hint})` : ''}`;
  });
  return [...expected, ...causes];
}

function assertNone(problems: string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

type LazySuite = {
  /** The result of a case; starts the run. */
  resultOf(id: string): Promise<CaseResult>;
  /** The problems that the run found outside the cases; waits for its end. */
  problems(): Promise<string[]>;
  /** Ends the run if it is in progress. */
  close(): Promise<void>;
};

/** A run that starts at the first request for a result and continues only as far as needed. If it fails, each request fails. */
function lazySuite({ endpoint, ...options }: ConformanceTestOptions): LazySuite {
  const results = new Map<string, CaseResult>();
  let problems: string[] = [];
  let starting: Promise<ReturnType<typeof runEvents>> | undefined;
  let reading: Promise<void> = Promise.resolve();

  async function start() {
    const url = typeof endpoint === 'function' ? endpoint() : endpoint;
    return runEvents({ ...options, endpoint: await url });
  }

  /** Reads events until `enough` is true, after all earlier calls. */
  function readUntil(enough: () => boolean): Promise<void> {
    reading = reading.then(async () => {
      starting ??= start();
      const events = await starting;
      while (!enough()) {
        const { done, value } = await events.next();
        if (done) return;
        if (value.type === 'result') results.set(value.result.id, value.result);
        if (value.type === 'end') problems = value.report.problems ?? [];
      }
    });
    return reading;
  }

  return {
    async resultOf(id) {
      await readUntil(() => results.has(id));
      const result = results.get(id);
      if (!result) throw new Error(`the run ended without a result for ${id}`);
      return result;
    },
    async problems() {
      await readUntil(() => false);
      return problems;
    },
    async close() {
      await reading.catch(() => {});
      const events = await starting?.catch(() => undefined);
      await events?.return();
    },
  };
}

function globalRunner(): TestRunner {
  const { describe, test, afterAll } = globalThis as Partial<TestRunner>;
  if (describe && test && afterAll) return { describe, test, afterAll };
  throw new Error(
    'conformanceTests() needs global describe, test and afterAll; with Vitest, set globals: true or pass them as runner',
  );
}

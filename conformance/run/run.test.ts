import { describe, expect, test } from '@jest/globals';
import { arrangedOn, resultIn, verdictsOf } from '../fixtures/arranged.ts';
import { closedAfterEach } from '../fixtures/closing.ts';
import { type Fault, refuse, serveService } from '../fixtures/service.ts';
import { corpus } from '../fixtures/two-operations.ts';
import {
  EndpointUnreachable,
  type Report,
  type RunEvent,
  type RunOptions,
  run,
  runEvents,
  SelectionError,
  type TaskSource,
} from '../index.ts';
import { plannedIds } from './plan.ts';
import { TaskSourceError } from './run.ts';

const keep = closedAfterEach();
const serve = async (fault?: Fault) => keep(await serveService(fault));
const noTasks: TaskSource = {
  issued: false,
  history: false,
  take: async () => {
    throw new Error('there are no tasks');
  },
  close: async () => {},
};
const notPassed = (report: Report) => report.results.filter(({ verdict }) => verdict !== 'passed');

describe('a run against a service that does everything right', () => {
  test('passes every case, and covers every requirement', async () => {
    const report = await run(arrangedOn(await serve()));
    expect(notPassed(report)).toEqual([]);
    expect(report.summary).toMatchObject({ total: corpus.cases.length, passed: corpus.cases.length });
    const observable = report.coverage.filter(({ unobservable }) => unobservable === undefined);
    expect(observable.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    expect(report.problems).toBeUndefined();
  });

  test('comes to the same verdicts in every run, one case at a time or many', async () => {
    const service = await serve();
    const once = verdictsOf(await run(arrangedOn(service, { concurrency: 1 })));
    for (const concurrency of [8, 64]) {
      expect(verdictsOf(await run(arrangedOn(service, { concurrency })))).toEqual(once);
    }
  });

  test('meets no other run beside it', async () => {
    const [right, wrong] = [await serve(), await serve(() => refuse('ValidationException', 'Invalid token'))];
    const alone = verdictsOf(await run({ endpoint: wrong.url, corpus }));
    const [passing, failing] = await Promise.all([
      run(arrangedOn(right)),
      run({ endpoint: wrong.url, corpus }),
    ]);
    expect(notPassed(passing)).toEqual([]);
    expect(verdictsOf(failing)).toEqual(alone);
  });

  test('leaves nothing behind', async () => {
    const service = await serve();
    await run(arrangedOn(service));
    expect(service.open()).toEqual([]);
  });
});

describe('what cannot be had without more is untested, and said how to enable', () => {
  test('a service that knows its tokens, and no tasks', async () => {
    const report = await run({ endpoint: (await serve()).url, corpus });
    expect(report.summary).toMatchObject({ failed: 0, inconclusive: 0, error: 0 });
    for (const result of report.results) {
      expect(['passed', 'untested']).toContain(result.verdict);
      if (result.verdict === 'untested') expect(result.hint).toMatch(/^use --/);
    }
    expect(resultIn(report, 'completed/taskToken/length-1025').verdict).toBe('passed');
    expect(resultIn(report, 'completed/operation/accepted').hint).toContain('--task-token-command');
  });
});

describe('what is run', () => {
  test('is what was selected, and their controls without being counted', async () => {
    const service = await serve();
    const report = await run(arrangedOn(service, { only: ['completed/taskToken/length-1025'] }));
    expect(verdictsOf(report)).toEqual(['completed/taskToken/length-1025 passed']);
    const lengths = service.calls
      .filter(({ operation }) => operation === 'RespondActivityTaskCompleted')
      .map(({ input }) => String(input.taskToken).length);
    // The control has a control of its own, whose token is as long as those that the service issues.
    expect(lengths.sort((a, b) => a - b)).toEqual([expect.any(Number), 1021, 1025]);
    expect(lengths).not.toContain(576);
  });

  test('is refused before anything is sent when nothing is selected', async () => {
    const service = await serve();
    await expect(run(arrangedOn(service, { only: ['nothing/*'] }))).rejects.toThrow(SelectionError);
    expect(service.calls).toEqual([]);
  });

  test('may be a corpus of the caller', async () => {
    const ids = ['completed/operation/accepted', 'completed/operation/known', 'completed/target/unknown'];
    const small = { ...corpus, cases: corpus.cases.filter(({ id }) => ids.includes(id)) };
    const report = await run(arrangedOn(await serve(), { corpus: small }));
    expect(report.results.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(notPassed(report)).toEqual([]);
  });

  test('may be a corpus without the case that tells how made-up tokens are taken', async () => {
    const small = {
      ...corpus,
      cases: corpus.cases.filter(({ id }) => id === 'completed/operation/accepted'),
    };
    const report = await run({ endpoint: (await serve()).url, corpus: small });
    expect(verdictsOf(report)).toEqual(['completed/operation/accepted untested']);
  });

  test('is told case by case, in the order of the corpus, those that rest on all others last', async () => {
    const told: string[] = [];
    const counts: number[] = [];
    let end: Report | undefined;
    for await (const event of runEvents(arrangedOn(await serve(), { only: ['completed/**'] }))) {
      if (event.type === 'result') {
        told.push(event.result.id);
        counts.push(event.done);
      }
      if (event.type === 'end') end = event.report;
    }
    const selected = corpus.cases.filter(({ id }) => id.startsWith('completed/'));
    const last = [
      ...selected.filter(({ expect: { response } }) => response !== undefined),
      ...['end', 'restarted'].flatMap((moment) => selected.filter(({ when }) => when === moment)),
    ];
    expect(told).toEqual([...selected.filter((each) => !last.includes(each)), ...last].map(({ id }) => id));
    expect(counts).toEqual(told.map((_, index) => index + 1));
    expect(end?.results.map(({ id }) => id)).toEqual(told);
  });

  test('ends where its reader stops, and is cleaned up then', async () => {
    const service = await serve();
    for await (const event of runEvents(arrangedOn(service))) {
      if (event.type === 'result' && event.done === 30) break;
    }
    expect(service.open()).toEqual([]);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(service.calls.at(-1)?.operation).toBe('DeprecateDomain');
  });
});

describe('repetitions', () => {
  test('run each case so many times, and report it once', async () => {
    const service = await serve();
    const report = await run(arrangedOn(service, { only: ['completed/target/long'], repeat: 5 }));
    expect(verdictsOf(report)).toEqual(['completed/target/long passed']);
    expect(service.calls.filter(({ operation }) => operation.startsWith('Respond'))).toHaveLength(10);
  });

  test('find what happens now and then', async () => {
    const service = await serve((operation, _, count) =>
      operation === 'RespondActivityTaskCompleted' && count === 3 ? { status: 500 } : undefined,
    );
    const report = await run(arrangedOn(service, { only: ['completed/target/long'], repeat: 5 }));
    expect(report.results).toMatchObject([{ verdict: 'failed', flaky: true, outcome: 'server-error' }]);
  });

  test('come in rounds: every case before any case again, and the results with the last', async () => {
    const only = ['completed/target/short', 'completed/target/long', 'completed/response/success-status'];
    const told: string[] = [];
    let steps = 0;
    for await (const event of runEvents(arrangedOn(await serve(), { only, repeat: 3, concurrency: 1 }))) {
      if (event.type === 'start') steps = event.steps;
      if (event.type === 'repetition') told.push(event.id);
      if (event.type === 'result') told.push(`result of ${event.result.id}`);
    }
    const round = plannedIds({ only });
    expect(told).toEqual([...round, ...round, ...round.map((id) => `result of ${id}`)]);
    expect(steps).toBe(told.length);
  });

  test('go beside random inputs, which come once', async () => {
    const only = ['completed/target/long'];
    const options = arrangedOn(await serve(), { only, repeat: 2, fuzz: { runs: 2, seed: 1 } });
    const types: string[] = [];
    let steps = 0;
    for await (const event of runEvents(options)) {
      if (event.type === 'start') steps = event.steps;
      if (event.type === 'repetition' || event.type === 'result') types.push(event.type);
    }
    expect(types).toEqual(['repetition', ...Array(5).fill('result')]);
    expect(steps).toBe(types.length);
  });
});

describe('a run that is ended early', () => {
  const only = ['completed/target/*'];

  /** The events of a run that is ended when a condition is met for the first time. */
  async function endedWhen(condition: (event: RunEvent) => boolean, changed: Partial<RunOptions> = {}) {
    const service = await serve((operation, _, count) =>
      operation === 'RespondActivityTaskCompleted' && count === 4 ? { status: 500 } : undefined,
    );
    const controller = new AbortController();
    const events: RunEvent[] = [];
    const options = arrangedOn(service, { only, concurrency: 1, ...changed });
    for await (const event of runEvents({ ...options, signal: controller.signal })) {
      events.push(event);
      if (condition(event)) controller.abort(new Error('enough'));
    }
    expect(service.open()).toEqual([]);
    return events;
  }

  test('has no report where cases were not judged at all', async () => {
    const events = await endedWhen(({ type }) => type === 'result');
    expect(events.map(({ type }) => type)).toEqual(['start', 'result', 'interrupted']);
    const repeated = await endedWhen(({ type }) => type === 'repetition', { repeat: 3 });
    expect(repeated.map(({ type }) => type)).toEqual(['start', 'repetition', 'result', 'interrupted']);
  });

  test('reports on the repetitions that there were', async () => {
    let seen = 0;
    const counts = (event: RunEvent) =>
      event.type === 'repetition' && ++seen === plannedIds({ only }).length + 2;
    const end = (await endedWhen(counts, { repeat: 100 })).at(-1);
    const report = end?.type === 'end' ? end.report : undefined;
    expect(report?.results.map(({ id }) => id)).toEqual(plannedIds({ only }));
    expect(report?.results.filter(({ flaky }) => flaky)).toMatchObject([
      { reason: expect.stringContaining('of 2 repetitions differ (1 passed, 1 failed)') },
    ]);
  });

  test('sends nothing where it is ended before it begins', async () => {
    const service = await serve();
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(run(arrangedOn(service, { only, signal, tasks: async () => noTasks }))).rejects.toThrow(
      'too late',
    );
    expect(service.calls).toEqual([]);
  });
});

describe('what fails before the run, or beside it', () => {
  test('nothing listens', async () => {
    const service = await serveService();
    await service.close();
    await expect(run({ endpoint: service.url })).rejects.toThrow(EndpointUnreachable);
    await expect(run({ endpoint: service.url })).rejects.toThrow('the connection was refused');
  });

  test('the endpoint is no URL', async () => {
    await expect(run({ endpoint: '127.0.0.1:8000' })).rejects.toThrow('127.0.0.1:8000');
  });

  test('tasks cannot be made at all', async () => {
    const tasks = async () => {
      throw new Error('no control API');
    };
    await expect(run(arrangedOn(await serve(), { tasks }))).rejects.toThrow(TaskSourceError);
  });

  test('tasks cannot be made for one case', async () => {
    const service = await serve((operation) =>
      operation === 'StartWorkflowExecution' ? refuse('ValidationException', 'no') : undefined,
    );
    const report = await run(arrangedOn(service, { only: ['completed/operation/accepted'] }));
    expect(report.results).toMatchObject([
      { verdict: 'error', reason: expect.stringContaining('arranging') },
    ]);
  });

  test('the endpoint is silent while tasks are arranged', async () => {
    const service = await serve(() => 'hang');
    const report = await run(arrangedOn(service, { timeoutMs: 20, only: ['completed/result/*'] }));
    expect(report.summary.passed).toBe(0);
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { type Case, readCorpus } from './corpus.ts';
import type { Answer, Exchange } from './exchange.ts';
import { noAnswer, response, validationException } from './fixtures/sent.ts';
import { type Fault, refuse, type Service, serveService } from './fixtures/service.ts';
import {
  type CaseResult,
  EndpointUnreachable,
  type Report,
  run,
  runEvents,
  SelectionError,
} from './index.ts';
import type { RunOptions } from './options.ts';
import { TaskSourceError } from './run.ts';
import { serviceClient } from './tasks/service-client.ts';
import { serviceTasks } from './tasks/swf.ts';

const corpus = readCorpus();

const open: Service[] = [];
afterEach(async () => {
  for (const service of open.splice(0)) await service.close();
});

async function serve(fault?: Fault): Promise<Service> {
  const service = await serveService(fault);
  open.push(service);
  return service;
}

const denied = { accessKeyId: 'denied', secretAccessKey: 'denied', secret: false };
let runs = 0;

/** Everything that a run against the small service can be given. */
function options(service: Service, changed: Partial<RunOptions> = {}): RunOptions {
  runs += 1;
  const name = `run-${runs}`;
  return {
    endpoint: service.url,
    deniedCredentials: denied,
    tasks: async (surroundings) => serviceTasks(serviceClient(surroundings), name, async () => {}),
    ...changed,
  };
}

const verdicts = (report: Report) => report.results.map(({ id, verdict }) => `${id} ${verdict}`);
const find = (report: Report, id: string) => report.results.find((each) => each.id === id) as CaseResult;
const notPassed = (report: Report) => report.results.filter(({ verdict }) => verdict !== 'passed');

describe('a run against a service that does everything right', () => {
  test('passes every case, and covers every requirement', async () => {
    const report = await run(options(await serve()));
    expect(notPassed(report)).toEqual([]);
    expect(report.summary).toMatchObject({ total: corpus.cases.length, passed: corpus.cases.length });
    expect(report.coverage.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    expect(report.problems).toBeUndefined();
  });

  test('comes to the same verdicts in every run, one case at a time or many', async () => {
    const service = await serve();
    const once = verdicts(await run(options(service, { concurrency: 1 })));
    for (const concurrency of [8, 64]) {
      expect(verdicts(await run(options(service, { concurrency })))).toEqual(once);
    }
  });

  test('meets no other run beside it', async () => {
    const [right, wrong] = [await serve(), await serve(() => refuse('ValidationException', 'Invalid token'))];
    const alone = verdicts(await run({ endpoint: wrong.url }));
    const [passing, failing] = await Promise.all([run(options(right)), run({ endpoint: wrong.url })]);
    expect(notPassed(passing)).toEqual([]);
    expect(verdicts(failing)).toEqual(alone);
  });

  test('leaves nothing behind', async () => {
    const service = await serve();
    await run(options(service));
    expect(service.open()).toEqual([]);
  });
});

describe('what cannot be had without more is untested, and said how to enable', () => {
  test('a service that knows its tokens, and no tasks', async () => {
    const report = await run({ endpoint: (await serve()).url });
    expect(report.summary).toMatchObject({ failed: 0, inconclusive: 0, error: 0 });
    for (const result of report.results) {
      expect(['passed', 'untested']).toContain(result.verdict);
      if (result.verdict === 'untested') expect(result.hint).toMatch(/^give --/);
    }
    expect(find(report, 'completed/taskToken/length-1025').verdict).toBe('passed');
    expect(find(report, 'completed/operation/accepted').hint).toContain('--task-token-command');
  });
});

describe('an endpoint that answers everything alike', () => {
  const always =
    (answer: Answer): Exchange =>
    async () =>
      structuredClone(answer);
  const against = (answer: Answer, changed: Partial<RunOptions> = {}) =>
    run({ endpoint: 'http://127.0.0.1:9/', exchange: always(answer), ...changed });

  /** Cases that every answer but silence and chaos satisfies say so: an orderly answer is enough for them. */
  const isOrderly = ({ expect: { outcomes, control } }: Case) => outcomes?.includes('accepted') && !control;

  test('with Invalid token: no refusal passes', async () => {
    const report = await against(validationException('Invalid token'));
    const passing = report.results.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id);
    for (const id of passing) {
      const subject = corpus.cases.find((each) => each.id === id) as Case;
      expect(isOrderly(subject) || subject.expect.response !== undefined).toBe(true);
    }
    expect(find(report, 'completed/taskToken/length-1025').verdict).toBe('inconclusive');
    expect(find(report, 'completed/operation/known').verdict).toBe('inconclusive');
  });

  test('with an echo of the token, cut to a few characters: no refusal passes', async () => {
    const echo: Exchange = async ({ body }) => {
      const token =
        Buffer.from(body)
          .toString()
          .match(/"taskToken":\s*"([^"]{8})/)?.[1] ?? '';
      return validationException(`Invalid token: ${token}...`);
    };
    const report = await run({ endpoint: 'http://127.0.0.1:9/', exchange: echo });
    const refusals = report.results.filter(({ id, verdict }) => {
      const { expect: expected } = corpus.cases.find((each) => each.id === id) as Case;
      return expected.control?.relation === 'differs' && verdict === 'passed';
    });
    expect(refusals.map(({ id }) => id)).toEqual([]);
  });

  test('with success: every refusal fails', async () => {
    const report = await against(response(200, '', [['Content-Type', 'application/json']]));
    for (const id of [
      'completed/taskToken/length-1025',
      'completed/result/type-number',
      'canceled/taskToken/missing',
    ]) {
      expect(find(report, id).verdict).toBe('failed');
    }
  });

  test.each<[string, Answer]>([
    ['nothing, in time', noAnswer('timeout')],
    ['a broken connection', noAnswer('reset')],
    ['a page', response(200, '<html>It works!</html>')],
    ['a failing server', response(500, '<h1>Internal Server Error</h1>')],
  ])('with %s: nothing passes, and nothing is an error of the runner', async (_, answer) => {
    const { summary } = await against(answer);
    expect(summary).toMatchObject({ passed: 0, error: 0 });
    expect(summary.must.failed).toBeGreaterThan(0);
  });

  test('with silence: it is not asked hundreds of times', async () => {
    let asked = 0;
    const report = await run({
      endpoint: 'http://127.0.0.1:9/',
      concurrency: 1,
      exchange: async () => {
        asked += 1;
        return noAnswer('timeout');
      },
    });
    expect(asked).toBeLessThan(50);
    expect(report.summary.passed).toBe(0);
  });

  test('with throttling: nothing is decided, and nothing fails', async () => {
    const report = await against(response(400, { __type: 'ThrottlingException', message: 'Rate exceeded' }));
    expect(report.summary).toMatchObject({ passed: 0, error: 0, must: { failed: 0 } });
  });
});

describe('what is run', () => {
  test('is what was selected, and their controls without being counted', async () => {
    const service = await serve();
    const report = await run(options(service, { only: ['completed/taskToken/length-1025'] }));
    expect(verdicts(report)).toEqual(['completed/taskToken/length-1025 passed']);
    const lengths = service.calls.map(({ input }) => String(input.taskToken).length);
    // The control has a control of its own, and that one too, by which they are judged where that matters.
    expect(lengths.sort()).toEqual([1021, 1025, 576]);
  });

  test('is refused before anything is sent when nothing is selected', async () => {
    const service = await serve();
    await expect(run(options(service, { only: ['nothing/*'] }))).rejects.toThrow(SelectionError);
    expect(service.calls).toEqual([]);
  });

  test('may be a corpus of the caller', async () => {
    const ids = ['completed/operation/accepted', 'completed/operation/known', 'completed/target/unknown'];
    const small = { ...corpus, cases: corpus.cases.filter(({ id }) => ids.includes(id)) };
    const report = await run(options(await serve(), { corpus: small }));
    expect(report.results.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(notPassed(report)).toEqual([]);
  });

  test('may be a corpus without the case that tells how made-up tokens are taken', async () => {
    const small = {
      ...corpus,
      cases: corpus.cases.filter(({ id }) => id === 'completed/operation/accepted'),
    };
    const report = await run({ endpoint: (await serve()).url, corpus: small });
    expect(verdicts(report)).toEqual(['completed/operation/accepted untested']);
  });

  test('is told case by case, in the order of the corpus, those about responses last', async () => {
    const told: string[] = [];
    const counts: number[] = [];
    let end: Report | undefined;
    for await (const event of runEvents(options(await serve(), { only: ['completed/**'] }))) {
      if (event.type === 'result') {
        told.push(event.result.id);
        counts.push(event.done);
      }
      if (event.type === 'end') end = event.report;
    }
    const selected = corpus.cases.filter(({ id }) => id.startsWith('completed/'));
    const last = selected.filter((each) => each.expect.response !== undefined);
    expect(told).toEqual([...selected.filter((each) => !last.includes(each)), ...last].map(({ id }) => id));
    expect(counts).toEqual(told.map((_, index) => index + 1));
    expect(end?.results.map(({ id }) => id)).toEqual(told);
  });

  test('ends where its reader stops, and is cleaned up then', async () => {
    const service = await serve();
    for await (const event of runEvents(options(service))) {
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
    const report = await run(options(service, { only: ['completed/target/long'], repeat: 5 }));
    expect(verdicts(report)).toEqual(['completed/target/long passed']);
    expect(service.calls.filter(({ operation }) => operation.startsWith('Respond'))).toHaveLength(10);
  });

  test('find what happens now and then', async () => {
    const service = await serve((operation, _, count) =>
      operation === 'RespondActivityTaskCompleted' && count === 3 ? { status: 500 } : undefined,
    );
    const report = await run(options(service, { only: ['completed/target/long'], repeat: 5 }));
    expect(report.results).toMatchObject([{ verdict: 'failed', flaky: true, outcome: 'server-error' }]);
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
    await expect(run(options(await serve(), { tasks }))).rejects.toThrow(TaskSourceError);
  });

  test('tasks cannot be made for one case', async () => {
    const service = await serve((operation) =>
      operation === 'StartWorkflowExecution' ? refuse('ValidationException', 'no') : undefined,
    );
    const report = await run(options(service, { only: ['completed/operation/accepted'] }));
    expect(report.results).toMatchObject([
      { verdict: 'error', reason: expect.stringContaining('arranging') },
    ]);
  });

  test('the endpoint is silent while tasks are arranged', async () => {
    const service = await serve(() => 'hang');
    const report = await run(options(service, { timeoutMs: 20, only: ['completed/result/*'] }));
    expect(report.summary.passed).toBe(0);
  });
});

describe('expected failures', () => {
  const accepting: Fault = (operation, { result }) =>
    operation === 'RespondActivityTaskCompleted' && typeof result === 'string' && result.length > 32768
      ? { status: 200 }
      : undefined;

  test('are counted by themselves', async () => {
    const expectedFailures = [{ case: 'completed/result/length-32769', reason: 'lengths are not checked' }];
    const report = await run(
      options(await serve(accepting), { only: ['completed/result/*'], expectedFailures }),
    );
    expect(report.summary).toMatchObject({ failed: 0, expectedFailures: 1 });
  });

  test('that pass, and entries that match nothing, are told', async () => {
    const expectedFailures = [
      { case: 'completed/result/length-32769', reason: 'lengths are not checked' },
      { case: 'completed/resutl/*', reason: 'a slip of the pen' },
    ];
    const report = await run(options(await serve(), { only: ['completed/result/*'], expectedFailures }));
    expect(find(report, 'completed/result/length-32769')).toMatchObject({
      verdict: 'failed',
      unexpectedPass: true,
    });
    expect(report.problems).toEqual([expect.stringContaining('"completed/resutl/*" matches no case')]);
  });
});

describe('credentials that belong to somebody', () => {
  const canary = {
    accessKeyId: 'AKIACANARYKEY0000000',
    secretAccessKey: 'canarySecret/0000000000000000000000000000',
    sessionToken: 'canarySessionToken/0000000000000000',
    secret: true,
  };

  test('are in no report, also where the endpoint repeats every header of its requests', async () => {
    const echo: Exchange = async ({ headers }) => {
      const message = headers.map((header) => header.join(': ')).join('\n');
      return response(400, { __type: 'Echo', message }, headers);
    };
    const report = await run({
      endpoint: 'http://127.0.0.1:9/',
      exchange: echo,
      credentials: canary,
      deniedCredentials: { ...canary, accessKeyId: 'AKIACANARYKEY1111111', environment: 'DENIED' },
    });
    expect(JSON.stringify(report)).not.toMatch(/canary(Secret|Session)|AKIACANARY/);
    expect(JSON.stringify(report)).toContain('REDACTED');
  });

  test('are in no message about tasks that cannot be made', async () => {
    const tasks = async () => {
      throw new Error(`refused ${canary.accessKeyId}`);
    };
    const failing = run(options(await serve(), { tasks, credentials: canary }));
    await expect(failing).rejects.toThrow('refused REDACTED');
  });
});

describe('what a failure carries', () => {
  test('is everything that it takes to see it again', async () => {
    const service = await serve((operation, { result }) =>
      operation === 'RespondActivityTaskCompleted' && typeof result === 'string' && result.length > 32768
        ? { status: 200 }
        : undefined,
    );
    const report = await run(options(service, { only: ['completed/result/length-32769'] }));
    expect(find(report, 'completed/result/length-32769')).toMatchObject({
      verdict: 'failed',
      level: 'MUST',
      requirement: 'completed.result.max-length',
      expected: 'constraint; a refusal counts only if completed/result/length-32768 gets another answer',
      outcome: 'accepted',
      reason: 'the answer was 200, which is accepted',
      changed: expect.stringContaining('[a × 32769]'),
      control: { case: 'completed/result/length-32768', outcome: 'accepted', answer: '200' },
      request: { method: 'POST', url: service.url, bodyBytes: expect.any(Number) },
      response: { status: 200, body: '' },
      curl: expect.stringContaining('yes'),
      source: expect.stringContaining('Amazon SWF API Reference'),
    });
  });

  test('is what was sent before it, too', async () => {
    const service = await serve((operation, _, count) =>
      operation === 'RespondActivityTaskCompleted' && count > 0 ? { status: 200 } : undefined,
    );
    const report = await run(
      options(service, { concurrency: 1, only: ['completed/lifecycle/after-completed'] }),
    );
    expect(report.results[0]?.before).toMatchObject([
      { title: 'the task is closed by RespondActivityTaskCompleted', outcome: 'accepted' },
    ]);
  });
});

import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals';
import { readCorpus } from './cases/corpus.ts';
import { judgedCorpus } from './cases/select.ts';
import { type Fault, type Service, serveService } from './fixtures/service.ts';
import { EndpointUnreachable, SelectionError, tasksOfService } from './index.ts';
import { type ConformanceTestOptions, conformanceTests, type TestRunner } from './jest.ts';

const services: Service[] = [];
async function serve(fault?: Fault): Promise<string> {
  const service = await serveService(fault);
  services.push(service);
  return service.url;
}
const closeAll = async () => {
  for (const service of services.splice(0)) await service.close();
};

// The tests that are registered here are tests of this file; they find Jest's functions by themselves.
conformanceTests({
  title: 'in this very file',
  endpoint: () => serve(),
  tasks: tasksOfService,
  only: ['completed/target/*', 'completed/response/success-status'],
});
afterAll(closeAll);

type Registered = { name: string; run(...context: unknown[]): Promise<void>; timeoutMs: number };

/** A test runner that runs nothing by itself. */
function collect(options: Omit<ConformanceTestOptions, 'runner'>) {
  const tests: Registered[] = [];
  const titles: string[] = [];
  const ends: (() => Promise<void>)[] = [];
  const runner: TestRunner = {
    describe: (title, register) => {
      titles.push(title);
      register();
    },
    test: (name, run, timeoutMs) => tests.push({ name, run: run as Registered['run'], timeoutMs }),
    afterAll: (run) => ends.push(run),
  };
  conformanceTests({ ...options, runner });
  const named = (name: string) => tests.find((each) => each.name === name) as Registered;
  const end = async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    for (const each of ends) await each();
    const told = warn.mock.calls.map(([text]) => String(text)).join('\n');
    warn.mockRestore();
    return told;
  };
  return { titles, tests, named, end };
}

describe('the tests that are registered', () => {
  afterEach(closeAll);

  test('are one for each case, named by its id, in the order of the run', () => {
    const { titles, tests } = collect({ endpoint: 'http://127.0.0.1:9/' });
    const { cases } = judgedCorpus(readCorpus(), {});
    expect(titles).toEqual(['swf-contract']);
    expect(tests.map(({ name }) => name).sort()).toEqual(cases.map(({ id }) => id).sort());
    expect(tests.at(-1)?.name).toContain('/closed-after-restart');
  });

  test('are none, and a mistake is told at once, where no case is selected', () => {
    expect(() => collect({ endpoint: 'http://127.0.0.1:9/', only: ['nothing/*'] })).toThrow(SelectionError);
  });

  test('take no parameter, for Jest would wait for a callback', () => {
    const { tests } = collect({ endpoint: 'http://127.0.0.1:9/' });
    for (const { run } of tests) expect(run).toHaveLength(0);
  });

  test('have time to start the endpoint', () => {
    expect(collect({ endpoint: '' }).tests[0]?.timeoutMs).toBe(60_000);
    // The first of them waits for all repetitions but the last.
    expect(collect({ endpoint: '', repeat: 3 }).tests[0]?.timeoutMs).toBe(180_000);
    expect(collect({ endpoint: '', testTimeoutMs: 5 }).tests[0]?.timeoutMs).toBe(5);
  });

  test('start the endpoint with the first of them, once, and nothing before', async () => {
    const endpoint = jest.fn(() => serve());
    const { named, end } = collect({
      endpoint,
      only: ['completed/operation/known', 'completed/target/unknown'],
    });
    expect(endpoint).not.toHaveBeenCalled();
    await Promise.all([named('completed/target/unknown').run(), named('completed/operation/known').run()]);
    expect(endpoint).toHaveBeenCalledTimes(1);
    expect(await end()).toBe('');
  });

  test('start nothing where none of them is run', async () => {
    const endpoint = jest.fn(() => serve());
    await collect({ endpoint }).end();
    expect(endpoint).not.toHaveBeenCalled();
  });

  test('clean up when only some of them were run', async () => {
    const { named, end } = collect({ endpoint: serve(), tasks: tasksOfService });
    await named('completed/operation/accepted').run();
    await end();
    expect(services[0]?.open()).toEqual([]);
  });

  test('all fail with what keeps the suite from being run', async () => {
    const url = await serve();
    await closeAll();
    const { tests, end } = collect({ endpoint: url, only: ['completed/target/*'] });
    for (const { run } of tests) await expect(run()).rejects.toThrow(EndpointUnreachable);
    await end();
    const starting = collect({
      endpoint: () => Promise.reject(new Error('no such image')),
      only: ['completed/target/*'],
    });
    for (const { run } of starting.tests) await expect(run()).rejects.toThrow('no such image');
    await starting.end();
  });
});

describe('a test', () => {
  afterEach(closeAll);
  const accepting: Fault = (operation, { result }) =>
    operation === 'RespondActivityTaskCompleted' && String(result).length > 32768
      ? { status: 200 }
      : undefined;
  const only = ['completed/result/length-32769'];

  test('fails with the evidence, and without a stack trace that leads nowhere', async () => {
    const { named, end } = collect({ endpoint: serve(accepting), tasks: tasksOfService, only });
    const error: Error = await named('completed/result/length-32769')
      .run()
      .then(() => new Error('it passed'))
      .catch((thrown) => thrown);
    for (const part of ['failed MUST', 'the request got 200', 'completed.result.max-length', 'curl -sS']) {
      expect(error.message).toContain(part);
    }
    expect(error.stack).not.toMatch(/\n\s+at /);
    await end();
  });

  test('passes where the failure is expected, and the reason is told', async () => {
    const expectedFailures = [{ case: only[0] as string, reason: 'lengths are not checked' }];
    const { named, tests, end } = collect({
      endpoint: serve(accepting),
      tasks: tasksOfService,
      only,
      expectedFailures,
    });
    await named('completed/result/length-32769').run();
    await named('every expected failure matches a case').run();
    expect(tests).toHaveLength(2);
    expect(await end()).toContain('completed/result/length-32769: expected to fail: lengths are not checked');
  });

  test('fails where an expected failure passes, or matches nothing', async () => {
    const expectedFailures = [
      { case: only[0] as string, reason: 'lengths are not checked' },
      { case: 'completed/resutl/*', reason: 'a slip of the pen' },
    ];
    const { named, end } = collect({ endpoint: serve(), tasks: tasksOfService, only, expectedFailures });
    await expect(named('completed/result/length-32769').run()).rejects.toThrow(
      'listed as an expected failure',
    );
    await expect(named('every expected failure matches a case').run()).rejects.toThrow(
      '"completed/resutl/*"',
    );
    await end();
  });

  test('fails for a SHOULD only where that was asked for, and else it is told', async () => {
    const wordless: Fault = () => ({ status: 400, body: { __type: 'ValidationException' } });
    const id = 'completed/response/error-message';
    const lenient = collect({ endpoint: serve(wordless), only: [id] });
    await lenient.named(id).run();
    expect(await lenient.end()).toContain(`${id}: failed SHOULD: The body of an error`);
    const strict = collect({ endpoint: serve(wordless), only: [id], level: 'should' });
    await expect(strict.named(id).run()).rejects.toThrow('failed SHOULD');
    await strict.end();
  });

  test('tells what the endpoint said, and drives no terminal with it', async () => {
    const shouting: Fault = (operation) =>
      operation.startsWith('RespondActivity')
        ? { status: 400, body: { __type: 'a\u001b[2J', message: '\u202e' } }
        : undefined;
    const { named, end } = collect({
      endpoint: serve(shouting),
      tasks: tasksOfService,
      only: ['completed/operation/accepted'],
      expectedFailures: [{ case: 'completed/operation/accepted', reason: 'it shouts' }],
    });
    await named('completed/operation/accepted').run();
    const told = await end();
    expect(told).toContain('400 a\\u001b[2J: \\u202e');
    expect(told.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  test('is skipped with the reason where the runner can do so', async () => {
    const { named, end } = collect({ endpoint: serve(), only: ['completed/operation/accepted'] });
    const skip = jest.fn((note?: string) => {
      throw new Error(`skipped: ${note}`);
    });
    await expect(named('completed/operation/accepted').run({ skip })).rejects.toThrow(
      /^skipped: it needs an open task.*--task-token-command/,
    );
    expect(await end()).toBe('');
  });

  test('that could not be run is told where the runner cannot skip it, and fails with strict', async () => {
    const options = { only: ['completed/operation/accepted', 'completed/target/short'] };
    const { tests, end } = collect({ endpoint: serve(), ...options });
    for (const { run } of tests) await run();
    expect(await end()).toMatch(/completed\/operation\/accepted and 1 more: untested: It needs an open task/);
    const strict = collect({ endpoint: serve(), ...options, strict: true });
    for (const { run } of strict.tests) await expect(run()).rejects.toThrow('untested MUST');
    await strict.end();
  });
});

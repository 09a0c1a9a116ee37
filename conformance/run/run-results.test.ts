// What a result carries, what is expected to fail, and what must not be in it.
import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../exchange/exchange.ts';
import { arrangedOn, resultIn } from '../fixtures/arranged.ts';
import { closedAfterEach } from '../fixtures/closing.ts';
import { response } from '../fixtures/sent.ts';
import { type Fault, serveService } from '../fixtures/service.ts';
import { run } from '../index.ts';

const keep = closedAfterEach();
const serve = async (fault?: Fault) => keep(await serveService(fault));

describe('expected failures', () => {
  const accepting: Fault = (operation, { result }) =>
    operation === 'RespondActivityTaskCompleted' && typeof result === 'string' && result.length > 32768
      ? { status: 200 }
      : undefined;

  test('are counted by themselves', async () => {
    const expectedFailures = [{ case: 'completed/result/length-32769', reason: 'lengths are not checked' }];
    const report = await run(
      arrangedOn(await serve(accepting), { only: ['completed/result/*'], expectedFailures }),
    );
    expect(report.summary).toMatchObject({ failed: 0, expectedFailures: 1 });
  });

  test('that pass, and entries that match nothing, are told', async () => {
    const expectedFailures = [
      { case: 'completed/result/length-32769', reason: 'lengths are not checked' },
      { case: 'completed/resutl/*', reason: 'a slip of the pen' },
    ];
    const report = await run(arrangedOn(await serve(), { only: ['completed/result/*'], expectedFailures }));
    expect(resultIn(report, 'completed/result/length-32769')).toMatchObject({
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
    const failing = run(arrangedOn(await serve(), { tasks, credentials: canary }));
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
    const report = await run(arrangedOn(service, { only: ['completed/result/length-32769'] }));
    expect(resultIn(report, 'completed/result/length-32769')).toMatchObject({
      verdict: 'failed',
      level: 'MUST',
      requirement: 'completed.result.max-length',
      expected:
        'constraint; a rejection counts only if completed/result/length-32768 gets a different response',
      outcome: 'accepted',
      reason: 'the request got 200, which is accepted',
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
      arrangedOn(service, { concurrency: 1, only: ['completed/lifecycle/after-completed'] }),
    );
    expect(report.results[0]?.before).toMatchObject([
      { title: 'the task is closed by RespondActivityTaskCompleted', outcome: 'accepted' },
    ]);
  });
});

// Endpoints that answer everything in one way: nothing may pass for the wrong reason.
import { describe, expect, test } from '@jest/globals';
import { type Case, readCorpus } from '../cases/corpus.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { resultIn } from '../fixtures/arranged.ts';
import { noAnswer, response, validationException } from '../fixtures/sent.ts';
import { run } from '../index.ts';
import type { RunOptions } from './options.ts';

const corpus = readCorpus();

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
    expect(resultIn(report, 'completed/taskToken/length-1025').verdict).toBe('inconclusive');
    expect(resultIn(report, 'completed/operation/known').verdict).toBe('inconclusive');
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
      expect(resultIn(report, id).verdict).toBe('failed');
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

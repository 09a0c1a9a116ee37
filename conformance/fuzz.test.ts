import { afterEach, describe, expect, test } from '@jest/globals';
import type { Exchange } from './exchange.ts';
import { accepted, noAnswer, response, validationException } from './fixtures/sent.ts';
import { type Fault, refuse, type Service, serveService } from './fixtures/service.ts';
import { type CaseResult, run } from './index.ts';
import type { RunOptions } from './options.ts';
import { serviceClient } from './tasks/service-client.ts';
import { serviceTasks } from './tasks/swf.ts';

const open: Service[] = [];
afterEach(async () => {
  for (const service of open.splice(0)) await service.close();
});

let names = 0;
const nothing = { only: ['completed/target/unknown'] };

/** The results of random inputs for a service with a fault, and the inputs that it got. */
async function fuzzed(seed: number, fault?: Fault, changed: Partial<RunOptions> = {}) {
  const service = await serveService(fault);
  open.push(service);
  names += 1;
  const name = `run-${names}`;
  const report = await run({
    endpoint: service.url,
    tasks: async (surroundings) => serviceTasks(serviceClient(surroundings), name, async () => {}),
    ...nothing,
    fuzz: { runs: 25, seed },
    ...changed,
  });
  const inputs = service.calls.filter(({ operation }) => operation.startsWith('RespondActivity'));
  return { results: report.results.filter(({ group }) => group === 'fuzz'), report, inputs };
}

const find = (results: CaseResult[], id: string) => results.find((each) => each.id === id) as CaseResult;

describe('random inputs', () => {
  test('are tried for each operation, valid and invalid, and all pass where everything is right', async () => {
    const { results } = await fuzzed(17);
    expect(results.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'completed/fuzz/valid passed',
      'completed/fuzz/invalid passed',
      'canceled/fuzz/valid passed',
      'canceled/fuzz/invalid passed',
    ]);
    expect(results[0]?.reason).toBe('25 valid inputs, seed 17');
  });

  test('are the same for the same seed, and others for another', async () => {
    const shape = ({ inputs }: Awaited<ReturnType<typeof fuzzed>>) =>
      JSON.stringify(inputs.map(({ input }) => ({ ...input, taskToken: typeof input.taskToken })));
    const once = shape(await fuzzed(17));
    expect(shape(await fuzzed(17))).toBe(once);
    expect(shape(await fuzzed(18))).not.toBe(once);
  });

  test('are each for a task of their own', async () => {
    const { inputs } = await fuzzed(17);
    const tokens = inputs
      .map(({ input }) => input.taskToken)
      .filter((token) => String(token).endsWith('+/='));
    expect(tokens.length).toBeGreaterThan(25);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});

describe('a fault that no written case has', () => {
  test('is found, shrunk, and shown with the seed and a command', async () => {
    const { results } = await fuzzed(
      17,
      (operation, { result }) =>
        operation === 'RespondActivityTaskCompleted' && typeof result === 'string' && result.includes('日')
          ? { status: 500 }
          : undefined,
      { fuzz: { runs: 200, seed: 17 } },
    );
    const valid = find(results, 'completed/fuzz/valid');
    expect(valid).toMatchObject({ verdict: 'failed', outcome: 'server-error', level: 'MUST' });
    expect(valid.reason).toMatch(/seed 17, input \d+ of 200, shrunk \d+ times/);
    const shrunk = JSON.parse(String(valid.request?.body));
    expect(shrunk.result).toBe('日');
    expect(valid.curl).toContain('日');
    expect(find(results, 'canceled/fuzz/valid').verdict).toBe('passed');
  });

  test('that takes what it must refuse is found', async () => {
    const { results } = await fuzzed(17, (operation, { details }) =>
      operation === 'RespondActivityTaskCanceled' && typeof details === 'boolean'
        ? { status: 200 }
        : undefined,
    );
    const invalid = find(results, 'canceled/fuzz/invalid');
    expect(invalid).toMatchObject({
      verdict: 'failed',
      outcome: 'accepted',
      requirement: 'canceled.details.type',
    });
    expect(typeof JSON.parse(String(invalid.request?.body)).details).toBe('boolean');
  });

  test('stays a failure while it is shrunk, also where smaller inputs decide nothing', async () => {
    const throttled = refuse('ThrottlingException', 'Rate exceeded');
    const { results } = await fuzzed(17, (operation, { result }) => {
      if (operation !== 'RespondActivityTaskCompleted' || typeof result !== 'string') return undefined;
      if (result.length > 100) return { status: 500 };
      return result.length > 50 ? throttled : undefined;
    });
    const valid = find(results, 'completed/fuzz/valid');
    expect(valid).toMatchObject({ verdict: 'failed', outcome: 'server-error' });
    expect(JSON.parse(String(valid.request?.body)).result.length).toBe(101);
  });
});

describe('what decides nothing', () => {
  test('is not tried over and over: no task can be had', async () => {
    let sent = 0;
    const exchange: Exchange = async () => {
      sent += 1;
      return validationException('Invalid token');
    };
    const report = await run({
      endpoint: 'http://127.0.0.1:9/',
      exchange,
      ...nothing,
      fuzz: { runs: 100, seed: 17 },
    });
    expect(report.results.filter(({ group }) => group === 'fuzz').map(({ verdict }) => verdict)).toEqual([
      'untested',
      'untested',
      'untested',
      'untested',
    ]);
    expect(sent).toBeLessThan(20);
  });

  test('is not shrunk: an endpoint that does not answer', async () => {
    let waited = 0;
    const exchange: Exchange = async ({ body }) => {
      if (!Buffer.from(body).includes('"result"')) return accepted;
      waited += 1;
      return noAnswer('timeout');
    };
    const report = await run({
      endpoint: 'http://127.0.0.1:9/',
      exchange,
      ...nothing,
      fuzz: { runs: 100, seed: 17 },
    });
    expect(find(report.results, 'completed/fuzz/valid')).toMatchObject({
      verdict: 'failed',
      outcome: 'transport',
    });
    // Once for the valid inputs and once for the invalid ones.
    expect(waited).toBe(2);
  });

  test('is told by its verdict: everything is refused alike', async () => {
    const { results } = await fuzzed(17, (operation) =>
      operation.startsWith('RespondActivity') ? refuse('ValidationException', 'no') : undefined,
    );
    expect(find(results, 'completed/fuzz/invalid').verdict).toBe('inconclusive');
    expect(find(results, 'completed/fuzz/valid').verdict).toBe('failed');
  });
});

describe('beside the rest of a run', () => {
  test('expected failures may name them', async () => {
    const { report } = await fuzzed(17, () => undefined, {
      expectedFailures: [{ case: '*/fuzz/*', reason: 'not yet' }],
    });
    expect(report.problems).toBeUndefined();
    expect(report.summary).toMatchObject({ failed: 4 });
    expect(report.results.filter(({ unexpectedPass }) => unexpectedPass)).toHaveLength(4);
  });

  test('they are counted', async () => {
    const { report } = await fuzzed(17);
    expect(report.summary.total).toBe(5);
  });
});

test('a page is no acceptance of a random input', async () => {
  const exchange: Exchange = async () => response(200, '<html></html>');
  const report = await run({
    endpoint: 'http://127.0.0.1:9/',
    exchange,
    ...nothing,
    fuzz: { runs: 3, seed: 1 },
  });
  expect(report.results.filter(({ verdict }) => verdict === 'passed')).toEqual([]);
});

import { describe, expect, test } from '@jest/globals';
import { operations } from '../../generated/operations.ts';
import { inputValidators } from '../../generated/validators.js';
import { readCorpus } from '../cases/corpus.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { accepted, noAnswer, response, validationException } from '../fixtures/sent.ts';
import { corpus } from '../fixtures/two-operations.ts';
import { type CaseResult, run } from '../index.ts';
import type { RunOptions } from '../run/options.ts';

type Input = Record<string, unknown>;
type Fault = (operation: string, input: Input) => Answer | undefined;

const serialization = response(400, { __type: 'SerializationException', Message: 'it is no String' });
const throttling = response(400, { __type: 'ThrottlingException', message: 'Rate exceeded' });

/** An endpoint that takes any token for an open task, and does everything else right but for its fault. */
function endpoint(fault: Fault = () => undefined) {
  const inputs: Input[] = [];
  const exchange: Exchange = async ({ headers, body }) => {
    const target = headers.find(([name]) => name === 'X-Amz-Target')?.[1] ?? '';
    const operation = Object.values(operations).find(({ name }) => target.endsWith(`.${name}`));
    if (!operation) return response(400, { __type: 'UnknownOperationException', message: target });
    const input: Input = JSON.parse(Buffer.from(body).toString());
    inputs.push(input);
    return fault(operation.name, input) ?? refusal(input, operation.members) ?? accepted;
  };
  return { exchange, inputs };
}

type Member = { required: boolean; minLength?: number; maxLength?: number };

function refusal(input: Input, members: Record<string, Member>): Answer | undefined {
  for (const [name, { required, minLength = 0, maxLength = 0 }] of Object.entries(members)) {
    const value = input[name];
    if (value === undefined) {
      if (required) return validationException(`${name}: Member must not be null`);
    } else if (typeof value !== 'string') return serialization;
    else if (value.length > maxLength) return validationException(`${name}: Member is too long`);
    else if (value.length < minLength) return validationException(`${name}: Member is too short`);
  }
  return undefined;
}

/** The results of random inputs for an endpoint. */
async function fuzzed(exchange: Exchange, seed = 17, changed: Partial<RunOptions> = {}) {
  const report = await run({
    endpoint: 'http://127.0.0.1:9/',
    exchange,
    corpus,
    only: ['completed/target/unknown'],
    fuzz: { runs: 100, seed },
    ...changed,
  });
  return { report, results: report.results.filter(({ group }) => group === 'fuzz') };
}

const find = (results: CaseResult[], id: string) => results.find((each) => each.id === id) as CaseResult;
const inputOf = (result: CaseResult) => JSON.parse(String(result.request?.body)) as Input;

describe('random inputs', () => {
  test('are tried for each operation, valid and invalid, and all pass where everything is right', async () => {
    const { results } = await fuzzed(endpoint().exchange);
    expect(results.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'completed/fuzz/valid passed',
      'completed/fuzz/invalid passed',
      'canceled/fuzz/valid passed',
      'canceled/fuzz/invalid passed',
    ]);
    expect(results[0]?.reason).toBe('100 valid inputs, seed 17');
  });

  test('of an operation that hands tasks over may be held, since they name no task list that there is', async () => {
    const exchange: Exchange = async ({ body }) => {
      const input: unknown = JSON.parse(Buffer.from(body).toString());
      return inputValidators.PollForActivityTask(input)
        ? noAnswer('timeout')
        : validationException('it breaks a constraint');
    };
    const { results } = await fuzzed(exchange, 17, {
      corpus: readCorpus(),
      operations: ['PollForActivityTask'],
      only: ['poll/target/unknown'],
    });
    expect(find(results, 'poll/fuzz/valid')).toMatchObject({
      verdict: 'passed',
      reason: '100 valid inputs, seed 17',
    });
  });

  test('are the same for the same seed, and others for another', async () => {
    const made = async (seed: number) => {
      const { exchange, inputs } = endpoint();
      await fuzzed(exchange, seed);
      return JSON.stringify(inputs.map((input) => ({ ...input, taskToken: typeof input.taskToken })));
    };
    const once = await made(17);
    expect(await made(17)).toBe(once);
    expect(await made(18)).not.toBe(once);
  });

  test('are each for a task of their own', async () => {
    const { exchange, inputs } = endpoint();
    await fuzzed(exchange);
    const tokens = inputs.map(({ taskToken }) => taskToken).filter((token) => String(token).length === 576);
    expect(tokens.length).toBeGreaterThan(200);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  test('are counted, beside the cases that were selected', async () => {
    const { report } = await fuzzed(endpoint().exchange);
    expect(report.summary).toMatchObject({ total: 5, passed: 5 });
  });

  test('are made by the first part of a run only', async () => {
    const parts = await Promise.all(
      [1, 2, 3].map((index) =>
        fuzzed(endpoint().exchange, 17, { only: ['completed/target/*'], shard: { index, count: 3 } }),
      ),
    );
    expect(parts.map(({ results }) => results.length)).toEqual([4, 0, 0]);
  });

  test('may be expected to fail', async () => {
    const expectedFailures = [{ case: '*/fuzz/*', reason: 'not yet' }];
    const { report } = await fuzzed(endpoint().exchange, 17, { expectedFailures });
    expect(report.problems).toBeUndefined();
    expect(report.results.filter(({ unexpectedPass }) => unexpectedPass)).toHaveLength(4);
  });
});

describe('a fault that no written case has', () => {
  test('is found, shrunk, and shown with the seed and a command', async () => {
    const { exchange } = endpoint((operation, { result }) =>
      operation === 'RespondActivityTaskCompleted' && String(result).includes('日')
        ? response(500)
        : undefined,
    );
    const { results } = await fuzzed(exchange, 17, { fuzz: { runs: 200, seed: 17 } });
    const valid = find(results, 'completed/fuzz/valid');
    expect(valid).toMatchObject({ verdict: 'failed', outcome: 'server-error', level: 'MUST' });
    expect(valid.reason).toMatch(/seed 17, input \d+ of 200, shrunk \d+ times/);
    expect(inputOf(valid).result).toBe('日');
    expect(valid.curl).toContain('日');
    expect(find(results, 'canceled/fuzz/valid').verdict).toBe('passed');
  });

  test('that takes what it must refuse is found, under the requirement that it breaks', async () => {
    const { exchange } = endpoint((_, { details }) => (typeof details === 'boolean' ? accepted : undefined));
    const invalid = find((await fuzzed(exchange)).results, 'canceled/fuzz/invalid');
    expect(invalid).toMatchObject({
      verdict: 'failed',
      outcome: 'accepted',
      requirement: 'canceled.details.type',
    });
    expect(typeof inputOf(invalid).details).toBe('boolean');
  });

  test('stays a failure while it is shrunk, also where smaller inputs decide nothing', async () => {
    const { exchange } = endpoint((_, { result }) => {
      if (typeof result !== 'string' || result.length <= 50) return undefined;
      return result.length > 100 ? response(500) : throttling;
    });
    const valid = find((await fuzzed(exchange)).results, 'completed/fuzz/valid');
    expect(valid).toMatchObject({ verdict: 'failed', outcome: 'server-error' });
    expect(String(inputOf(valid).result)).toHaveLength(101);
  });

  test('is looked for behind what decided nothing', async () => {
    let calls = 0;
    const { exchange } = endpoint((_, { result }) => {
      if (result === undefined) return undefined;
      calls += 1;
      return calls === 1 ? throttling : String(result).length > 1000 ? response(500) : undefined;
    });
    expect(find((await fuzzed(exchange)).results, 'completed/fuzz/valid').verdict).toBe('failed');
  });
});

describe('what decides nothing', () => {
  test('is not tried over and over: no task can be had', async () => {
    const { exchange, inputs } = endpoint(() => validationException('Invalid token'));
    const { results } = await fuzzed(exchange);
    expect(results.map(({ verdict }) => verdict)).toEqual(['untested', 'untested', 'untested', 'untested']);
    expect(inputs.length).toBeLessThan(20);
  });

  test('is not shrunk: the endpoint does not answer in time', async () => {
    let waited = 0;
    const { exchange } = endpoint((_, { result }) => {
      if (result === undefined) return undefined;
      waited += 1;
      return noAnswer('timeout');
    });
    expect(find((await fuzzed(exchange)).results, 'completed/fuzz/valid')).toMatchObject({
      verdict: 'failed',
      outcome: 'transport',
    });
    // Once for the valid inputs and once for the invalid ones.
    expect(waited).toBe(2);
  });

  test('is told by its verdict: everything that has a text is throttled', async () => {
    const { exchange } = endpoint((_, { result }) => (result === undefined ? undefined : throttling));
    const valid = find((await fuzzed(exchange)).results, 'completed/fuzz/valid');
    expect(valid).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('seed 17') });
  });

  test('is no pass: every call gets the same page', async () => {
    const { results } = await fuzzed(async () => response(200, '<html></html>'));
    expect(results.filter(({ verdict }) => verdict === 'passed')).toEqual([]);
  });
});

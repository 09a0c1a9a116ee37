import { describe, expect, test } from '@jest/globals';
import { type Case, caseOf, readCorpus } from '../cases/corpus.ts';
import type { Answer } from '../exchange/exchange.ts';
import { accepted, noAnswer, reading, response, unknownResource } from '../fixtures/sent.ts';
import { buildRequest } from '../request/request.ts';
import { type Credentials, testCredentials } from '../request/sign.ts';
import type { Observation, Sent } from './observation.ts';
import { describeChange, describeResponse, resultOf } from './result.ts';

const corpus = readCorpus();
const context = {
  endpoint: new URL('http://127.0.0.1:8000'),
  region: 'us-east-1',
  service: 'swf',
  credentials: testCredentials as Credentials,
  tokens: { prepared: 'T'.repeat(48), madeUp: (length = 576) => 'M'.repeat(length) },
  now: new Date('2026-11-20T12:34:56Z'),
};
const build = (id: string, changed: Partial<typeof context> = {}) =>
  buildRequest(caseOf(corpus, id).request, { ...context, ...changed });
const judgement = { verdict: 'failed', reason: 'because' } as const;

async function sentFor(id: string, answer: Answer): Promise<Sent> {
  const { title, operation } = caseOf(corpus, id);
  return { title, operation, request: await build(id), reading: reading(answer) };
}

async function resultFor(id: string, answer: Answer, changed: Partial<Sent> = {}) {
  const sent = { ...(await sentFor(id, answer)), ...changed };
  const observation: Observation = { kind: 'sent', given: [], sent };
  return resultOf({ corpus, case: caseOf(corpus, id), observation, judgement, durationMs: 1 });
}

describe('what was changed against the control', () => {
  test.each([
    [
      'completed/result/length-32769',
      'completed/result/length-32768',
      /^body .*\[a × 32769\].* instead of .*\[a × 32768\]/,
    ],
    [
      'completed/taskToken/length-1025',
      'completed/operation/known',
      /^body .*\[token of 1025\].* instead of .*\[token of 576\]/,
    ],
    ['completed/taskToken/missing', 'completed/operation/known', /^body {"result":"x"} instead of/],
    [
      'completed/target/unknown',
      'completed/operation/accepted',
      /^header X-Amz-Target: .*; without header X-Amz-Target: /,
    ],
    ['completed/method/put', 'completed/operation/accepted', /^method PUT instead of POST$/],
    ['completed/lifecycle/after-completed', 'completed/operation/accepted', /^the task$/],
  ])('%s against %s', async (id, control, change) => {
    expect(describeChange(await build(control), await build(id))).toMatch(change);
  });

  test('is the principal, or the region, where only the signature differs', async () => {
    const [usual, id] = [await build('completed/operation/accepted'), 'completed/access/denied'];
    const credentials = { ...testCredentials, accessKeyId: 'AKIACANARYKEY0000000' };
    expect(describeChange(usual, await build(id, { credentials }))).toBe('the principal');
    expect(describeChange(usual, await build(id, { region: 'eu-west-1' }))).toBe(
      'signed for region eu-west-1 instead of us-east-1',
    );
  });

  test('has no credentials in it', async () => {
    const credentials = { ...testCredentials, sessionToken: 'canarySession' };
    const changed = await build('completed/access/denied', { credentials });
    expect(describeChange(await build('completed/operation/accepted'), changed)).not.toContain('canary');
  });
});

describe('a result', () => {
  test('has the request without its signature, and the bytes of its body', async () => {
    const { request } = await resultFor('completed/result/length-32769', accepted);
    expect(request?.headers).toContainEqual(['Authorization', 'REDACTED']);
    expect(request?.bodyBytes).toBe(32769 + '{"taskToken":"","result":""}'.length + 48);
    expect(request?.body).toContainEqual({ repeat: 'a', times: 32769 });
  });

  test('has the response with the forms of its error, and long bodies cut', async () => {
    expect(describeResponse(reading(unknownResource))).toMatchObject({
      status: 400,
      error: { name: 'UnknownResourceFault', forms: ['__type with namespace'] },
    });
    const long = describeResponse(reading(response(500, 'x'.repeat(10_000))));
    expect(long.body).toHaveLength(4096);
    expect(long.bodyBytes).toBe(10_000);
    expect(describeResponse(reading(noAnswer('timeout'))).failure).toBe('timeout: socket hang up');
  });

  test('names other requirements that its response does not meet', async () => {
    const { deviations } = await resultFor('completed/operation/accepted', response(200, '{}'));
    expect(deviations?.map(({ requirement }) => requirement)).toEqual(
      expect.arrayContaining(['success.empty-body', 'success.request-id', 'success.content-type']),
    );
  });

  test('names none for a response that no operation gave', async () => {
    const { deviations } = await resultFor('completed/method/get', response(200, '{}'), {
      operation: undefined,
    });
    expect(deviations).toBeUndefined();
  });

  test('of a case that was not sent has neither request nor response', () => {
    const subject: Case = caseOf(corpus, 'completed/operation/accepted');
    const observation: Observation = { kind: 'untested', reason: 'no task', hint: 'give one' };
    const result = resultOf({ corpus, case: subject, observation, judgement, durationMs: 1 });
    expect(result).not.toHaveProperty('request');
    expect(result).not.toHaveProperty('curl');
  });
});

describe('what a result is made from', () => {
  const id = 'completed/result/length-32769';
  const subject = caseOf(corpus, id);
  const control = caseOf(corpus, 'completed/result/length-32768');
  const made = (observation: Observation, more: Partial<Parameters<typeof resultOf>[0]> = {}) =>
    resultOf({ corpus, case: subject, observation, judgement, durationMs: 1, ...more });

  test('is the exchange with its outcome, a command that repeats it, and the steps before it', async () => {
    const step = { ...(await sentFor(id, response(404, 'gone'))), title: 'a step' };
    const own = await sentFor(id, accepted);
    const result = made({ kind: 'sent', given: [step], sent: own });
    expect(result).toMatchObject({
      outcome: 'accepted',
      curl: expect.stringMatching(/curl /),
      before: [
        {
          title: 'a step',
          outcome: 'malformed',
          request: { method: 'POST' },
          response: { status: 404, body: 'gone' },
          curl: expect.stringMatching(/curl /),
        },
      ],
    });
    expect(made({ kind: 'given-failed', given: [step] }).before).toHaveLength(1);
    for (const key of ['outcome', 'request', 'hint', 'deviations'])
      expect(made({ kind: 'given-failed', given: [step] })).not.toHaveProperty(key);
    expect(made({ kind: 'sent', given: [], sent: own })).not.toHaveProperty('before');
  });

  test('is the control, as far as it was seen, and what differs from it', async () => {
    const observation: Observation = { kind: 'sent', given: [], sent: await sentFor(id, accepted) };
    const of = (seen: Observation) => ({
      control: { case: control, observation: seen, judge: () => judgement },
    });
    const seen: Observation = { kind: 'sent', given: [], sent: await sentFor(control.id, unknownResource) };
    expect(made(observation, of(seen))).toMatchObject({
      control: {
        case: control.id,
        outcome: 'unknown-resource',
        answer: '400 UnknownResourceFault: Unknown activity, scheduledEventId = 5',
      },
      changed: expect.stringMatching(/^body /),
    });
    const unseen: Observation = { kind: 'untested', reason: 'no task', hint: 'give one' };
    expect(made(observation, of(unseen)).control).toEqual({ case: control.id });
    expect(made(observation, of(unseen))).not.toHaveProperty('changed');
    expect(made(unseen, of(seen))).not.toHaveProperty('changed');
    const alone = caseOf(corpus, 'completed/operation/accepted');
    expect(made(observation, { case: alone })).not.toHaveProperty('control');
  });

  test('has a hint where there is one', () => {
    const unseen: Observation = { kind: 'untested', reason: 'no task', hint: 'give one' };
    expect(made(unseen, { judgement: { ...judgement, hint: 'do this' } }).hint).toBe('do this');
  });

  test('names no deviation from the requirement that the case itself is about', async () => {
    const own = caseOf(corpus, 'completed/response/success-empty-body');
    const sent = await sentFor(own.id, response(200, '{}'));
    const { deviations = [] } = made({ kind: 'sent', given: [], sent }, { case: own });
    const named = deviations.map(({ requirement }) => requirement);
    expect(named).toContain('success.request-id');
    expect(named).not.toContain('success.empty-body');
    expect(named.some((name) => name.startsWith('error.'))).toBe(false);
  });

  test('has no deviations where there are none', async () => {
    const right = response(200, '', [
      ['Content-Type', 'application/x-amz-json-1.0'],
      ['x-amzn-RequestId', '0976f0f4-3ff6-11e1-9a27-0760db01a4a8'],
      ['Content-Length', '0'],
    ]);
    const { deviations } = await resultFor('completed/operation/accepted', right);
    expect(deviations).toBeUndefined();
  });

  test.each(['Authorization', 'X-Amz-Security-Token', 'x-amzn-authorization'])('has no %s', async (name) => {
    const { request } = await resultFor('completed/operation/accepted', accepted, {
      request: { ...(await build('completed/operation/accepted')), headers: [[name, 'canary']] },
    });
    expect(request?.headers).toEqual([[name, 'REDACTED']]);
  });

  test('has a body of one text as that, of several parts as those, and none as an empty text', async () => {
    const usual = await build('completed/operation/accepted');
    const bodyOf = async (parts: typeof usual.parts) =>
      (await resultFor('completed/operation/accepted', accepted, { request: { ...usual, parts } })).request
        ?.body;
    expect(await bodyOf(['{}'])).toBe('{}');
    expect(await bodyOf(['{', '}'])).toEqual(['{', '}']);
    expect(await bodyOf([{ repeat: 'a', times: 3 }])).toEqual([{ repeat: 'a', times: 3 }]);
    expect(await bodyOf([])).toBe('');
  });

  test('has the message of an error, cut where it is long, and none where there is none', () => {
    const errorOf = (message?: string) =>
      describeResponse(reading(response(400, { __type: 'ValidationException', message }))).error;
    expect(errorOf('Invalid token')?.message).toBe('Invalid token');
    expect(errorOf('x'.repeat(5_000))?.message).toHaveLength(4_096);
    expect(errorOf()).not.toHaveProperty('message');
  });
});

import { describe, expect, test } from '@jest/globals';
import { caseOf, readCorpus, requirementOf } from '../cases/corpus.ts';
import type { Answer } from '../exchange/exchange.ts';
import { noAnswer, response, sent, unknownResource } from '../fixtures/sent.ts';
import type { Observation, Witness } from './observation.ts';
import { appliesTo, deviationFrom } from './response-check.ts';
import { judgeResponses } from './response-verdict.ts';

const corpus = readCorpus();
const id = '0976f0f4-3ff6-11e1-9a27-0760db01a4a8';
const contentType: [string, string] = ['Content-Type', 'application/json'];
const requestId: [string, string] = ['x-amzn-RequestId', id];

const success = response(200, '', [contentType, requestId]);
const fault = (status = 400, type = 'UnknownResourceFault') =>
  response(status, { __type: type, message: 'Unknown activity' }, [contentType, requestId]);

const seen = (answer: Answer): Observation => ({ kind: 'sent', given: [], sent: sent(answer) });
const witness = (caseId: string, answer: Answer): Witness => ({ caseId, sent: sent(answer), before: [] });

/** Judges the case of a requirement by the answer that it got itself, and those of others. */
function judged(requirement: string, own: Answer | Observation, others: Witness[] = []) {
  const subject = caseOf(corpus, `completed/response/${requirement.replaceAll('.', '-')}`);
  const observation = own.kind === 'response' || own.kind === 'failure' ? seen(own) : own;
  return judgeResponses(subject, requirementOf(corpus, requirement), observation, others);
}

describe('a response of success', () => {
  test.each([
    ['success.status', success, response(201, '', [contentType, requestId])],
    ['success.empty-body', success, response(200, '{}', [contentType, requestId])],
    ['success.request-id', success, response(200, '', [contentType])],
    ['success.request-id', success, response(200, '', [contentType, ['x-amzn-RequestId', '']])],
    ['success.content-type', success, response(200, '', [requestId])],
    ['success.content-type', success, response(200, '', [requestId, ['Content-Type', 'text/html']])],
    [
      'success.request-id.uuid',
      success,
      response(200, '', [contentType, ['x-amzn-RequestId', 'a'.repeat(52)]]),
    ],
    [
      'success.content-length',
      response(200, '', [contentType, requestId, ['content-length', '0']]),
      response(200, '', [contentType, requestId, ['Transfer-Encoding', 'chunked']]),
    ],
  ])('%s is met by one and not by the other', (requirement, right, wrong) => {
    expect(judged(requirement, right).verdict).toBe('passed');
    expect(judged(requirement, wrong).verdict).toBe('failed');
  });

  test.each([
    'application/x-amz-json-1.0',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/json;a=b',
  ])('may have the content type %s', (value) => {
    const answer = response(200, '', [requestId, ['content-TYPE', value]]);
    expect(judged('success.content-type', answer).verdict).toBe('passed');
  });

  test('has a request id that no other response has', () => {
    const others = [witness('completed/operation/accepted', success)];
    const { verdict, reason } = judged('success.request-id.distinct', success, others);
    expect(verdict).toBe('failed');
    expect(reason).toContain(id);
  });
});

describe('a response of a fault', () => {
  test.each([
    ['error.status', fault(), fault(404)],
    [
      'error.type',
      fault(),
      response(400, '', [contentType, requestId, ['X-Amzn-Errortype', 'UnknownResourceFault']]),
    ],
    ['error.message', fault(), response(400, { __type: 'UnknownResourceFault' })],
    ['error.request-id', fault(), unknownResource],
    ['error.content-type', fault(), unknownResource],
    ['error.type.namespace', unknownResource, fault()],
  ])('%s is met by one and not by the other', (requirement, right, wrong) => {
    expect(judged(requirement, right).verdict).toBe('passed');
    expect(judged(requirement, wrong).verdict).toBe('failed');
  });

  test('has a message in either spelling, also an empty one', () => {
    for (const body of [{ message: 'a' }, { Message: 'a' }, { message: '' }]) {
      const answer = response(400, { __type: 'UnknownResourceFault', ...body });
      expect(judged('error.message', answer).verdict).toBe('passed');
    }
  });

  test('the status of a fault is that of the operation’s own faults, not of errors that all services share', () => {
    const denied = [witness('completed/access/denied', fault(403, 'AccessDeniedException'))];
    expect(judged('error.status', fault(), denied).verdict).toBe('passed');
    const fault403 = [witness('completed/access/denied', fault(403, 'OperationNotPermittedFault'))];
    expect(judged('error.status', fault(), fault403).verdict).toBe('failed');
  });
});

describe('a requirement on responses', () => {
  test('is judged by every response of the run that it speaks about', () => {
    const others = [
      witness('completed/operation/accepted', success),
      witness('completed/json/order', response(200, '{}', [contentType, requestId])),
      witness('completed/json/escapes', response(200, '[]', [contentType, requestId])),
      witness('completed/result/length-32769', fault()),
    ];
    const judgement = judged('success.empty-body', success, others);
    expect(judgement.verdict).toBe('failed');
    expect(judgement.reason).toBe(
      '2 of 4 responses do not conform; the first, in completed/json/order: the body "{}"',
    );
    expect(judgement.witness?.caseId).toBe('completed/json/order');
  });

  test('is judged by others where its own case got something else', () => {
    const others = [witness('completed/operation/accepted', success)];
    expect(judged('success.status', unknownResource, others).verdict).toBe('passed');
  });

  test('is inconclusive where no response came that it speaks about', () => {
    const { verdict, reason } = judged('success.status', unknownResource);
    expect(verdict).toBe('inconclusive');
    expect(reason).toContain('UnknownResourceFault');
    expect(judged('success.status', noAnswer()).verdict).toBe('inconclusive');
  });

  test('is untested where nothing could be sent', () => {
    const untested: Observation = {
      kind: 'untested',
      reason: 'it needs an open task',
      hint: 'use --arrange',
    };
    expect(judged('success.status', untested)).toEqual({
      verdict: 'untested',
      reason: 'it needs an open task',
      hint: 'use --arrange',
    });
    expect(judged('success.status', { kind: 'error', reason: 'it broke' }).verdict).toBe('error');
  });

  test('an error does not hide what others show', () => {
    const others = [witness('completed/operation/accepted', response(202))];
    expect(judged('success.status', { kind: 'error', reason: 'it broke' }, others).verdict).toBe('failed');
  });

  test('counts the steps before the request of its own case', () => {
    const observation: Observation = {
      kind: 'sent',
      given: [sent(response(200, '{}'))],
      sent: sent(fault()),
    };
    expect(judged('success.empty-body', observation).verdict).toBe('failed');
  });

  test('shows with the exchange that speaks against the endpoint what was sent before it', () => {
    const observation: Observation = {
      kind: 'sent',
      given: [sent(success, '{}', 'the task is closed')],
      sent: sent(fault(404)),
    };
    const { witness } = judged('error.status', observation);
    expect(witness?.before.map(({ title }) => title)).toEqual(['the task is closed']);
  });

  test('of another operation is none of its business', () => {
    const [other] = [witness('canceled/operation/accepted', response(202))];
    (other as Witness).sent.operation = 'RespondActivityTaskCanceled';
    expect(judged('success.status', success, [other as Witness]).verdict).toBe('passed');
  });
});

describe('the recorded answer to OPTIONS', () => {
  const judgedOptions = (answer: Answer) =>
    judgeResponses(
      caseOf(corpus, 'completed/method/options'),
      requirementOf(corpus, 'protocol.method.options'),
      seen(answer),
      [],
    ).verdict;

  test('is a 404 with one element', () => {
    expect(judgedOptions(response(404, '<UnknownOperationException/>\n'))).toBe('passed');
    expect(judgedOptions(response(404, '<UnknownOperationException/>'))).toBe('failed');
    expect(judgedOptions(response(200, '<UnknownOperationException/>\n'))).toBe('failed');
    expect(judgedOptions(noAnswer())).toBe('failed');
  });
});

describe('any response', () => {
  test.each<[string, Answer, Answer, string]>([
    ['response.utf-8', success, { ...success, notUtf8: true } as Answer, 'a body that is not UTF-8'],
    ['response.utf-8', success, response(200, '\ufeff{}'), 'a body with a byte order mark'],
    [
      'response.content-coding',
      success,
      { ...success, unrequestedCoding: 'gzip' } as Answer,
      'a body in the coding gzip, which the request did not accept',
    ],
  ])('%s is met by one and not by the other', (requirement, right, wrong, found) => {
    expect(judged(requirement, right)).toEqual({
      verdict: 'passed',
      reason: '1 response of the run conform',
    });
    const { verdict, reason } = judged(requirement, wrong, [witness('completed/operation/accepted', right)]);
    expect([verdict, reason]).toEqual([
      'failed',
      expect.stringMatching(new RegExp(`^1 of 2 responses do not conform; the first, in .*: ${found}$`)),
    ]);
  });

  test('that no operation gave proves nothing, unless it is wrong', () => {
    const page = response(502, '<html></html>');
    expect(judged('response.utf-8', page)).toEqual({
      verdict: 'inconclusive',
      reason: 'the requirement applies to no response of the run; the case itself got 502: <html></html>',
    });
    expect(judged('response.utf-8', { ...page, notUtf8: true } as Answer).verdict).toBe('failed');
    expect(judged('response.utf-8', page, [witness('completed/operation/known', success)]).verdict).toBe(
      'passed',
    );
  });
});

describe('the limit in a message', () => {
  const says = (...limits: number[]) =>
    response(400, {
      __type: 'ValidationException',
      message: limits.map((limit) => `Member must have length less than or equal to ${limit}`).join('; '),
    });
  const judgedWith = (answer: Answer, limit?: number) =>
    judgeResponses(
      caseOf(corpus, 'completed/response/error-limit'),
      requirementOf(corpus, 'error.limit'),
      seen(answer),
      [],
      () => limit,
    );
  test.each<[string, Answer, number | undefined, string]>([
    ['is the one that was broken', says(32_768), 32_768, 'passed'],
    ['is another', says(1_000), 32_768, 'failed'],
    ['is that one among others', says(1_000, 32_768), 32_768, 'passed'],
    ['need not be named', says(), 32_768, 'passed'],
    ['is not known', says(1_000), undefined, 'passed'],
  ])('%s', (_, answer, limit, verdict) => {
    expect(judgedWith(answer, limit).verdict).toBe(verdict);
  });
  test('is told beside the right one', () => {
    expect(judgedWith(says(1_000), 32_768).reason).toContain(
      'the limit 1000 in its message, but the limit is 32768',
    );
  });
});

describe('what a requirement on responses finds', () => {
  const requirement = (checks: object[], appliesTo = 'any') =>
    ({ ...requirementOf(corpus, 'response.utf-8'), checks, appliesTo }) as ReturnType<typeof requirementOf>;
  const found = (check: object, answer: Answer) =>
    deviationFrom(requirement([check]), sent(answer).reading)?.found;

  test.each<[object, Answer, string | undefined]>([
    [{ status: 200 }, response(201), 'status 201'],
    [{ bodyText: '' }, response(200, 'x'.repeat(120)), `the body "${'x'.repeat(120)}"`],
    [{ bodyText: '' }, response(200, 'x'.repeat(121)), `the body "${'x'.repeat(120)}…"`],
    [{ header: 'x-a', matches: '^1$' }, response(200), 'no header x-a'],
    [
      { header: 'x-a', matches: '^1, B$' },
      response(200, '', [
        ['X-A', '1'],
        ['x-a', 'B'],
      ]),
      undefined,
    ],
    [{ header: 'x-a', matches: '^1$' }, response(200, '', [['X-A', '2']]), 'header x-a "2"'],
    [
      { member: 'message|Message', matches: '^x' },
      response(400, { __type: 'E' }),
      'no member message or Message',
    ],
    [{ errorType: '^A$' }, response(400, { __type: 'B' }), 'error "B"'],
    [{ errorType: '^A$' }, response(200), 'no error'],
    [{ status: 200 }, noAnswer('timeout'), 'no response (timeout)'],
    [{ errorForm: '__type' }, response(400, { __type: 'A', code: 'A' }), undefined],
  ])('%j', (check, answer, wrong) => {
    expect(found(check, answer)).toBe(wrong);
  });

  test('is asked of faults of the operation, and not of errors that all services share', () => {
    const of = (answer: Answer, appliesToWhat: string, checks: object[] | undefined = []) =>
      appliesTo(requirement(checks as object[], appliesToWhat), sent(answer).reading);
    expect(of(fault(), 'fault')).toBe(true);
    expect(of(fault(400, 'AccessDeniedException'), 'fault')).toBe(false);
    expect(of(fault(400, 'AccessDeniedException'), 'error')).toBe(true);
    expect(of(noAnswer(), 'any')).toBe(false);
    expect(of(fault(), 'case')).toBe(false);
    const { checks: _, ...unchecked } = requirement([]);
    expect(appliesTo(unchecked, sent(success).reading)).toBe(false);
  });

  test.each([response(429), response(501), response(404, '<html>'), response(503)])(
    'is nothing where only %j came, which no operation gave',
    (answer) => {
      expect(judged('response.utf-8', answer).verdict).toBe('inconclusive');
    },
  );
});

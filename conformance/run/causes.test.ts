import { describe, expect, test } from '@jest/globals';
import type { CaseResult, ReceivedResponse } from '../../generated/report-types.ts';
import { result } from '../fixtures/result.ts';
import { causesOf } from './causes.ts';

const page: ReceivedResponse = { status: 500, body: '<title>500 Internal Server Error</title><p>17</p>' };
const invalidToken = (token: string): ReceivedResponse => ({
  status: 400,
  error: { name: 'ValidationException', forms: [], message: `Invalid token: ${token}1` },
});

function failed(id: string, response: ReceivedResponse, changed: Partial<CaseResult> = {}): CaseResult {
  const outcome = response.status === 200 ? 'accepted' : 'server-error';
  return result({
    id,
    verdict: 'failed',
    reason: `the request got ${response.status}`,
    outcome,
    response,
    ...changed,
  });
}

const told = (results: CaseResult[]) => causesOf(results).map(({ what, cases }) => [what, ...cases]);

describe('results rest on one cause', () => {
  test('when the same operation gave them the same answer, whatever they are about', () => {
    const results = [
      failed('a', page),
      failed('b', { ...page, body: '<title>500 Internal Server Error</title><p>18</p>' }, { level: 'MAY' }),
      result({ id: 'c', verdict: 'inconclusive', response: page, control: { case: 'a', answer: '500' } }),
      result({ id: 'd', response: { status: 200 } }),
    ];
    expect(told(results)).toEqual([
      [
        'RespondActivityTaskCompleted answers 500 (a page, 500 Internal Server Error) in 3 of 4 cases.',
        'a',
        'b',
        'c',
      ],
    ]);
    expect(causesOf(results)[0]).toMatchObject({
      verdict: 'failed',
      level: 'MUST',
      example: 'a',
      counts: { must: 1, should: 0, may: 1, inconclusive: 1, untested: 0, error: 0 },
    });
  });

  test('but not when another operation did, or the answer says something else', () => {
    const canceled = { operation: 'RespondActivityTaskCanceled' };
    const results = [failed('a', page), failed('b', page, canceled), failed('c', invalidToken('x'))];
    expect(told(results)).toHaveLength(3);
  });

  test('although what an answer repeats of its request differs', () => {
    expect(told([failed('a', invalidToken('AAAA1')), failed('b', invalidToken('BBBB2'))])).toHaveLength(1);
  });

  test('which is found in no time, however long what an answer repeats is', () => {
    const [one, other] = ['a', 'b'].map((letter) => failed(letter, invalidToken(letter.repeat(130_000))));
    const started = performance.now();
    expect(told([one, other] as CaseResult[])).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('when they were not tested for one reason, their own or that of their control', () => {
    const untested = (id: string, reason: string) =>
      result({ id, verdict: 'untested', reason, hint: 'give it' });
    const results = [
      untested('a', 'it needs a task'),
      untested('b', 'its control a could not be run: it needs a task'),
    ];
    expect(causesOf(results)).toMatchObject([
      { what: 'It needs a task.', hint: 'give it', cases: ['a', 'b'] },
    ]);
  });

  test('when what breaks one requirement was accepted', () => {
    const statement = 'GET is refused.';
    const results = ['a', 'b'].map((id) => failed(id, { status: 200 }, { requirement: 'r', statement }));
    expect(told(results)).toEqual([['GET is refused. Instead it was accepted (200).', 'a', 'b']]);
  });
});

test('an operation that says it is not there is said not to be implemented', () => {
  const gone = { status: 501, body: '' };
  const results = ['a', 'b'].map((id) => failed(id, gone, { outcome: 'not-implemented' }));
  expect(told(results)[0]?.[0]).toBe('RespondActivityTaskCompleted is not implemented: 501 in 2 of 2 cases.');
});

test('one that fails on some calls only is not', () => {
  const some = [failed('a', { status: 501, body: '' }, { outcome: 'not-implemented' })];
  const others = ['b', 'c'].map((id) => result({ id, response: { status: 200 } }));
  expect(told([...some, ...others])[0]?.[0]).toBe(
    'RespondActivityTaskCompleted answers 501 in 1 of 3 cases.',
  );
});

test('the gravest cause comes first, then what concerns most cases; its plainest case is the example', () => {
  const results = [
    failed('may', { status: 200 }, { level: 'MAY', requirement: 'may' }),
    result({ id: 'untested', verdict: 'untested', reason: 'no task' }),
    failed('one', { status: 200 }, { requirement: 'one' }),
    failed('page/a', page, { group: 'page' }),
    failed('operation/known', page, { group: 'operation' }),
  ];
  expect(causesOf(results).map(({ example }) => example)).toEqual([
    'operation/known',
    'one',
    'may',
    'untested',
  ]);
});

test('each result that did not pass is in one cause, and what is expected to fail in none', () => {
  const results = [
    result({ id: 'passed' }),
    failed('a', page),
    failed('expected', page, { expectedFailure: { reason: 'known' } }),
    failed('pass', { status: 200 }, { unexpectedPass: true }),
    result({
      id: 'error',
      verdict: 'error',
      reason: 'arranging: X got 500 (the request was {"a":1}), after it had worked',
    }),
    result({ id: 'step', verdict: 'inconclusive', reason: 'before the request, a call: that got 200' }),
  ];
  expect(
    causesOf(results)
      .flatMap(({ cases }) => cases)
      .sort(),
  ).toEqual(['a', 'error', 'pass', 'step']);
});

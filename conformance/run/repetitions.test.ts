import { describe, expect, test } from '@jest/globals';
import { result } from '../fixtures/result.ts';
import type { Verdict } from '../judge/verdict.ts';
import { addRepetition, combineRepetitions, type Repetitions } from './repetitions.ts';

const combined = (...verdicts: Verdict[]) =>
  combineRepetitions(
    verdicts
      .map((verdict, index) => result({ verdict, reason: `run ${index + 1}` }))
      .reduce(addRepetition, undefined) as Repetitions,
  );

describe('the repetitions of a case', () => {
  test.each<Verdict>(['passed', 'failed', 'inconclusive', 'untested', 'error'])(
    'that are all %s are so',
    (verdict) => {
      expect(combined(verdict, verdict, verdict)).toEqual(result({ verdict, reason: 'run 1' }));
    },
  );

  test.each<[Verdict, Verdict]>([
    ['passed', 'failed'],
    ['failed', 'passed'],
    ['passed', 'inconclusive'],
    ['inconclusive', 'failed'],
  ])('that are %s and %s are flaky, and fail', (one, other) => {
    expect(combined(one, other)).toMatchObject({ verdict: 'failed', flaky: true });
  });

  test('show the first that did not pass, and how many were what', () => {
    expect(combined('passed', 'passed', 'failed', 'passed').reason).toBe(
      'the verdicts of 4 repetitions differ (3 passed, 1 failed); the first that did not pass: run 3',
    );
  });

  test('of which one could not be carried out are no fault of the endpoint', () => {
    expect(combined('passed', 'error', 'passed')).toMatchObject({ verdict: 'error', flaky: true });
    expect(combined('passed', 'untested')).toMatchObject({ verdict: 'untested', flaky: true });
    expect(combined('passed', 'error', 'failed')).toMatchObject({ verdict: 'failed', flaky: true });
  });
});

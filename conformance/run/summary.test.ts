import { describe, expect, test } from '@jest/globals';
import type { CaseResult } from '../../generated/report-types.ts';
import { readCorpus } from '../cases/corpus.ts';
import { result } from '../fixtures/result.ts';
import { coverageOf, exitCodeOf, type FailingLevel, summarize } from './summary.ts';

const failed = (level: CaseResult['level'], more: Partial<CaseResult> = {}) =>
  result({ verdict: 'failed', level, ...more });
const expected = failed('MUST', { expectedFailure: { reason: 'not yet' } });
const inconclusive = result({ verdict: 'inconclusive' });
const untested = result({ verdict: 'untested' });
const error = result({ verdict: 'error' });
const unexpectedPass = failed('MAY', { unexpectedPass: true });

function exitCode(
  results: CaseResult[],
  failing: FailingLevel = 'must',
  strict = false,
  problems: string[] = [],
) {
  return exitCodeOf({ summary: summarize(results), results, problems }, failing, strict);
}

describe('the exit code', () => {
  test.each<[string, CaseResult[], FailingLevel, boolean, number]>([
    ['everything passed', [result()], 'must', false, 0],
    ['a MUST failed', [result(), failed('MUST')], 'must', false, 1],
    ['a SHOULD failed, and MUST counts', [result(), failed('SHOULD')], 'must', false, 0],
    ['a SHOULD failed, and SHOULD counts', [result(), failed('SHOULD')], 'should', false, 1],
    ['a MUST failed, and SHOULD counts', [result(), failed('MUST')], 'should', false, 1],
    ['a MAY failed, and SHOULD counts', [result(), failed('MAY')], 'should', false, 0],
    ['a MAY failed, and MAY counts', [result(), failed('MAY')], 'may', false, 1],
    ['a MUST failed as expected', [result(), expected], 'must', false, 0],
    ['only what is expected to fail failed', [expected], 'must', false, 0],
    ['what is expected to fail passed, even a MAY', [result(), unexpectedPass], 'must', false, 1],
    ['a case could not be carried out', [result(), error], 'must', false, 1],
    ['something is inconclusive', [result(), inconclusive], 'must', false, 0],
    ['something is inconclusive, strictly', [result(), inconclusive], 'must', true, 4],
    ['something is untested, strictly', [result(), untested], 'must', true, 4],
    [
      'what is untested or inconclusive is listed, strictly',
      [
        result(),
        { ...untested, listed: { reason: 'not yet' } },
        { ...inconclusive, listed: { reason: 'r' } },
      ],
      'must',
      true,
      0,
    ],
    ['something is untested and a MUST failed, strictly', [untested, failed('MUST')], 'must', true, 1],
    ['everything passed, strictly', [result()], 'must', true, 0],
    ['nothing could be tested', [untested, untested], 'must', false, 2],
    ['nothing could be decided', [inconclusive, untested], 'must', false, 2],
    ['nothing but a MAY could be decided', [result({ level: 'MAY' }), inconclusive], 'must', false, 2],
    ['no MUST was among the cases', [result({ level: 'MAY' })], 'must', false, 0],
  ])('%s', (_, results, failing, strict, code) => {
    expect(exitCode(results, failing, strict)).toBe(code);
  });

  test('an expected failure that matches no case fails the run', () => {
    expect(exitCode([result()], 'must', false, ['it matches no case'])).toBe(1);
  });
});

describe('the summary', () => {
  test('counts each case once, and expected failures by themselves', () => {
    const results = [
      result(),
      failed('MUST'),
      failed('SHOULD'),
      failed('MAY'),
      expected,
      inconclusive,
      untested,
      error,
    ];
    const summary = summarize(results);
    expect(summary).toEqual({
      total: 8,
      passed: 1,
      failed: 3,
      inconclusive: 1,
      untested: 1,
      error: 1,
      expectedFailures: 1,
      must: { failed: 1 },
      should: { failed: 1 },
    });
    const {
      total,
      passed,
      failed: failures,
      inconclusive: open,
      untested: idle,
      error: errors,
      expectedFailures,
    } = summary;
    expect(passed + failures + open + idle + errors + expectedFailures).toBe(total);
  });
});

describe('coverage', () => {
  const { requirements, cases } = readCorpus();

  test('has every requirement of the contract with its cases in the run, and the worst verdict', () => {
    const results = [
      result({ id: 'a', requirement: 'task-token.type' }),
      result({ id: 'b', requirement: 'task-token.type', verdict: 'inconclusive' }),
    ];
    const coverage = coverageOf(requirements, results);
    expect(coverage.map(({ requirement }) => requirement)).toEqual(requirements.map(({ id }) => id));
    expect(coverage.find(({ requirement }) => requirement === 'task-token.type')).toEqual({
      requirement: 'task-token.type',
      level: 'MUST',
      cases: ['a', 'b'],
      verdict: 'inconclusive',
    });
    expect(coverage.find(({ requirement }) => requirement === 'task-token.min-length')).toMatchObject({
      cases: [],
      verdict: 'untested',
    });
  });

  test('every requirement that can be observed has a case', () => {
    const without = requirements.filter(({ id }) => !cases.some(({ requirement }) => requirement === id));
    expect(without.filter(({ unobservable }) => unobservable === undefined)).toEqual([]);
  });
});

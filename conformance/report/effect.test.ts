import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseResult } from '../../generated/report-types.ts';
import { exitCodeOf } from '../run/summary.ts';
import { type Effect, effectOf, type Rules, rulesOf } from './effect.ts';
import { failure, report, result, untested } from './fixtures/reports.ts';

const usual: Rules = { level: 'must', strict: false };

describe('what a result does to a run', () => {
  test.each<[string, CaseResult, Rules, Effect]>([
    ['a passed case', result(), usual, 'passes'],
    ['a failed MUST', failure({ level: 'MUST' }), usual, 'fails'],
    ['a failed SHOULD', failure({ level: 'SHOULD' }), usual, 'tolerated'],
    [
      'a failed SHOULD with --level should',
      failure({ level: 'SHOULD' }),
      { ...usual, level: 'should' },
      'fails',
    ],
    [
      'a failed MAY with --level should',
      failure({ level: 'MAY' }),
      { ...usual, level: 'should' },
      'tolerated',
    ],
    ['a failed MAY with --level may', failure({ level: 'MAY' }), { ...usual, level: 'may' }, 'fails'],
    ['an expected failure', failure({ expectedFailure: { reason: 'known' } }), usual, 'tolerated'],
    ['an unexpected pass of a MAY', failure({ level: 'MAY', unexpectedPass: true }), usual, 'fails'],
    ['an error', result({ verdict: 'error' }), usual, 'fails'],
    ['an inconclusive case', result({ verdict: 'inconclusive' }), usual, 'tolerated'],
    [
      'an inconclusive case with --strict',
      result({ verdict: 'inconclusive' }),
      { ...usual, strict: true },
      'fails',
    ],
    ['an untested case', untested(), usual, 'skipped'],
    ['an untested case with --strict', untested(), { ...usual, strict: true }, 'fails'],
  ])('%s', (_, given, rules, effect) => {
    expect(effectOf(given, rules)).toBe(effect);
  });

  test('a report that says nothing of its rules follows the usual ones', () => {
    expect(rulesOf(report([]))).toEqual(usual);
  });

  test('agrees with the exit code: a case fails the run exactly when the run is not 0', () => {
    const cases = fc.record({
      verdict: fc.constantFrom<CaseResult['verdict']>(
        'passed',
        'failed',
        'inconclusive',
        'untested',
        'error',
      ),
      level: fc.constantFrom<CaseResult['level']>('MUST', 'SHOULD', 'MAY'),
    });
    const rules = fc.record({
      level: fc.constantFrom<Rules['level']>('must', 'should', 'may'),
      strict: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(cases, { minLength: 1, maxLength: 6 }), rules, (given, under) => {
        const results = [result(), ...given.map((each) => result(each))];
        const fails = results.some((each) => effectOf(each, under) === 'fails');
        expect(exitCodeOf(report(results), under.level, under.strict) !== 0).toBe(fails);
      }),
    );
  });
});

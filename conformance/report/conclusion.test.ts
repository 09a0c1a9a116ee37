import { describe, expect, test } from '@jest/globals';
import { conclusionOf, countsInWords } from './conclusion.ts';
import { failure, report, result, untested } from './fixtures/reports.ts';

describe('the conclusion of a run', () => {
  test('that conforms says so', () => {
    expect(conclusionOf(report([result()]), 0)).toEqual({ tone: 'good', text: 'The endpoint conforms.' });
  });

  test('that left something open says how much', () => {
    expect(conclusionOf(report([result(), untested()]), 0)).toEqual({
      tone: 'open',
      text: 'The endpoint conforms in all decided cases; 1 case is undecided.',
    });
  });

  test('in which only what need not hold failed says that, and is no clean one', () => {
    const should = report([result(), failure({ level: 'SHOULD' }), failure({ level: 'MAY' })]);
    expect(conclusionOf(should, 0)).toEqual({
      tone: 'open',
      text: 'The endpoint conforms at level MUST; 1 SHOULD and 1 MAY failed.',
    });
    expect(conclusionOf(report([result(), failure({ level: 'MAY' }), untested()]), 0).text).toBe(
      'The endpoint conforms at level MUST in all decided cases; 1 MAY failed; 1 case is undecided.',
    );
    expect(conclusionOf(report([failure({ level: 'MAY' }), untested()]), 4).text).toBe(
      'Nothing failed at level MUST, but 1 case is undecided (--strict); 1 MAY failed.',
    );
  });

  test('in which known failures failed says how many there are', () => {
    const known = failure({ expectedFailure: { reason: 'not yet' } });
    expect(conclusionOf(report([result(), known, known]), 0)).toEqual({
      tone: 'open',
      text: 'The endpoint conforms except for 2 known failures.',
    });
    expect(conclusionOf(report([result(), known, failure({ level: 'SHOULD' }), untested()]), 0).text).toBe(
      'The endpoint conforms at level MUST in all decided cases except for 1 known failure; 1 SHOULD failed; 1 case is undecided.',
    );
  });

  test('that failed names the levels', () => {
    const results = [failure(), failure(), failure({ level: 'SHOULD' }), failure({ level: 'MAY' })];
    expect(conclusionOf(report(results), 1).text).toBe(
      'The endpoint does not conform: 2 MUST, 1 SHOULD and 1 MAY failed.',
    );
  });

  test('in which the runner failed does not speak about the endpoint', () => {
    expect(conclusionOf(report([result({ verdict: 'error' })]), 1).text).toBe(
      'The run failed: 1 case could not be carried out.',
    );
  });

  test('that failed for the list of expected failures does not speak about the endpoint', () => {
    const of = report([result(), failure({ unexpectedPass: true })], {
      problems: ['an entry matches no case'],
    });
    expect(conclusionOf(of, 1).text).toBe(
      'The run failed: 1 case passed although listed as an expected failure; 1 problem outside the cases.',
    );
  });

  test('counts no case both as failed and as passed unexpectedly', () => {
    expect(conclusionOf(report([failure(), failure({ unexpectedPass: true })]), 1).text).toBe(
      'The endpoint does not conform: 1 MUST failed; 1 case passed although listed as an expected failure.',
    );
  });

  test('in which nothing was tested says where to look', () => {
    expect(conclusionOf(report([untested()]), 2)).toMatchObject({ tone: 'bad' });
  });

  test('under --strict names the option', () => {
    expect(conclusionOf(report([result(), untested()]), 4).text).toBe(
      'Nothing failed, but 1 case is undecided (--strict).',
    );
  });
});

test('the counts name only what there is, but always passed and failed', () => {
  expect(countsInWords(report([result()]))).toBe('1 case in 1.2 s: 1 passed, 0 failed');
  expect(countsInWords(report([result(), failure({ level: 'MAY' }), untested()]))).toBe(
    '3 cases in 1.2 s: 1 passed, 1 failed (1 MAY), 1 untested',
  );
});

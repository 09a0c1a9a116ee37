import { describe, expect, test } from '@jest/globals';
import { readCorpus } from '../cases/corpus.ts';
import { UsageError } from '../errors.ts';
import { result } from '../fixtures/result.ts';
import {
  applyExpectation,
  type ExpectedFailure,
  parseExpectedFailures,
  unmatchedEntries,
} from './expected-failures.ts';

const ids = readCorpus().cases.map(({ id }) => id);
const today = '2026-11-20';

describe('a file of expected failures', () => {
  test('has case globs, each with a reason, perhaps a link and a last day', () => {
    const text = `
- case: canceled/**
  reason: RespondActivityTaskCanceled is not implemented yet
  link: https://example.org/issues/17
  expires: 2027-06-30
- case: completed/taskToken/length-1025
  reason: lengths are not checked
`;
    expect(parseExpectedFailures(text, 'known.yaml')).toEqual([
      {
        case: 'canceled/**',
        reason: 'RespondActivityTaskCanceled is not implemented yet',
        link: 'https://example.org/issues/17',
        expires: '2027-06-30',
      },
      { case: 'completed/taskToken/length-1025', reason: 'lengths are not checked' },
    ]);
  });

  test.each(['', '# nothing yet\n', '[]'])('may be empty: %j', (text) => {
    expect(parseExpectedFailures(text, 'known.yaml')).toEqual([]);
  });

  test.each([
    ['- case: [', 'known.yaml is not YAML'],
    ['case: a', 'known.yaml is not a list'],
    ['just text', 'known.yaml is not a list'],
    ['- completed/**', 'known.yaml, entry 1 is not a map'],
    ['- [completed/**, because]', 'known.yaml, entry 1 is not a map'],
    ['- reason: because', 'known.yaml, entry 1 has no case'],
    ["- case: ''\n  reason: because", 'known.yaml, entry 1 has no case'],
    ['- case: a/**', 'known.yaml, entry 1 ("a/**") has no reason'],
    ["- case: a/**\n  reason: ' '", 'known.yaml, entry 1 ("a/**") has no reason'],
    ['- case: a\n  reason: b\n- case: 17\n  reason: c', 'known.yaml, entry 2: case is not a string'],
    [
      '- case: a\n  reason: b\n  until: c',
      'known.yaml, entry 1 has "until"; it can have case, reason, link, expires',
    ],
    ['- case: a\n  reason: b\n  expires: soon', 'known.yaml, entry 1 ("a"): expires is not a date like'],
    [
      '- case: a\n  reason: b\n  expires: 2027-02-30',
      'known.yaml, entry 1 ("a"): expires is not a date like',
    ],
    ['- case: a\n  reason: b\n  expires: 2027', 'known.yaml, entry 1: expires is not a string'],
  ])('that is wrong is refused with the place: %j', (text, message) => {
    expect(() => parseExpectedFailures(text, 'known.yaml')).toThrow(UsageError);
    expect(() => parseExpectedFailures(text, 'known.yaml')).toThrow(message);
  });

  test('entries that match no case are named', () => {
    const entries = [
      { case: 'completed/**', reason: 'r' },
      { case: 'completed/tasktoken/*', reason: 'r' },
    ];
    expect(unmatchedEntries(entries, ids)).toEqual([
      'the expected failure "completed/tasktoken/*" matches no case; remove it or correct it',
    ]);
  });
});

describe('a result in the light of what was expected', () => {
  const entry: ExpectedFailure = { case: 'completed/**', reason: 'not yet' };
  const apply = (verdict: 'passed' | 'failed' | 'inconclusive' | 'untested' | 'error', entries = [entry]) =>
    applyExpectation(result({ verdict }), entries, today);

  test('a failure that is listed is expected, with the reason', () => {
    expect(apply('failed')).toMatchObject({ verdict: 'failed', expectedFailure: { reason: 'not yet' } });
  });

  test('a failure that is not listed stays what it is', () => {
    expect(apply('failed', [{ case: 'canceled/**', reason: 'not yet' }])).toEqual(
      result({ verdict: 'failed' }),
    );
  });

  test('a pass that is listed fails, and says what to do', () => {
    const applied = apply('passed');
    expect(applied).toMatchObject({ verdict: 'failed', unexpectedPass: true });
    expect(applied.hint).toContain('remove the entry "completed/**"');
  });

  test.each(['inconclusive', 'untested'] as const)(
    'what is %s stays so, and is marked as listed',
    (verdict) => {
      expect(apply(verdict)).toEqual(result({ verdict, listed: { reason: 'not yet' } }));
    },
  );

  test('an error stays one', () => {
    expect(apply('error')).toEqual(result({ verdict: 'error' }));
  });

  test('an entry counts up to its last day', () => {
    expect(apply('failed', [{ ...entry, expires: today }])).toHaveProperty('expectedFailure');
    const expired = apply('failed', [{ ...entry, expires: '2026-11-19' }]);
    expect(expired).not.toHaveProperty('expectedFailure');
    expect(expired.reason).toContain('it was expected to fail until 2026-11-19: not yet');
    expect(apply('passed', [{ ...entry, expires: '2026-11-19' }])).toEqual(result());
  });

  test('an entry that has expired does not hide one that has not', () => {
    const entries = [
      { ...entry, expires: '2026-11-19' },
      { ...entry, reason: 'a new one' },
    ];
    expect(apply('failed', entries)).toMatchObject({ expectedFailure: { reason: 'a new one' } });
  });
});

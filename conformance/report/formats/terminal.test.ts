import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  failure,
  hostileFailure,
  oneOfEach,
  report,
  result,
  untested,
  written,
} from '../fixtures/reports.ts';

describe('the terminal report', () => {
  test('has one paragraph for each case that did not pass, with its evidence', () => {
    const text = written('terminal', report([result(), failure()]));
    expect(text).toContain(
      [
        'failed MUST  completed/result/length-32769  result of 32769 characters is refused',
        '  expected constraint; a refusal counts only if completed/result/length-32768 gets another answer',
        '  but      the answer was 200: {}, which is accepted',
      ].join('\n'),
    );
    expect(text).not.toContain('completed/result/length-32768  ');
  });

  test('says what was not tested together with what would enable it', () => {
    expect(written('terminal', report([untested({ id: 'a' }), untested({ id: 'b' })]))).toContain(
      'untested  2 cases: it needs an open task\n  cases    a, b\n  do       give --arrange swf\n',
    );
  });

  test('ends with the counts and what they come to', () => {
    expect(written('terminal', report([result(), failure()]))).toMatch(
      /2 cases in 1\.2 s: 1 passed, 1 failed \(1 MUST\)\nThe endpoint does not conform: 1 MUST failed\.\n$/,
    );
  });

  test('tells what fails the run besides the cases', () => {
    expect(written('terminal', report([result()], { problems: ['an entry matches no case'] }))).toContain(
      'problem   an entry matches no case\n',
    );
  });

  test('marks a flaky case', () => {
    expect(written('terminal', report([failure({ flaky: true })]))).toContain('failed MUST (flaky)');
  });

  test('has colours only where they are asked for', () => {
    const of = report(oneOfEach());
    expect(written('terminal', of)).not.toContain('\u001b');
    expect(written('terminal', of, { color: true })).toContain('\u001b[31m');
  });

  test('has only colours of its own, whatever an endpoint said', () => {
    const check = (text?: string) => {
      const plain = written('terminal', report([hostileFailure(text)]));
      expect(plain.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    };
    check();
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => check(text)));
  });
});

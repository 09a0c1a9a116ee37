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
  test('tells a cause once, with the cases that rest on it and the evidence of one', () => {
    const text = written(
      'terminal',
      report([result(), failure(), failure({ id: 'completed/result/other' })]),
    );
    expect(text).toContain(
      [
        'failed MUST  A result has 0 to 32768 characters; a longer one is refused as breaking a constraint. Instead it was accepted (200).',
        '  cases    2 MUST failed: completed/result/length-32769 and completed/result/other',
        '  expected constraint; a rejection counts only if completed/result/length-32768 gets a different response',
        '  but      the request got 200: {}, which is accepted',
      ].join('\n'),
    );
    expect(text.match(/Instead it was accepted/g)).toHaveLength(1);
  });

  test('fits on a screen, however much failed, and says how to see the rest', () => {
    const failures = Array.from({ length: 200 }, (_, index) =>
      failure({ id: `completed/case-${index}`, requirement: `requirement-${index % 50}` }),
    );
    const lines = written('terminal', report([...failures, untested({ id: 'a' })])).split('\n');
    expect(lines.length).toBeLessThan(40);
    expect(lines).toContain('37 more in the other reports');
    expect(lines.join('\n')).toContain('untested  It needs an open task.');
    expect(lines.at(-2)).toContain('--report html=FILE');
  });

  test('has no command and no token: they are in the other reports', () => {
    const text = written('terminal', report([failure()]));
    expect(text).not.toContain('curl -');
  });

  test('says what was not tested together with what would enable it', () => {
    expect(written('terminal', report([untested({ id: 'a' }), untested({ id: 'b' })]))).toContain(
      'untested  It needs an open task.\n  cases    2 untested: a and b\n  do       use --arrange swf\n',
    );
  });

  test('ends with the counts and what they come to', () => {
    expect(written('terminal', report([result(), failure()]))).toMatch(
      /2 cases in 1\.2 s: 1 passed, 1 failed \(1 MUST\)\nThe endpoint does not conform: 1 MUST failed\.\n/,
    );
  });

  test('tells what fails the run besides the cases', () => {
    expect(written('terminal', report([result()], { problems: ['an entry matches no case'] }))).toContain(
      'problem   an entry matches no case\n',
    );
  });

  test('marks a flaky case', () => {
    expect(written('terminal', report([failure({ flaky: true })]))).toContain(
      'completed/result/length-32769 is flaky',
    );
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

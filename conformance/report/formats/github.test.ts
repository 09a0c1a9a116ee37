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

type Command = { kind: string; title: string; message: string };

/** What the runner of GitHub Actions makes of the lines. Its parser: actions/runner, ActionCommand.cs. */
function commandsIn(text: string): Command[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, kind, title, message] = line.match(/^::(\w+) title=([^:,]*)::(.*)$/) ?? [];
      if (kind === undefined) throw new Error(`no workflow command: ${line}`);
      const undone = (value = '') =>
        ['%0D', '%0A', '%3A', '%2C', '%25'].reduce(
          (done, code) => done.replaceAll(code, decodeURIComponent(code)),
          value,
        );
      return { kind, title: undone(title), message: undone(message) };
    });
}

describe('annotations', () => {
  test('are errors for what fails the run, warnings for the rest, and notices for what was not tested', () => {
    const commands = commandsIn(written('github', report(oneOfEach())));
    expect(commands.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
      'error failed MUST: 2 cases',
      'error failed MUST: canceled/operation/accepted',
      'error error: completed/lifecycle/after-completed',
      'warning failed MAY: completed/json/null-text',
      'warning inconclusive: completed/operation/never-issued',
      'notice swf-contract against http://127.0.0.1:8000/',
      'notice untested: 2 cases',
    ]);
  });

  test('keep in their titles what separates the parts of a command', () => {
    const title = 'swf-contract against http://127.0.0.1:8000/a,b:c%2C';
    const target = { ...report([]).target, endpoint: 'http://127.0.0.1:8000/a,b:c%2C' };
    expect(commandsIn(written('github', report([], { target })))).toMatchObject([{ title }]);
  });

  test('carry the evidence, line by line', () => {
    const [first] = commandsIn(written('github', report([failure()])));
    expect(first?.message.split('\n').slice(0, 5)).toEqual([
      'A result has 0 to 32768 characters; a longer one is refused as breaking a constraint. Instead it was accepted (200).',
      '1 MUST failed: completed/result/length-32769',
      'refuse it',
      'expected: constraint; a rejection counts only if completed/result/length-32768 gets a different response',
      'but: the request got 200: {}, which is accepted',
    ]);
    expect(first?.message).toContain('again: { printf');
  });

  test('are ten of a kind at most, the last of which names the others', () => {
    const results = Array.from({ length: 14 }, (_, index) =>
      failure({ id: `completed/case-${index}`, requirement: `requirement-${index}` }),
    );
    const errors = commandsIn(written('github', report(results))).filter(({ kind }) => kind === 'error');
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)?.title).toBe('5 more');
    expect(errors.at(-1)?.message).toContain('completed/case-13');
  });

  test('under --strict are errors for what is untested', () => {
    const of = report([result(), untested({ id: 'a' })], { rules: { level: 'must', strict: true } });
    expect(commandsIn(written('github', of)).map(({ kind }) => kind)).toEqual(['error', 'notice']);
  });

  test('are as many whatever an endpoint said', () => {
    const check = (text?: string) =>
      expect(commandsIn(written('github', report([hostileFailure(text)]))).map(({ kind }) => kind)).toEqual([
        'error',
        'notice',
      ]);
    check();
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => check(text)));
  });
});

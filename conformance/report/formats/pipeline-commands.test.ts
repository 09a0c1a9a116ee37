// Reports may be written to the log of a job, where what some lines say is done by the runner of the job.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hostileFailure, report, written } from '../fixtures/reports.ts';
import { formats } from '../index.ts';

/** Lines that are commands to the runner of GitHub Actions (actions/runner, ActionCommand.cs), or to that of Azure. */
function commandsIn(text: string): string[] {
  return text.split('\n').filter((line) => /##(vso)?\[|^\s*::/.test(line));
}

const said = [
  '##[add-mask]x',
  'a ##[add-mask]x b',
  '::add-mask::x',
  'a\n::add-mask::x',
  'a\r\n \t\u3000::stop-commands::x',
  '###[error]x',
  '##vso[task.complete result=Succeeded]',
  "'##[add-mask]x'\n'::add-mask::x",
];

describe.each(Object.keys(formats))('the report %s', (format) => {
  const check = (text: string) => {
    const found = commandsIn(written(format, report([hostileFailure(text)])));
    // The commands of this format are its own.
    expect(
      format === 'github' ? found.filter((line) => !/^::\w+ title=[^:,#]*::/.test(line)) : found,
    ).toEqual([]);
    if (format === 'github') expect(found.join('\n')).not.toMatch(/##(vso)?\[/);
  };

  test.each(said)('has no command that an endpoint made up by saying %j', (text) => check(text));

  test('has none whatever an endpoint said', () => {
    const text = fc.array(fc.constantFrom('#', '[', ':', ' ', '\n', '\r', "'", '`', '\u3000', 'a'));
    fc.assert(fc.property(text, (parts) => check(parts.join(''))));
  });
});

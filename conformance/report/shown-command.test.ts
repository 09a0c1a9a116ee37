import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { onOneLine } from '../printable.ts';
import { shownCommand } from './shown-command.ts';

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

test('a command without control characters is shown as it is', () => {
  const command = `curl -d 'it'\\''s é\n😀' http://127.0.0.1/`;
  expect(shownCommand(command)).toBe(command);
});

test('a control character is made by printf', () => {
  expect(shownCommand("printf '%s' 'a\u0007b'")).toBe(`printf '%s' 'a'"$(printf '\\007')"'b'`);
});

test('what a pipeline would take for a command is parted', () => {
  expect(shownCommand("printf '%s' '##[a]\n::b::'")).toBe("printf '%s' '#''#[a]\n''::b::'");
});

test('a shown command says the same to a shell', () => {
  // A command line holds no NUL, and no half surrogate pair is written as UTF-8.
  const text = fc.string({ unit: 'binary' }).filter((each) => !each.includes('\0'));
  fc.assert(
    fc.property(text, (each) => {
      const shown = shownCommand(`printf '%s' ${quoted(each)}`);
      expect(execFileSync('sh', ['-c', shown], { encoding: 'utf8' })).toBe(each);
      expect(onOneLine(shown.replace(/[\n\t]/g, ''))).toBe(shown.replace(/[\n\t]/g, ''));
    }),
    {
      numRuns: 50,
      examples: [['\u001b[2J'], ['\r\n'], ["'\u0001'"], ['\u009b\u202e'], ['##[a]\n ::b::'], ['###[']],
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clipped, onOneLine, printable } from './printable.ts';

describe('printable text', () => {
  test.each([
    ['an escape sequence', 'a\u001b[31mb', 'a\\u001b[31mb'],
    ['a control of the upper set', '\u009b2J', '\\u009b2J'],
    ['a bell', '\u0007', '\\u0007'],
    ['a mark that turns the direction', '\u202egnp', '\\u202egnp'],
    ['half a surrogate pair', 'a\ud83d', 'a\\ud83d'],
    ['what is no character', '\ufffe', '\\ufffe'],
    ['an invisible tag', '\u{e0041}', '\\u{e0041}'],
    ['what GitHub takes for a command in a line', 'a ##[add-mask]b', 'a #\\u0023[add-mask]b'],
    ['what GitHub takes for a command as a line', 'a\n \u3000::add-mask::b', 'a\n \u3000\\u003a:add-mask::b'],
    ['what Azure takes for a command', '##vso[task.complete]', '#\\u0023vso[task.complete]'],
    ['a lone carriage return', 'a\rb', 'a\\u000db'],
  ])('spells out %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('keeps letters of all scripts, emoji, tabs and lines', () => {
    const text = 'é 日本 한 ا 😀 👩‍💻 a::b #[c] ## d\n\tend';
    expect(printable(text)).toBe(text);
  });

  test('has lines that end as they do elsewhere', () => {
    expect(printable('a\r\nb')).toBe('a\nb');
  });

  test('on one line has no line break of any kind', () => {
    expect(onOneLine('a\nb\tc\rd\u2028e')).toBe('a\\nb\\tc\\rd\\u2028e');
  });

  test('is the same when it is made printable again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(printable(text))).toBe(printable(text));
        expect(onOneLine(onOneLine(text))).toBe(onOneLine(text));
      }),
    );
  });
});

describe('clipped text', () => {
  test('says how much was left out', () => {
    expect(clipped('abcdef', 4)).toBe('abcd… (2 more characters)');
    expect(clipped('abcde', 4)).toBe('abcd… (1 more character)');
  });

  test('is the whole text where there is room', () => {
    expect(clipped('abcd', 4)).toBe('abcd');
  });

  test('does not part a surrogate pair', () => {
    expect(clipped('abc😀d', 4)).toBe('abc… (3 more characters)');
  });
});

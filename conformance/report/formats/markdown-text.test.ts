import { describe, expect, test } from '@jest/globals';
import { codeBlock, inlineCode, literal } from './markdown-text.ts';

describe('literal text', () => {
  test.each([
    ['emphasis', '*a* _b_', '&#42;a&#42; &#95;b&#95;'],
    ['HTML', '<b>', '&#60;b&#62;'],
    ['the end of a cell', 'a|b', 'a&#124;b'],
    ['a link', '[a](b)', '&#91;a&#93;(b)'],
    ['an address', 'https://a.b', 'https&#58;//a.b'],
    ['an address without a scheme', 'www.example.org', 'www&#46;example.org'],
    ['a mention', '@octocat #1', '&#64;octocat &#35;1'],
    ['code', '`a`', '&#96;a&#96;'],
    ['a list', '- a', '&#45; a'],
    ['a numbered list', '17. a', '17&#46; a'],
    ['lines', 'a\nb', 'a&#92;nb'],
  ])('is no %s', (_, text, markdown) => {
    expect(literal(text)).toBe(markdown);
  });

  test('stays readable where nothing is to be escaped', () => {
    const text = "it's a plain sentence, with (brackets), a dash - and 100%; isn't it?";
    expect(literal(text)).toBe(text);
  });

  test('as code is inside an element', () => {
    expect(inlineCode('a|b')).toBe('<code>a&#124;b</code>');
  });
});

test('a code block is closed only by its own fence', () => {
  expect(codeBlock('a\n```\nb', 'sh')).toBe('````sh\na\n```\nb\n````');
});

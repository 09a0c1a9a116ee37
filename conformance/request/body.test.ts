import { describe, expect, test } from '@jest/globals';
import { bytesOf, describeBody, fixParts } from './body.ts';

const tokens = { prepared: 'A"\\\né', madeUp: (length: number) => 'M'.repeat(length) };

describe('a token in a body', () => {
  test('is escaped as JSON asks', () => {
    const parts = fixParts(['{"taskToken":"', { taskToken: 'prepared' }, '"}'], tokens);
    expect(parts).toEqual(['{"taskToken":"A\\"\\\\\\né"}']);
    expect(JSON.parse(bytesOf(parts).toString())).toEqual({ taskToken: tokens.prepared });
  });

  test('is written in escapes altogether where the case asks for that', () => {
    const parts = fixParts(['"', { taskToken: 'prepared', escape: 'all' }, '"'], tokens);
    expect(parts).toEqual(['"\\u0041\\u0022\\u005c\\u000a\\u00e9"']);
    expect(JSON.parse(bytesOf(parts).toString())).toBe(tokens.prepared);
  });

  test('written in escapes keeps its surrogate pairs', () => {
    const [text] = fixParts(['"', { taskToken: 'prepared', escape: 'all' }, '"'], {
      ...tokens,
      prepared: '😀',
    });
    expect(text).toBe('"\\ud83d\\ude00"');
    expect(JSON.parse(text as string)).toBe('😀');
  });

  test('that is made up has the length that the case asks for', () => {
    expect(fixParts([{ taskToken: 'made-up', length: 3 }], tokens)).toEqual(['MMM']);
  });

  test('each made-up token is a new one', () => {
    let count = 0;
    const madeUp = () => {
      count += 1;
      return String(count);
    };
    expect(fixParts([{ taskToken: 'made-up' }, ',', { taskToken: 'made-up' }], { madeUp })).toEqual(['1,2']);
  });

  test('of a task that is not there is an error', () => {
    expect(() => fixParts([{ taskToken: 'prepared' }], { madeUp: tokens.madeUp })).toThrow('token of a task');
  });
});

describe('the bytes of a body', () => {
  test('are UTF-8, repetitions and bytes', () => {
    const parts = ['é', { repeat: '日', times: 2 }, { bytes: 'ff00' }];
    expect(Buffer.from(bytesOf(parts)).toString('hex')).toBe('c3a9e697a5e697a5ff00');
  });

  test('an empty body has none', () => {
    expect(bytesOf([])).toHaveLength(0);
  });
});

test('a body is described with its repetitions and its bytes', () => {
  expect(describeBody(['{"a":"', { repeat: 'a', times: 32769 }, { bytes: 'ff' }, '"}'])).toBe(
    '{"a":"[a × 32769][bytes ff]"}',
  );
});

import { expect, test } from '@jest/globals';
import { isWithin } from './nesting.ts';

const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

test('counts levels, however many there are', () => {
  expect(isWithin('x', { levels: 0 })).toBe(true);
  expect(isWithin(nested(3), { levels: 2 })).toBe(true);
  expect(isWithin(nested(4), { levels: 2 })).toBe(false);
  expect(isWithin({ a: { b: 1 } }, { levels: 1 })).toBe(false);
  expect(isWithin(nested(100_000), { levels: 100 })).toBe(false);
  expect(isWithin(nested(100_000), { levels: 100_000 })).toBe(true);
});

test('counts values, and the characters of texts and names', () => {
  expect(isWithin(['abc', null], { levels: 1, size: 6 })).toBe(true);
  expect(isWithin(['abc', null], { levels: 1, size: 5 })).toBe(false);
  expect(isWithin({ abc: 1 }, { levels: 1, size: 5 })).toBe(true);
  expect(isWithin({ abc: 1 }, { levels: 1, size: 4 })).toBe(false);
});

import { expect, test } from '@jest/globals';
import { membersBeside, valueAt, withValueAt } from './pointer.ts';

const value = { list: [{ 'a~b/c': 1 }, { 'a~b/c': 2 }], other: 3 };

test('a pointer leads to a value at any depth, whatever the names are', () => {
  expect(valueAt(value, '/list/1/a~0b~1c')).toBe(2);
  expect(valueAt(value, '')).toBe(value);
  expect([valueAt(value, '/other/x'), valueAt(value, '/none/x'), valueAt({ a: null }, '/a/x')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a copy has another value there, and the rest stays', () => {
  expect(withValueAt(value, '/list/1/a~0b~1c', 5)).toEqual({
    list: [{ 'a~b/c': 1 }, { 'a~b/c': 5 }],
    other: 3,
  });
  expect(value.list[1]).toEqual({ 'a~b/c': 2 });
});

test('the members beside those that pointers go through are left', () => {
  expect(membersBeside(value, ['/list/0', null])).toEqual({ other: 3 });
});

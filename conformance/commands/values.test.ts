import { describe, expect, test } from '@jest/globals';
import { InvalidArgumentError } from 'commander';
import { region, shard, wholeNumber } from './values.ts';

describe('the value of an option', () => {
  test.each(['', 'US-EAST-1', 'us east', 'eu/west'])('--region %j is refused', (value) => {
    expect(() => region(value)).toThrow(InvalidArgumentError);
  });

  test('--region is a name', () => {
    expect(region('cn-north-1')).toBe('cn-north-1');
  });

  test('--shard names a part that there is', () => {
    expect(shard('1/4')).toEqual({ index: 1, count: 4 });
    expect(() => shard('5/4')).toThrow('There is no part 5 of 4.');
    expect(() => shard('0/4')).toThrow('such as 1/4');
    expect(() => shard('quarter')).toThrow('such as 1/4');
  });

  test('numbers are whole and within bounds', () => {
    expect(wholeNumber(1)('8')).toBe(8);
    for (const value of ['0', '1.5', 'x', '1e99'])
      expect(() => wholeNumber(1)(value)).toThrow('whole number');
  });
});

// Parsers for option values.
import { InvalidArgumentError } from 'commander';
import type { Shard } from '../cases/select.ts';

/** For repeatable options. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** Names of operations: `all`, or a comma-separated list. */
export function operationNames(value: string): string[] | 'all' {
  const names = value.split(',').map((name) => name.trim());
  if (names.includes(''))
    throw new InvalidArgumentError('Give "all" or comma-separated names of operations.');
  return names.length === 1 && names[0] === 'all' ? 'all' : names;
}

/** A whole number from `least` to `most`. The default for `most` is the longest time that timers support, in milliseconds. */
export function wholeNumber(least: number, most = 2 ** 31 - 1): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}

/** A positive or negative whole number, such as a seed. */
export function integer(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('Give a whole number.');
  return number;
}

/** Part I of N, both counted from 1. */
export function shard(value: string): Shard {
  const [, index, count] = value.match(/^(\d+)\/(\d+)$/)?.map(Number) ?? [];
  if (!index || !count) throw new InvalidArgumentError('Give it as I/N, such as 1/4.');
  if (index > count) throw new InvalidArgumentError(`There is no part ${index} of ${count}.`);
  return { index, count };
}

/** The name of a region, as in host names and signatures. */
export function region(value: string): string {
  if (!/^[a-z0-9-]+$/.test(value)) throw new InvalidArgumentError('Give a name such as us-east-1.');
  return value;
}

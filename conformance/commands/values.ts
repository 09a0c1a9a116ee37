// How the values of options are read.
import { InvalidArgumentError } from 'commander';
import type { Shard } from '../cases/select.ts';

/** For options that may be given several times. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** Names of operations: `all`, or several with commas between them. */
export function operationNames(value: string): string[] | 'all' {
  const names = value.split(',').map((name) => name.trim());
  if (names.includes(''))
    throw new InvalidArgumentError('It is "all", or names of operations with commas between them.');
  return names.length === 1 && names[0] === 'all' ? 'all' : names;
}

/** A whole number from `least` to `most`. Timers can wait for no longer than the latter, in milliseconds. */
export function wholeNumber(least: number, most = 2 ** 31 - 1): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > most) {
      throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}

/** A whole number of either sign, as seeds are. */
export function integer(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('It is a whole number.');
  return number;
}

/** The part I of N, both from 1. */
export function shard(value: string): Shard {
  const [, index, count] = value.match(/^(\d+)\/(\d+)$/)?.map(Number) ?? [];
  if (!index || !count) throw new InvalidArgumentError('It is written I/N, like 1/4.');
  if (index > count) throw new InvalidArgumentError(`There is no part ${index} of ${count}.`);
  return { index, count };
}

/** The name of a region, as it stands in hosts and signatures. */
export function region(value: string): string {
  if (!/^[a-z0-9-]+$/.test(value)) throw new InvalidArgumentError('It is a name like us-east-1.');
  return value;
}

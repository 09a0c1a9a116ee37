import { expect, test } from '@jest/globals';
import { createQueue } from './queue.ts';

test('gives things back in the order in which they came, however many come and go', () => {
  const queue = createQueue<number>();
  const taken: (number | undefined)[] = [];
  for (let next = 0; next < 10_000; next += 1) {
    queue.push(next, 2);
    if (next % 3 > 0) taken.push(queue.shift());
  }
  expect(taken).toEqual(Array.from({ length: 6_666 }, (_, place) => place));
  expect([queue.length, queue.weight]).toEqual([3_334, 6_668]);
  expect(queue.items()).toEqual(Array.from({ length: 3_334 }, (_, place) => 6_666 + place));
});

test('has nothing to give when it is empty', () => {
  const queue = createQueue<string>();
  expect(queue.shift()).toBeUndefined();
  queue.push('a', 1);
  queue.clear();
  expect([queue.shift(), queue.length, queue.weight, queue.items()]).toEqual([undefined, 0, 0, []]);
});

import { describe, expect, test } from '@jest/globals';
import { inOrder } from './pool.ts';

/** Work that ends when the test says so. */
function work() {
  const ends = new Map<number, { resolve(value: string): void; reject(error: Error): void }>();
  const started: number[] = [];
  const start = (item: number) =>
    new Promise<string>((resolve, reject) => {
      started.push(item);
      ends.set(item, { resolve, reject });
    });
  const end = (item: number) => ends.get(item)?.resolve(`done ${item}`);
  return { started, start, end, fail: (item: number) => ends.get(item)?.reject(new Error(`broke ${item}`)) };
}

describe('work done several at a time', () => {
  test('gives its results in the order of the items', async () => {
    const { start, end } = work();
    const results = inOrder([1, 2, 3], 3, start);
    const first = results.next();
    for (const item of [3, 2, 1]) end(item);
    expect((await first).value).toBe('done 1');
    expect((await results.next()).value).toBe('done 2');
    expect((await results.next()).value).toBe('done 3');
    expect((await results.next()).done).toBe(true);
  });

  test('is never more than asked for', async () => {
    const { started, start, end } = work();
    const results = inOrder([1, 2, 3, 4], 2, start);
    const first = results.next();
    expect(started).toEqual([1, 2]);
    end(1);
    await first;
    expect(started).toEqual([1, 2, 3]);
    for (const item of [2, 3]) end(item);
    await results.next();
    await results.next();
    end(4);
    expect((await results.next()).value).toBe('done 4');
  });

  test('is not begun any more when it is not wanted, whoever is still waited for', async () => {
    const { started, start, end } = work();
    const unwanted = new AbortController();
    const results = inOrder([1, 2, 3, 4], 2, start, unwanted.signal);
    const first = results.next();
    unwanted.abort();
    for (const item of [2, 1]) end(item);
    expect((await first).value).toBe('done 1');
    expect((await results.next()).value).toBe('done 2');
    expect((await results.next()).done).toBe(true);
    expect(started).toEqual([1, 2]);
  });

  test('goes on behind one that takes long, as long as its result is waited for', async () => {
    const { started, start, end } = work();
    const results = inOrder([1, 2, 3, 4, 5, 6], 2, start);
    const first = results.next();
    for (const item of [2, 3, 4]) {
      end(item);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(started).toEqual([1, 2, 3, 4, 5]);
    end(1);
    expect((await first).value).toBe('done 1');
    end(5);
    for (const item of [2, 3, 4]) expect((await results.next()).value).toBe(`done ${item}`);
    expect(started).toEqual([1, 2, 3, 4, 5, 6]);
    end(6);
    expect((await results.next()).value).toBe('done 5');
    expect((await results.next()).value).toBe('done 6');
  });

  test('that fails fails when its turn comes', async () => {
    const { start, end, fail } = work();
    const results = inOrder([1, 2], 2, start);
    const first = results.next();
    fail(2);
    end(1);
    expect((await first).value).toBe('done 1');
    await expect(results.next()).rejects.toThrow('broke 2');
  });

  test('that is given up starts nothing more, and ends when what is under way has ended', async () => {
    const { started, start, end, fail } = work();
    const results = inOrder([1, 2, 3, 4, 5], 3, start);
    const first = results.next();
    end(1);
    await first;
    const startedThen = started.length;
    let ended = false;
    const returned = results.return().then(() => {
      ended = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe(false);
    end(2);
    fail(3);
    end(4);
    await returned;
    expect(started).toHaveLength(startedThen);
  });
});

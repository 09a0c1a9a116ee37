// Work done several at a time, with the results in the order of what was asked.

/**
 * Calls `work` for each item, at most `concurrency` at once, and yields the results in the order of the items. Whoever
 * stops asking, or meets a failure, goes on when what is under way has ended.
 */
export async function* inOrder<Item, Result>(
  items: Item[],
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const running: Promise<Result>[] = [];
  let next = 0;
  const startMore = () => {
    while (running.length < concurrency && next < items.length) {
      const promise = work(items[next] as Item);
      // A rejection is seen when its turn comes; until then it is not unhandled.
      promise.catch(() => {});
      running.push(promise);
      next += 1;
    }
  };
  startMore();
  try {
    while (running.length > 0) {
      const result = await running[0];
      running.shift();
      startMore();
      yield result as Result;
    }
  } finally {
    await Promise.allSettled(running);
  }
}

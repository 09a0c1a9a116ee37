// Concurrent work with results in order.

/**
 * Calls `work` for each item, at most `concurrency` at once, and yields the results in the order of the items. A slow item
 * delays the results after it, but not their work, which continues while the caller waits for a result. If the caller
 * stops, or an item fails, the generator first waits for the work in progress. After `signal` is aborted, no more work
 * starts.
 */
export async function* inOrder<Item, Result>(
  items: Item[],
  concurrency: number,
  work: (item: Item) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Result, void, undefined> {
  type Started = { result: Promise<Result>; ended: boolean };
  const untold: Started[] = [];
  const underWay = new Set<Promise<void>>();
  let next = 0;
  const startMore = () => {
    while (!signal?.aborted && underWay.size < concurrency && next < items.length) {
      const started = { result: work(items[next] as Item), ended: false };
      const end = () => {
        started.ended = true;
        underWay.delete(ending);
      };
      // A rejected promise is handled when its turn comes; this prevents an unhandled rejection until then.
      const ending = started.result.then(end, end);
      underWay.add(ending);
      untold.push(started);
      next += 1;
    }
  };
  try {
    for (;;) {
      startMore();
      const first = untold.shift();
      if (!first) return;
      while (!first.ended) {
        await Promise.race(underWay);
        startMore();
      }
      yield await first.result;
    }
  } finally {
    await Promise.all(underWay);
  }
}

// Work done several at a time, with the results in the order of what was asked.

/**
 * Calls `work` for each item, at most `concurrency` at once, and yields the results in the order of the items. One that
 * takes long holds up the results behind it, and not the work: that goes on as long as somebody waits for a result.
 * Whoever stops asking, or meets a failure, goes on when what is under way has ended. When `signal` is aborted, nothing
 * more is begun.
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
      // A rejection is seen when its turn comes; until then it is not unhandled.
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

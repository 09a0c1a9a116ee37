// Keeps the resident memory of swf-mock near what it needs. On a machine with much memory V8 lets the young generation
// of a busy process grow to 128 MB, and lets garbage become several times as much as what lives: nothing leaks, and yet
// a mock that serves a million calls takes three times what it took after ten thousand (docs/decisions/0014).
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Where the young generation stops growing, in bytes of both its halves: what a collection costs falls little beyond. */
const youngGeneration = 32 * 1_048_576;

/** How much garbage the old generation may gather before it is collected, in percent of what lives. */
const garbagePercent = 100;

/** Sets bounds for this process. Both flags are heuristics of the collector, which reads them whenever it is at work. */
export function keepFootprintSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${garbagePercent}`);
  const watch = setInterval(() => {
    const size =
      getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
    if (size < youngGeneration) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(watch);
  }, 100);
  watch.unref();
}

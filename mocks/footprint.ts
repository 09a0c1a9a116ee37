// Keeps the resident memory of swf-mock near what it needs. V8 is generous with a busy process on a machine that has
// memory: nothing leaks, and yet a mock that served a million calls would take three times what it took after ten
// thousand (docs/decisions/0014). All of this is advice to its collector, which reads it whenever it is at work.
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Where the young generation is told to stop, in bytes. By itself that of Node 24 stops at 128 MB, that of Node 20 at 32. */
const youngGeneration = 32 * 1_048_576;

/** How much garbage the old generation may gather before it is collected, in percent of what lives. */
const garbagePercent = 100;

/** Gives the advice for this process. */
export function keepFootprintSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${garbagePercent}`);
  // What is remembered of a call lives for thousands of calls and then dies. V8 takes it for what lives for ever, makes
  // it old at once, and each old object that is dead keeps its texts until everything is collected.
  setFlagsFromString('--no-allocation-site-pretenuring');
  // It shrinks when little is asked, and has to be let grow again.
  let mayGrow = true;
  const afterCollection = new PerformanceObserver(() => {
    const size =
      getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
    if (mayGrow === size < youngGeneration) return;
    mayGrow = !mayGrow;
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  });
  afterCollection.observe({ entryTypes: ['gc'] });
}

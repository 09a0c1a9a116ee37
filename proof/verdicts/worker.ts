// A thread that judges servers one by one for proof/bench/mutants.ts.
import { parentPort } from 'node:worker_threads';
import { judged, type Kind } from './judged.ts';

parentPort?.on('message', async ({ kind, index }: { kind: Kind; index: number }) => {
  parentPort?.postMessage(await judged(kind, index));
});

// Whether the runner can be relied on: the whole suite runs against every server with a fault, which it must find, every
// right one, which it must not blame, and every server that always does the same, which must earn nothing.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Judged, type Kind, names } from '../verdicts/judged.ts';

export const summary = 'whether the runner finds every fault, and blames no server that is right';
export const onlyByName = true;

/** Servers tried, and how many of them the runner judged wrongly. */
type Tally = { tried: number; wrong: number; ms: number };

/** @param args parts of names, when only some servers are meant */
export async function run(args: string[]): Promise<number> {
  const workers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL('../verdicts/worker.ts', import.meta.url)),
  );
  const tally = (kind: Kind) => tallyOf(kind, args, workers);
  console.log('Servers with a fault, and the cases that find it\n');
  const killed = await tally('faulty');
  console.log('\nRight servers\n');
  const alarmed = await tally('right');
  console.log('\nServers that always do the same\n');
  const believed = await tally('liars');
  await Promise.all(workers.map((worker) => worker.terminate()));

  console.log(`
kill rate     ${rate(killed)} of ${killed.tried} servers with a fault, in ${seconds(killed.ms)}
false alarms  ${alarmed.wrong} of ${alarmed.tried} right servers, in ${seconds(alarmed.ms)}
unearned      ${believed.wrong} of ${believed.tried} servers that always do the same, in ${seconds(believed.ms)}
together      ${seconds(killed.ms + alarmed.ms + believed.ms)}, ${workers.length} at a time`);
  const tried = killed.tried + alarmed.tried + believed.tried;
  return tried > 0 && killed.wrong + alarmed.wrong + believed.wrong === 0 ? 0 : 1;
}

/** Each worker takes the next server when it has judged one. Lines are printed in the order of the servers. */
async function tallyOf(kind: Kind, args: string[], workers: Worker[]): Promise<Tally> {
  const started = performance.now();
  const meant = [...names[kind].entries()].filter(
    ([, name]) => args.length === 0 || args.some((part) => name.includes(part)),
  );
  const judged: (Judged | undefined)[] = [];
  let next = 0;
  let printed = 0;
  const work = async (worker: Worker) => {
    for (let place = next++; place < meant.length; place = next++) {
      worker.postMessage({ kind, index: meant[place]?.[0] });
      [judged[place]] = (await once(worker, 'message')) as [Judged];
      for (let each = judged[printed]; each; each = judged[++printed]) print(each, printed + 1, meant.length);
    }
  };
  await Promise.all(workers.map(work));
  const wrong = judged.filter((each) => each && each.wrong.length > 0).length;
  return { tried: meant.length, wrong, ms: performance.now() - started };
}

function print({ line, wrong }: Judged, place: number, count: number): void {
  console.log(`${String(place).padStart(String(count).length)}/${count} ${line}`);
  for (const each of wrong) console.log(`       ${each}`);
}

function rate({ tried, wrong }: Tally): string {
  return tried === 0 ? 'none' : `${((100 * (tried - wrong)) / tried).toFixed(1)} %`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

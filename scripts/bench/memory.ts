// Whether swf-mock grows: a million calls, each with a task token of its own, and its resident memory on the way.
import { readFileSync } from 'node:fs';
import { type Counter, load } from './measure/load.ts';
import { completion } from './measure/request.ts';
import { startServer } from './measure/server.ts';
import { aimed, table } from './measure/table.ts';

export const summary = "swf-mock's resident memory over a million calls with distinct task tokens";

/** The first is what the others are compared with. */
const marks = [10_000, 50_000, 100_000, 200_000, 400_000, 600_000, 800_000, 1_000_000];
const mebibyte = 1024;

export async function run(): Promise<number> {
  const command = [process.execPath, 'mocks/cli.ts', '--port', '0', '--log', 'silent'];
  const server = await startServer({ command });
  try {
    const counter: Counter = { next: 0 };
    const curve: { calls: number; resident: number; largest: number }[] = [];
    for (const calls of marks) {
      await load(server.url, completion(), counter, { requests: calls - counter.next });
      const { resident, largest } = memoryOf(server.pid);
      curve.push({ calls, resident, largest });
      process.stderr.write(`${calls} calls\n`);
    }
    const first = curve[0]?.resident ?? Number.NaN;
    const grown = (curve.at(-1)?.resident ?? Number.NaN) - first;
    const rows = curve.map(({ calls, resident, largest }) => [
      String(calls),
      `${resident.toFixed(0)} MB`,
      `${(resident - first).toFixed(0)} MB`,
      `${largest.toFixed(0)} MB`,
    ]);
    console.log(table(['calls', 'resident', 'since the first', 'largest so far'], rows));
    console.log(`\n- ${grown.toFixed(0)} MB more than after ten thousand; ${aimed(grown, { atMost: 50 })}`);
    return 0;
  } finally {
    await server.stop();
  }
}

/** Resident now, and at the most so far, in MB of 1024 kB, as Linux tells it. */
function memoryOf(pid: number): { resident: number; largest: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / mebibyte;
  return { resident: read('VmRSS'), largest: read('VmHWM') };
}

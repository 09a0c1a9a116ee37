// Whether swf-mock's memory reaches a plateau: a million calls, each with a task token of its own, and what is resident on
// the way. How high the plateau is, is V8's business.
import { readFileSync } from 'node:fs';
import { type Counter, load } from './measure/load.ts';
import { completion } from './measure/request.ts';
import { startServer } from './measure/server.ts';
import { aimed, table } from './measure/table.ts';

export const summary = "swf-mock's resident memory over a million calls with distinct task tokens";

/** Where memory is read, in parts of all calls. */
const marks = [0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];
/** The mark from which on memory is to stay where it is. */
const plateauFrom = 3;
const mebibyte = 1024;

/** @param args how many calls there are in all; a million unless given */
export async function run([given = '1000000']: string[]): Promise<number> {
  const total = Number(given);
  if (!(total >= 100)) {
    console.error(`memory: ${given} is not a number of calls from 100`);
    return 2;
  }
  const command = [process.execPath, 'mocks/http/cli.ts', '--port', '0', '--log', 'silent'];
  const server = await startServer({ command });
  try {
    const counter: Counter = { next: 0 };
    const curve: { calls: number; resident: number; largest: number }[] = [];
    for (const mark of marks) {
      const calls = Math.round(mark * total);
      await load(server.url, completion(), counter, { requests: calls - counter.next });
      const { resident, largest } = memoryOf(server.pid);
      curve.push({ calls, resident, largest });
      process.stderr.write(`${calls} calls\n`);
    }
    const first = curve[0]?.resident ?? Number.NaN;
    const [from, last] = [curve[plateauFrom], curve.at(-1)];
    const growth = (last?.resident ?? Number.NaN) / (from?.resident ?? Number.NaN);
    const rows = curve.map(({ calls, resident, largest }) => [
      String(calls),
      `${resident.toFixed(0)} MB`,
      `${(resident - first).toFixed(0)} MB`,
      `${largest.toFixed(0)} MB`,
    ]);
    console.log(table(['calls', 'resident', 'since the first', 'largest so far'], rows));
    console.log(
      `\n- ${growth.toFixed(2)} times what it was after ${from?.calls} calls; ${aimed(growth, { atMost: 1.1 })}`,
    );
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

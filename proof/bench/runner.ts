// What the runner costs: a full run against the mock, its own part of a case beside a loop that only sends, and what
// repetitions add.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunOptions, runEvents } from '../../conformance/index.ts';
import { runCommand } from '../../scripts/programs/run-command.ts';
import { recording, sendPlainly } from './measure/plain-loop.ts';
import { type RunningServer, startServer } from './measure/server.ts';
import { aimed, median, table } from './measure/table.ts';

export const summary =
  'a full run against swf-mock, the runner’s own time per case, and what repetitions add';

const root = resolve(import.meta.dirname, '../..');
const concurrency = 8;
const samples = 5;

/** @param args the repetitions to compare; 1, 10, 40 and 100 unless given */
export async function run(args: string[]): Promise<number> {
  const repeats = args.length > 0 ? args.map(Number) : [1, 10, 40, 100];
  if (!repeats.every((repeat) => Number.isInteger(repeat) && repeat > 0)) {
    console.error(`runner: repetitions are whole numbers from 1, and not ${args.join(' ')}`);
    return 2;
  }
  console.log(`${await fullRuns()}\n`);
  const server = await startServer({
    command: [process.execPath, join(import.meta.dirname, 'fixtures/always-200.ts')],
  });
  try {
    console.log(`${await ownCost(server)}\n`);
    console.log(await repetitions(server, repeats));
  } finally {
    await server.stop();
  }
  return 0;
}

/** The command without arguments, from its start to its end, beside a process that does nothing. */
async function fullRuns(): Promise<string> {
  const commands: [string, string[]][] = [
    ['node, doing nothing', ['--eval', '0']],
    ['swf-conformance, from dist/', [join(root, 'dist/conformance/cli.js')]],
    ['swf-conformance, from the sources', [join(root, 'conformance/cli.ts')]],
  ];
  const there = commands.filter(([, [program]]) => !program?.startsWith('/') || existsSync(program));
  if (there.length < commands.length) console.error('runner: dist/ is not there; npm run build makes it');
  const walls = new Map(there.map(([name]) => [name, [] as number[]]));
  for (let sample = 0; sample < samples; sample += 1) {
    for (const [name, command] of there) {
      console.error(`runner: ${name}, ${sample + 1} of ${samples}`);
      const started = performance.now();
      const { code, stderr } = await runCommand(process.execPath, command);
      walls.get(name)?.push(performance.now() - started);
      if (code !== 0) throw new Error(`${name} ended with ${code}: ${stderr}`);
    }
  }
  const rows = [...walls].map(([name, all], index) => {
    const wall = median(all);
    return [name, `${wall.toFixed(0)} ms`, index === 0 ? '' : aimed(wall / 1000, { atMost: 1 })];
  });
  return table(['full run against swf-mock', 'wall time', 'aim (s)'], rows);
}

type Cost = { wall: number; cpu: number };

/** The runner, and a loop that sends what the runner sent, in turns against a server that does next to nothing. */
async function ownCost({ url }: RunningServer): Promise<string> {
  const { exchange, sent } = recording();
  const cases = await carryOut({ endpoint: url, exchange });
  const costs = { runner: [] as Cost[], loop: [] as Cost[] };
  const rounds = 5;
  for (let sample = 0; sample < samples; sample += 1) {
    console.error(`runner: own time per case, ${sample + 1} of ${samples}`);
    costs.loop.push(
      await costOf(async () => {
        for (let round = 0; round < rounds; round += 1) await sendPlainly(sent, concurrency);
      }),
    );
    costs.runner.push(await costOf(() => carryOut({ endpoint: url, concurrency, repeat: rounds })));
  }
  const perCase = (all: Cost[], part: keyof Cost) => median(all.map((cost) => cost[part])) / rounds / cases;
  const loop = { wall: perCase(costs.loop, 'wall'), cpu: perCase(costs.loop, 'cpu') };
  const runner = { wall: perCase(costs.runner, 'wall'), cpu: perCase(costs.runner, 'cpu') };
  const own = runner.wall - loop.wall;
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  return table(
    [
      `at concurrency ${concurrency}, for each case`,
      'wall time',
      'CPU time',
      'ratio of wall times',
      'aim (ms)',
    ],
    [
      ['a loop that sends the same bytes', ms(loop.wall), ms(loop.cpu), '1.00', ''],
      ['the runner', ms(runner.wall), ms(runner.cpu), (runner.wall / loop.wall).toFixed(2), ''],
      ['the runner’s own', ms(own), ms(runner.cpu - loop.cpu), '', aimed(own, { atMost: 1 })],
    ],
  );
}

/** How many cases there were. */
async function carryOut(options: RunOptions): Promise<number> {
  let cases = 0;
  for await (const event of runEvents(options)) if (event.type === 'result') cases += 1;
  return cases;
}

/** Milliseconds of the clock and of this process' CPU. */
async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [started, cpuBefore] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall: performance.now() - started, cpu: (user + system) / 1000 };
}

type Repeated = { ms: number; cases: number; heapBytes: number; residentBytes: number };

/** Each number of repetitions in a process of its own, lest one shows in the memory of the other. */
async function repetitions({ url }: RunningServer, repeats: number[]): Promise<string> {
  const found: (Repeated & { repeat: number; perCase: number })[] = [];
  for (const repeat of repeats) {
    console.error(`runner: --repeat ${repeat}`);
    const script = join(import.meta.dirname, 'fixtures/repeated-run.ts');
    const args = ['--expose-gc', script, url, String(repeat)];
    const { code, stdout, stderr } = await runCommand(process.execPath, args);
    if (code !== 0) throw new Error(`--repeat ${repeat} ended with ${code}: ${stderr}`);
    const measured = JSON.parse(stdout) as Repeated;
    found.push({ ...measured, repeat, perCase: measured.ms / repeat / measured.cases });
  }
  // A single round is over before the code is warm; what is compared comes after.
  const base = found.find(({ repeat }) => repeat > 1) ?? found[0];
  const rows = found.map(({ repeat, perCase, heapBytes, residentBytes }) => [
    String(repeat),
    `${perCase.toFixed(2)} ms`,
    megabytes(heapBytes),
    megabytes(residentBytes),
    base && repeat > base.repeat ? aimed(round(perCase / base.perCase), { atMost: 1.1 }) : '',
    base && repeat > base.repeat ? aimed(round(heapBytes / base.heapBytes), { atMost: 1.1 }) : '',
  ]);
  const beside = `beside --repeat ${base?.repeat}`;
  return table(
    ['--repeat', 'wall time per case', 'heap', 'RSS at most', `time ${beside}`, `heap ${beside}`],
    rows,
  );
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const round = (ratio: number) => Math.round(ratio * 100) / 100;

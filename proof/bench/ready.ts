// How long the commands take until they are ready, beside the least that Node takes: `node -e 0` for what ends by
// itself, a bare server of node:http for what listens. Each is started as its users start it, from dist/, in turn with
// all others, many times.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { build } from '../../scripts/build.ts';
import { type Aim, aimed, median, table } from './measure/table.ts';

export const summary = 'milliseconds until the commands are ready, beside the least that Node takes';

const root = resolve(import.meta.dirname, '../..');

type Subject = {
  name: string;
  args: string[];
  /** When it counts as ready: when it has ended, printed its first line, or answered its first call. */
  until: 'end' | 'line' | 'answer';
  /** The name of the subject that it is compared with, and how many times as long it may take. */
  beside?: string;
  aim?: Aim;
};

const nothing = 'node -e 0';
const bare = 'bare server, listening';
const mock = ['dist/mocks/http/cli.js', '--port', '0', '--log', 'silent'];
const subjects: Subject[] = [
  { name: nothing, args: ['-e', '0'], until: 'end' },
  {
    name: bare,
    args: ['-e', "require('http').createServer().listen(0, () => console.log('listening'))"],
    until: 'line',
  },
  { name: 'swf-mock, listening', args: mock, until: 'line', beside: bare, aim: { atMost: 1.5 } },
  { name: 'swf-mock, first call answered', args: mock, until: 'answer', beside: bare },
  {
    name: 'swf-mock --version',
    args: ['dist/mocks/http/cli.js', '--version'],
    until: 'end',
    beside: nothing,
  },
  ...[['--help'], ['--version'], ['list']].map(
    (args): Subject => ({
      name: `swf-conformance ${args.join(' ')}`,
      args: ['dist/conformance/cli.js', ...args],
      until: 'end',
      beside: nothing,
      ...(args[0] === '--help' && { aim: { atMost: 2 } }),
    }),
  ),
];

export async function run([times = '25']: string[]): Promise<number> {
  const rounds = Number(times);
  if (!Number.isInteger(rounds) || rounds < 1) {
    console.error(`ready: ${times} is not a number of rounds`);
    return 2;
  }
  process.stderr.write('building dist/\n');
  if (!(await build(root, join(root, 'dist')))) return 1;
  for (const [version, program] of nodesHere()) {
    console.log(`Node ${version}, started ${rounds} times each:\n`);
    console.log(`${await measure(program, rounds)}\n`);
  }
  return 0;
}

/** The Node that runs this, and those on the PATH that npm did not put there, by version. */
function nodesHere(): Map<string, string> {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .filter((program) => existsSync(program));
  const nodes = new Map<string, string>();
  for (const program of [process.execPath, ...found]) {
    const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);
    if (!nodes.has(version)) nodes.set(version, program);
  }
  return nodes;
}

async function measure(program: string, rounds: number): Promise<string> {
  const taken = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  // The first two rounds fill the caches of the system.
  for (let round = -2; round < rounds; round++) {
    process.stderr.write(`\r${program}: ${Math.max(round + 1, 0)} of ${rounds} `);
    for (const subject of subjects) {
      const milliseconds = await ready(program, subject);
      if (round >= 0) taken.get(subject.name)?.push(milliseconds);
    }
  }
  process.stderr.write('\n');
  const of = (name: string) => median(taken.get(name) ?? []);
  const rows = subjects.map(({ name, beside, aim }) => {
    const ratio = beside === undefined ? undefined : of(name) / of(beside);
    return [
      name,
      of(name).toFixed(1),
      Math.min(...(taken.get(name) ?? [])).toFixed(1),
      ratio === undefined ? '' : `${ratio.toFixed(2)} × ${beside}`,
      ratio === undefined || aim === undefined ? '' : aimed(ratio, aim),
    ];
  });
  return table(['started', 'median (ms)', 'least (ms)', 'ratio of medians', 'aim'], rows);
}

/** Starts a subject, and ends it when it has been ready; the milliseconds until it was. */
function ready(program: string, { args, until }: Subject): Promise<number> {
  const started = performance.now();
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let took: number | undefined;
  const isReady = () => {
    took ??= performance.now() - started;
    child.kill('SIGKILL');
  };
  if (until === 'line') child.stdout.once('data', isReady);
  if (until === 'answer') child.stdout.once('data', (line) => call(String(line).trim()).then(isReady, fail));
  child.stdout.resume();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (until === 'end' && code === 0) resolve(performance.now() - started);
      else if (took !== undefined) resolve(took);
      else reject(new Error(`${args.join(' ')} ended with ${code} before it was ready`));
    });
  });

  function fail(error: Error): void {
    process.stderr.write(`${error.message}\n`);
    child.kill('SIGKILL');
  }
}

/** A call as the documented sample has it, without a signature. */
async function call(url: string): Promise<void> {
  const { status } = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': 'SimpleWorkflowService.RespondActivityTaskCompleted',
    },
    body: '{"taskToken":"AAAA","result":"done"}',
  });
  if (status !== 200) throw new Error(`the first call was answered with ${status}`);
}

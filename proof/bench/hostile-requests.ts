// Whether swf-mock, in a process of its own, survives every attack at full size, while a well-behaved client goes on
// getting its answers. Linux only, since it reads /proc. It measures no speed: the exit code says whether everything was
// survived.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { AttackResult } from '../hostile-requests/attack.ts';
import { attacks } from '../hostile-requests/attacks.ts';
import { fuzz } from '../hostile-requests/fuzz.ts';
import { table } from './measure/table.ts';
import { type Client, startClient } from './measure/well-behaved.ts';

export const summary = 'whether swf-mock survives hostile requests, and goes on serving others';
export const onlyByName = true;

const root = `${import.meta.dirname}/../..`;
const limitSeconds = 3;

/** What may be resident at any time: the heap that it is given, as much beside it, and bodies on their way. */
const peakBytes = 512 * 1_048_576;

/**
 * @param args `--seed TEXT` and `--requests N` of the fuzz; `--only PART` of an attack's name; `--node PROGRAM` to run
 * what is built in dist/ on that Node
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '1' },
      requests: { type: 'string', default: '100000' },
      only: { type: 'string', default: '' },
      node: { type: 'string' },
    },
  });
  const requests = Number(values.requests);
  if (!(requests > 0)) {
    console.error(`hostile-requests: --requests ${values.requests} is not a number above 0`);
    return 2;
  }
  const selected = attacks.filter(({ name }) => name.includes(values.only));
  if (selected.length === 0) {
    console.error(`hostile-requests: --only matched no attack: "${values.only}"`);
    return 2;
  }
  const mock = await startMock(values.node);
  const client = startClient(mock.url);
  const rows: string[][] = [];
  let lost = 0;
  const measure = async (name: string, act: () => Promise<AttackResult>) => {
    process.stderr.write(`${name} …`);
    const started = performance.now();
    const before = client.told();
    const { sent, answered, wrong } = await act();
    const told = client.told();
    const faults = [...wrong, ...told.wrong.slice(before.wrong.length), ...mock.complaints()];
    const seconds = (performance.now() - started) / 1_000;
    process.stderr.write(` ${seconds.toFixed(1)} s\n`);
    for (const fault of faults.slice(0, 20)) process.stderr.write(`  ${fault.slice(0, 300)}\n`);
    const calls = told.answered - before.answered;
    lost += faults.length;
    const survived = Math.max(0, sent - faults.length);
    rows.push([
      name,
      figure(sent),
      answered === undefined ? '' : figure(answered),
      figure(survived),
      figure(calls),
      seconds.toFixed(1),
    ]);
  };
  try {
    // What a process takes at first and keeps is no leak: everything once, then what is there before and after.
    for (const { run } of selected) await run({ url: mock.url, full: false, limitSeconds });
    const before = mock.usage();
    for (const { name, run } of selected)
      await measure(name, () => run({ url: mock.url, full: true, limitSeconds }));
    if (values.only === '') {
      const { seed } = values;
      const most = Math.ceil(requests * 0.8);
      await measure(`fuzz, seed ${seed}`, () => fuzz(mock.url, { requests: most, seed, kind: 'harmless' }));
      await measure(`fuzz that drives the mock, seed ${seed}`, () =>
        drive(client, mock.url, requests - most, seed),
      );
    }
    await client.stop();
    await mock.settled(before.descriptors);
    const after = mock.usage();
    lost += mock.complaints().length;
    const alive = mock.isAlive();
    const small = after.peak <= peakBytes;
    console.log(
      table(['hostile', 'sent', 'answered', 'survived', 'calls of a well-behaved client', 'seconds'], rows),
    );
    console.log(`
- memory: ${megabytes(before.bytes)} before, ${megabytes(after.bytes)} after, ${megabytes(after.peak)} at its peak; at most ${megabytes(peakBytes)}: ${small ? 'kept' : 'EXCEEDED'}
- descriptors: ${before.descriptors} before, ${after.descriptors} after
- slowest: ${client.told().slowest.toFixed(0)} ms for a call of the well-behaved client
- swf-mock ${alive ? 'is still running' : 'HAS ENDED'}, and ${lost === 0 ? 'survived everything' : `did ${lost} things wrong`}`);
    return alive && lost === 0 && small && after.descriptors <= before.descriptors ? 0 : 1;
  } finally {
    await client.stop();
    await mock.stop();
  }
}

/** Meanwhile nobody can rely on anything: access may be taken away, and calls may be throttled. */
async function drive(client: Client, url: string, requests: number, seed: string): Promise<AttackResult> {
  await client.pause();
  const outcome = await fuzz(url, { requests, seed, kind: 'driving' });
  const reset = await fetch(`${url}/_swf-mock/reset`, { method: 'POST' });
  if (!reset.ok) outcome.wrong.push(`it could not be reset afterwards: ${reset.status}`);
  client.resume();
  return outcome;
}

const figure = (number: number) => number.toLocaleString('en').replaceAll(',', ' ');
const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(0)} MB`;

/** The heap that it is given is small: what it does not forget would end it. */
async function startMock(node: string | undefined) {
  const program = node === undefined ? 'mocks/http/cli.ts' : 'dist/mocks/http/cli.js';
  const timeouts = ['--request-timeout', `${limitSeconds}`, '--idle-timeout', `${limitSeconds}`];
  const command = [
    '--max-old-space-size=256',
    program,
    '--port',
    '0',
    '--tasks',
    'any',
    '--log',
    'json',
    ...timeouts,
  ];
  const child = spawn(node ?? process.execPath, command, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const foreign: string[] = [];
  let line = '';
  child.stderr.on('data', (chunk) => {
    const lines = (line + chunk).split('\n');
    line = lines.pop() ?? '';
    foreign.push(...lines.filter((each) => !isCall(each)));
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
    void ended.then(() => reject(new Error('swf-mock did not start')));
  });
  const descriptors = () => readdirSync(`/proc/${child.pid}/fd`).length;
  return {
    url,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    /** What stood in its log since it was last asked, and is no call: stack traces, warnings, pieces of lines. */
    complaints: () => foreign.splice(0),
    usage() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const read = (name: string) =>
        Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1_024;
      return { bytes: read('VmRSS'), peak: read('VmHWM'), descriptors: descriptors() };
    },
    /** The last connections are on their way out. */
    async settled(until: number) {
      const late = performance.now() + 3_000 * limitSeconds;
      while (descriptors() > until && performance.now() < late) await new Promise(setImmediate);
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** A line of the log is a call, or tells of lines that nobody read in time; nothing in it speaks to a terminal. */
function isCall(line: string): boolean {
  try {
    const { outcome, message } = JSON.parse(line);
    const isKnown = outcome !== undefined || /^\d+ lines? of the log could not be written$/.test(message);
    return isKnown && !/[\p{Cc}\p{Bidi_Control}]/u.test(line);
  } catch {
    return false;
  }
}

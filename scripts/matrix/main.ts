// `npm run matrix`: the suite against every endpoint that this machine has, side by side. Each runs in a process of its
// own; what cannot be started here is a column of its own as well, untested with the reason.
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../../generated/report-types.ts';
import { exitWith } from '../exit-code.ts';
import { runCommand } from '../programs/run-command.ts';
import { emulators } from './endpoints/emulators.ts';
import { endpoints } from './endpoints/index.ts';
import type { EndpointRun } from './endpoints/run.ts';
import { record } from './record.ts';

const usage = `Usage: npm run matrix -- [options]

  --only NAME    this endpoint (repeatable): ${endpoints.map(({ name }) => name).join(', ')}
  --at NAME=URL  an emulator that runs there (repeatable): ${emulators.map(({ name }) => name).join(', ')}
  --record       keep each run in conformance/recorded/, for the matrix of the site
  --out DIR      where the reports go (reports)
  --help         show this

Writes matrix.html, matrix.md and matrix.json, and the JSON report of each endpoint.
Exit codes: 0 every endpoint did as conformance/known/ says; 1 one did not; 2 usage.
`;

const root = resolve(import.meta.dirname, '../..');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      at: { type: 'string', multiple: true, default: [] },
      record: { type: 'boolean', default: false },
      out: { type: 'string', default: join(root, 'reports') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const unknown = values.only?.find((name) => !endpoints.some((endpoint) => endpoint.name === name));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there is no such endpoint`);
  const addresses = new Map(values.at.map(addressIn));
  const chosen = endpoints.filter(({ name }) => values.only?.includes(name) ?? true);
  await mkdir(values.out, { recursive: true });
  const runs: EndpointRun[] = [];
  for (const [index, { name, title }] of chosen.entries()) {
    console.log(`${index + 1}/${chosen.length} ${title}`);
    const file = reportOf(name, values.out);
    const run = await runInProcess(name, file, addresses.get(name));
    runs.push(run);
    console.log(`    ${await describe(run, values.out)}`);
    if (values.record) await keep(run, file);
  }
  await writeMatrix(runs, values.out);
  console.log(`\n${join(values.out, 'matrix.html')}, matrix.md, matrix.json`);
  return runs.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
}

const reportOf = (name: string, out: string) => join(out, `${name}.json`);

/** `floci=http://127.0.0.1:4566` as a name and an address. */
function addressIn(value: string): [name: string, address: string] {
  const [, name = '', address = ''] = /^([^=]+)=(.+)$/.exec(value) ?? [];
  if (!emulators.some((emulator) => emulator.name === name) || !URL.canParse(address)) {
    const names = emulators.map((emulator) => emulator.name).join(', ');
    throw new Error(`--at ${value}: give NAME=URL, where NAME is one of ${names}`);
  }
  return [name, address];
}

async function keep({ name, title, version }: EndpointRun, file: string): Promise<void> {
  if (version === undefined) return;
  await record(JSON.parse(await readFile(file, 'utf8')), { name, title, version });
}

async function runInProcess(name: string, file: string, address?: string): Promise<EndpointRun> {
  const script = join(root, 'scripts/matrix/endpoints/run.ts');
  const { stdout, stderr } = await node([script, name, file, ...(address ? [address] : [])], 'inherit');
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`the run against ${name} broke: ${stderr}`);
  return JSON.parse(last) as EndpointRun;
}

/** What a column of the matrix is called. */
function columnOf({ title, version }: EndpointRun): string {
  return version === undefined ? `${title} (not here)` : `${title} (${version})`;
}

async function describe(run: EndpointRun, out: string): Promise<string> {
  if (run.missing !== undefined) {
    const get = run.get === undefined ? '' : `; to have it: ${run.get}`;
    return `${columnOf(run)}: not run, for ${run.missing}${get}`;
  }
  const { summary, target } = JSON.parse(await readFile(reportOf(run.name, out), 'utf8')) as Report;
  const { total, passed, failed, expectedFailures, inconclusive, untested, error } = summary;
  const counts = { passed, failed, 'failed as expected': expectedFailures, inconclusive, untested, error };
  const told = Object.entries(counts).filter(([name, count]) => name === 'passed' || count > 0);
  return `${columnOf(run)}: ${total} cases in ${Math.round(target.durationMs / 1000)} s, ${told.map(([name, count]) => `${count} ${name}`).join(', ')}`;
}

async function writeMatrix(runs: EndpointRun[], out: string): Promise<void> {
  const columns = runs.map((run) => `${columnOf(run)}=${reportOf(run.name, out)}`);
  const formats = { html: 'html', markdown: 'md', json: 'json' };
  const reports = Object.entries(formats).flatMap(([format, extension]) => [
    '--report',
    `${format}=${join(out, `matrix.${extension}`)}`,
  ]);
  const { code, stderr } = await node([join(root, 'conformance/cli.ts'), 'matrix', ...columns, ...reports]);
  if (code !== 0) throw new Error(stderr);
}

/** @param stderr `inherit` shows the progress of a run on a terminal */
const node = (args: string[], stderr: 'pipe' | 'inherit' = 'pipe') =>
  runCommand(process.execPath, args, { stdio: ['pipe', 'pipe', stderr] });

if (import.meta.main) await exitWith(main);

// The examples as their reader has them: each alone in a folder outside the checkout, with the packed package.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findChromium } from '../../scripts/programs/chromium.ts';
import { pack } from '../../scripts/programs/packed.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** The documents with tests that are to be copied. */
const shown = read('README.md') + read('docs/mock.md');

let folder: string;
let tarball: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swf-contract-examples-'));
  tarball = await pack(folder);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the table in examples/README.md says of each example. */
const table = [
  ...read('examples/README.md').matchAll(/^\|.*\[([\w-]+)\]\([\w-]+\/\) \|.*\| (\d+) \| (.*) \|$/gm),
].map(([, example = '', lines, result = '']) => ({ example, lines: Number(lines), result }));

/** Copies an example, with what the documents show for it, and installs what it names; false without a registry. */
async function install(example: string): Promise<boolean> {
  const project = join(folder, example);
  await cp(join(root, 'examples', example), project, {
    recursive: true,
    filter: (file) => !file.endsWith('node_modules'),
  });
  const manifest = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
  const { overrides } = JSON.parse(read('package.json'));
  manifest.devDependencies['swf-contract'] = `file:${tarball}`;
  await writeFile(join(project, 'package.json'), JSON.stringify({ ...manifest, overrides }));
  // What the documents show is run as it is copied from there.
  for (const [, name, text = ''] of shown.matchAll(/<!-- example: ([\w-]+) -->\n```js\n([\s\S]*?)```/g)) {
    if (name === example) await writeFile(join(project, 'readme.test.js'), text);
  }
  // These two are programs that their packages put in place when they are installed.
  const scripts = ['bun', 'deno'].includes(example) ? [] : ['--ignore-scripts'];
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...scripts];
  const { code, output } = await run('npm', ['install', ...options], project);
  if (code === 0) return true;
  if (process.env.REQUIRE_EVERYTHING || !/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENOTCACHED/.test(output)) {
    throw new Error(`npm install failed: ${output}`);
  }
  console.warn(`The example ${example} is skipped: what it needs is not to be had without a network.`);
  return false;
}

/** Runs a program on the Node that runs this test. */
function run(
  command: string,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; output: string }> {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  // What Jest puts into the environment is not for the test runners inside.
  const { NODE_OPTIONS: _, JEST_WORKER_ID: __, ...inherited } = process.env;
  const child = spawn(command, args, { cwd, env: { ...inherited, PATH, NO_COLOR: '1', ...env, CI: '1' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

/** What an example needs that npm does not give: what is missing, or the environment that names it. */
async function needs(example: string): Promise<{ missing: string } | NodeJS.ProcessEnv> {
  if (example === 'python' && spawnSync('python3', ['-c', 'import boto3']).status !== 0) {
    return { missing: 'boto3 is not on this machine' };
  }
  if (example !== 'browser' && example !== 'playwright') return {};
  const found = await findChromium();
  return 'missing' in found ? { missing: found.missing } : { CHROMIUM_PATH: found.executablePath };
}

const typedTests = (example: string) =>
  readdirSync(join(folder, example)).filter((file) => file.endsWith('.test.ts'));

describe.each([...table, { example: 'worker', lines: undefined, result: 'passed' }])(
  'the example $example',
  ({ example, lines, result }) => {
    test('passes alone, with the packed package', async () => {
      const env = await needs(example);
      if (env.missing) return console.warn(`The example ${example} is skipped: ${env.missing}.`);
      if (!(await install(example))) return;
      const { code, output } = await run('npm', ['test'], join(folder, example), env);
      // Where the documents show a test too, there are more.
      const passed = existsSync(join(folder, example, 'readme.test.js')) ? 'passed' : result;
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(passed) });
    });

    if (lines === undefined) return;
    test(`has ${lines} lines`, () => {
      const files = readdirSync(join(root, 'examples', example)).filter((name) =>
        /^(?!README|package).*\.\w+$/.test(name),
      );
      const count = files.map((name) => read(`examples/${example}/${name}`).trimEnd().split('\n').length);
      expect(count.reduce((sum, each) => sum + each)).toBe(lines);
    });
  },
);

test('every example has a line in the table, or is named below it', () => {
  const named = [...read('examples/README.md').matchAll(/\]\(([\w-]+)\/\)/g)].map(([, name]) => name);
  const folders = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(named.sort()).toEqual(folders.map(({ name }) => name).sort());
});

test.each(['jest', 'vitest', 'worker'])('%s compiles against the packed types', (example) => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck'];
  const { stdout } = spawnSync(
    process.execPath,
    [tsc, ...options, '--allowImportingTsExtensions', ...typedTests(example)],
    { cwd: join(folder, example), encoding: 'utf8' },
  );
  expect(stdout).toBe('');
});

test('worker shows throttling, success and a timeout in a test of under 30 lines', () => {
  expect(read('examples/worker/retries.test.ts').trimEnd().split('\n').length).toBeLessThan(30);
});

test('worker is tested without a stub and without a server of its own', () => {
  for (const file of readdirSync(join(root, 'examples/worker')).filter((name) => name.endsWith('.test.ts'))) {
    expect(read(`examples/worker/${file}`)).not.toMatch(
      /mock\(|spyOn|fn\(|createServer|http\.(get|post|all)/,
    );
  }
});

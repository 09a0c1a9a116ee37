// The examples as their reader has them: the packed package, installed by npm in a folder outside the checkout.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findChromium } from '../../scripts/programs/chromium.ts';
import { pack } from '../../scripts/programs/packed.ts';

const root = resolve(import.meta.dirname, '../..');
const examples = ['jest', 'vitest', 'worker', 'browser'];
const readJson = async (file: string) => JSON.parse(await readFile(file, 'utf8'));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swf-contract-examples-'));
  await install(await pack(folder));
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What all examples need together is installed once; each finds it under node_modules. */
async function install(tarball: string): Promise<void> {
  const { overrides } = await readJson(join(root, 'package.json'));
  const dependencies: Record<string, string> = {};
  for (const example of examples) {
    const manifest = await readJson(join(root, 'examples', example, 'package.json'));
    Object.assign(dependencies, manifest.dependencies, manifest.devDependencies);
  }
  dependencies['swf-contract'] = `file:${tarball}`;
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies, overrides }));
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', ['install', ...options], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm install failed: ${stderr}`);
  for (const example of examples) {
    await cp(join(root, 'examples', example), join(folder, example), {
      recursive: true,
      filter: (file) => !file.endsWith('node_modules'),
    });
    await symlink(join(folder, 'node_modules'), join(folder, example, 'node_modules'));
  }
  // What the README shows is run as it is copied from there.
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  for (const [, example, text] of readme.matchAll(/<!-- example: (jest|vitest) -->\n```js\n([\s\S]*?)```/g)) {
    await writeFile(join(folder, String(example), 'readme.test.js'), String(text));
  }
}

/** Runs `npm test` of an example on the Node that runs this test. */
function npmTest(
  example: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; output: string }> {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  // What Jest puts into the environment is not for the test runners inside.
  const { NODE_OPTIONS: _, JEST_WORKER_ID: __, ...inherited } = process.env;
  const child = spawn('npm', ['test'], {
    cwd: join(folder, example),
    env: { ...inherited, PATH, ...env, CI: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

const typedTests = (example: string) =>
  readdirSync(join(folder, example)).filter((file) => file.endsWith('.test.ts'));

describe('the example', () => {
  test.each(['jest', 'vitest', 'worker'])('%s passes with the packed package', async (example) => {
    const { code, output } = await npmTest(example);
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/Tests:? .*([2-9]|\d\d) passed/),
    });
  });

  test('browser passes with the packed package, in Chromium', async () => {
    const found = await findChromium();
    if ('missing' in found) return console.warn(`The example browser is skipped: ${found.missing}.`);
    const { code, output } = await npmTest('browser', { CHROMIUM_PATH: found.executablePath });
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/pass 2/) });
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

  test('worker shows throttling, success and a timeout in a test of under 30 lines', async () => {
    const text = await readFile(join(root, 'examples/worker/retries.test.ts'), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThan(30);
  });

  test('worker is tested without a stub and without a server of its own', async () => {
    for (const file of typedTests('worker')) {
      const text = await readFile(join(root, 'examples/worker', file), 'utf8');
      expect(text).not.toMatch(/mock\(|spyOn|fn\(|createServer|http\.(get|post|all)/);
    }
  });
});

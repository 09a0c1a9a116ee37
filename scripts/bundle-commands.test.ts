// Nothing is loaded that a command does not use: told by what each file of the bundled commands is made of, and by what
// Node says that it loaded.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { bundleCommands } from './bundle-commands.ts';

// Each test starts processes, perhaps on a machine that is busy.
jest.setTimeout(60_000);

const root = resolve(import.meta.dirname, '..');
let folder: string;
let outputs: Metafile['outputs'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-'));
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'dist/generated'), { recursive: true });
  await cp(join(root, 'generated/cases.json'), join(folder, 'dist/generated/cases.json'));
  const metafiles = await bundleCommands(root, join(folder, 'dist'));
  outputs = Object.fromEntries(metafiles.flatMap(({ outputs }) => Object.entries(outputs)));
  await writeFile(join(folder, 'tell-loaded.mjs'), tellLoaded);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The file that begins with a module, by the module's path from the root. */
function fileOf(module: string): string {
  const file = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === module);
  if (file === undefined) throw new Error(`no file begins with ${module}`);
  return file;
}

/** What is loaded with a file: its modules, and the packages that they are made with. */
function loadedWith(file: string): { modules: string[]; packages: string[] } {
  const files = [file];
  const packages = new Set<string>();
  for (const each of files) {
    for (const { path, kind, external } of outputs[each]?.imports ?? []) {
      if (kind !== 'import-statement') continue;
      if (external) packages.add(path);
      else if (!files.includes(path)) files.push(path);
    }
  }
  const modules = files.flatMap((each) => Object.keys(outputs[each]?.inputs ?? {}));
  return { modules: modules.filter((name) => !name.startsWith('builtin:')), packages: [...packages] };
}

describe('loaded with', () => {
  test('swf-mock are its options, then the mock, and no package', () => {
    const command = loadedWith(fileOf('mocks/cli.ts'));
    expect(command.packages).toEqual([]);
    expect(command.modules.sort()).toEqual([
      'mocks/cli.ts',
      'mocks/log.ts',
      'mocks/options.ts',
      'mocks/plain-command-line.ts',
    ]);
    const { modules, packages } = loadedWith(fileOf('mocks/http.ts'));
    expect(packages).toEqual([]);
    expect(modules).toContain('mocks/answer.ts');
    expect(
      modules.filter((name) => /control\.|control-v|gate|command-line|prism|version/.test(name)),
    ).toEqual([]);
  });

  test('swf-conformance are its options, and commander', () => {
    const { modules, packages } = loadedWith(fileOf('conformance/cli.ts'));
    expect(packages).toEqual(['commander']);
    expect(modules.filter((name) => !name.startsWith('conformance/commands/')).sort()).toEqual([
      'conformance/cli.ts',
      'conformance/corpus.ts',
      'conformance/example-context.ts',
      'conformance/matrix/formats.ts',
      'conformance/report/index.ts',
      'conformance/summary.ts',
    ]);
  });

  test.each([
    ['conformance/commands/carry-out.ts', ['picocolors']],
    ['conformance/commands/listing.ts', []],
    ['conformance/commands/showing.ts', []],
    ['conformance/commands/side-by-side.ts', ['picocolors']],
    ['conformance/expected-failures-file.ts', ['yaml']],
    ['conformance/fuzz.ts', ['fast-check']],
    ['conformance/report/junit.ts', ['xmlbuilder2']],
    ['conformance/report/tap.ts', ['yaml']],
    ['conformance/report/html.ts', ['escape-html']],
    ['mocks/http.ts', []],
  ])('%s are the packages %j', (module, packages) => {
    expect(loadedWith(fileOf(module)).packages.sort()).toEqual(packages);
  });
});

/** Writes to stderr which files are loaded, and at the end which of Node's modules were. */
const tellLoaded = `
import { registerHooks } from 'node:module';
import { writeSync } from 'node:fs';
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) writeSync(2, 'loaded ' + url + '\\n');
    return next(url, context);
  },
});
process.on('exit', () => writeSync(2, process.moduleLoadList.map((name) => 'loaded ' + name + '\\n').join('')));
`;

/** Runs a command from its bundle until it ends, or until it has printed a line and is told to end. */
async function run(command: string, ...args: string[]): Promise<{ stdout: string; loaded: string[] }> {
  const options = ['--import', join(folder, 'tell-loaded.mjs'), join(folder, 'dist', command), ...args];
  const child = spawn(process.execPath, options, { env: { ...process.env, NODE_OPTIONS: '' } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
    if (args.includes('--port')) child.kill();
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  await new Promise((resolve) => child.on('close', resolve));
  const loaded = stderr.matchAll(/^loaded (.+)$/gm);
  return { stdout, loaded: [...loaded].map(([, name = '']) => name.replace(`file://${folder}/`, '')) };
}

const packagesIn = (loaded: string[]) => [
  ...new Set(loaded.flatMap((name) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? [])),
];

describe('Node loads', () => {
  test('no package for swf-mock until it listens, and nothing of its own that the mock has no use for', async () => {
    const { stdout, loaded } = await run('mocks/cli.js', '--port', '0');
    expect(stdout).toMatch(/^http:/);
    expect(packagesIn(loaded)).toEqual([]);
    expect(loaded).toContain('NativeModule http');
    expect(loaded.filter((name) => /undici|crypto\/webcrypto/.test(name))).toEqual([]);
  });

  test.each([
    ['mocks/cli.js', ['--help']],
    ['mocks/cli.js', ['--version']],
    ['conformance/cli.js', ['--help']],
    ['conformance/cli.js', ['run', '--help']],
    ['conformance/cli.js', ['--version']],
  ])('commander and nothing else for %s %j', async (command, args) => {
    const { stdout, loaded } = await run(command, ...args);
    expect(stdout).not.toBe('');
    expect(packagesIn(loaded)).toEqual(['commander']);
    expect(loaded.filter((name) => /NativeModule (http|tls|internal\/deps\/undici)/.test(name))).toEqual([]);
  });

  test('nothing that matches globs for a list without any, and picomatch for one with them', async () => {
    expect(packagesIn((await run('conformance/cli.js', 'list')).loaded)).toEqual(['commander']);
    const { stdout, loaded } = await run('conformance/cli.js', 'list', '--only', 'completed/result/*');
    expect(stdout).toContain('completed/result/length-32769');
    expect(packagesIn(loaded)).toEqual(['commander', 'picomatch']);
  });

  test('the signer for a case that is shown with its signature', async () => {
    const { stdout, loaded } = await run('conformance/cli.js', 'show', 'completed/result/length-32769');
    expect(stdout).toMatch(/authorization: AWS4-HMAC-SHA256/i);
    expect(packagesIn(loaded)).toContain('@smithy/signature-v4');
    expect(packagesIn(loaded)).not.toContain('fast-check');
  });
});

test('what stands in the HTML report as a script is what is in the sources', async () => {
  const file = fileOf('conformance/report/html.ts');
  const text = await readFile(resolve(root, file), 'utf8');
  // Helpers that a bundler calls would not be there in a page.
  expect(text).toContain('behave.toString()');
  expect(text).not.toMatch(/__name\(/);
});

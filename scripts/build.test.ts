// The built package, as projects that have installed it see it.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { build } from './build.ts';
import { filesOf } from './exported.ts';
import { reachable } from './reachable.ts';

const root = resolve(import.meta.dirname, '..');
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
let folder: string;
let dist: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  dist = join(folder, 'dist');
  if (!(await build(root, dist))) throw new Error('the sources do not compile');
  await install('modules', { type: 'module', msw: 'msw' });
  await install('commonjs', { type: 'commonjs', msw: 'msw2' });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A project that has the package and what this checkout has; `msw` says which of its two versions of MSW. */
async function install(project: string, { type, msw }: { type: string; msw: string }): Promise<void> {
  const modules = join(folder, project, 'node_modules');
  await mkdir(join(modules, 'swf-contract'), { recursive: true });
  await cp(join(root, 'package.json'), join(modules, 'swf-contract/package.json'));
  await cp(dist, join(modules, 'swf-contract/dist'), { recursive: true });
  for (const name of await readdir(join(root, 'node_modules'))) {
    const from = join(root, 'node_modules', name === 'msw' ? msw : name);
    if (!name.startsWith('.')) await symlink(from, join(modules, name));
  }
  await writeFile(join(folder, project, 'package.json'), JSON.stringify({ type }));
}

/** Runs a program of Node in a project. */
function run(project: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: join(folder, project),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const silent = { status: 0, stdout: '', stderr: '' };
const inPackage = (file: string) => join(folder, 'modules/node_modules/swf-contract', file);

test.each([
  ...new Set(filesOf([manifest.exports, manifest.main, manifest.types, manifest.typesVersions['*']])),
])('%s, which package.json names, is there', async (file) => {
  expect((await stat(inPackage(file))).isFile()).toBe(true);
});

test('TypeScript finds under its old resolution of modules whatever is exported and has types', () => {
  const typed = Object.keys(manifest.exports).filter((name) => !/^\.$|package\.json$|\.yaml$/.test(name));
  expect(Object.keys(manifest.typesVersions['*']).map((name) => `./${name}`)).toEqual(typed);
});

test.each(Object.entries<string>(manifest.bin))('the command %s can be run', async (_, file) => {
  expect((await stat(inPackage(file))).mode & 0o111).toBe(0o111);
  expect(run('modules', inPackage(file), '--help')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/usage/i),
  });
  expect(run('modules', inPackage(file), '--version').stdout).toContain(manifest.version);
});

test('every module of it is reached by an export or a command', async () => {
  const entries = [...filesOf(manifest.exports), ...filesOf(manifest.bin)];
  const wanted = await reachable(entries.map((file) => inPackage(file)));
  const files = (await readdir(inPackage('dist'), { recursive: true })).map((name) =>
    inPackage(`dist/${name}`),
  );
  expect(files.filter((name) => /\.(js|d\.ts|map)$/.test(name) && !wanted.has(name))).toEqual([]);
  expect(files.filter((name) => /\.test[.-]|fixtures/.test(name))).toEqual([]);
});

// What belongs to a test runner is imported by it, and only there.
const modules = Object.keys(manifest.exports).filter(
  (name) => typeof manifest.exports[name] === 'object' && !/\/(jest|vitest)$/.test(name),
);
const nameOf = (entry: string) => entry.replace('.', 'swf-contract');

test.each(modules)('a project of ES modules can import %s', (entry) => {
  const code = `await import('${nameOf(entry)}')`;
  expect(run('modules', '--input-type=module', '--eval', code)).toEqual(silent);
});

test.each(modules.filter((name) => manifest.exports[name].require))(
  'a CommonJS project can require %s, where an ES module cannot be required',
  (entry) => {
    const code = `require('${nameOf(entry)}')`;
    // What MSW needs is partly ES modules.
    const flag = /^\.(\/mocks|\/msw)?$/.test(entry) ? [] : ['--no-experimental-require-module'];
    expect(run('commonjs', ...flag, '--input-type=commonjs', '--eval', code)).toEqual(silent);
  },
);

test('without MSW, the mock on a port and the matchers are to be had', () => {
  const code = `
    const { serveSwfMock } = require('swf-contract/http');
    require('swf-contract/matchers').swfMatchers.toHaveReceived;
    serveSwfMock().then(async ({ url, close }) => {
      const { version } = await (await fetch(url + '/_swf-mock')).json();
      console.log(version);
      await close();
    });`;
  expect(run('commonjs', '--input-type=commonjs', '--eval', code)).toMatchObject({ status: 0, stderr: '' });
});

describe('a project in TypeScript compiles, and our declarations with it', () => {
  const { NodeNext, Bundler, Node10 } = ts.ModuleResolutionKind;
  const nodenext = { module: ts.ModuleKind.NodeNext, moduleResolution: NodeNext };
  const bundler = { module: ts.ModuleKind.Preserve, moduleResolution: Bundler };
  const node10 = { module: ts.ModuleKind.CommonJS, moduleResolution: Node10 };
  test.each([
    ['ES modules, MSW 3, nodenext', 'modules', nodenext],
    ['ES modules, MSW 3, a bundler', 'modules', bundler],
    ['CommonJS, MSW 2, nodenext', 'commonjs', nodenext],
    ['CommonJS, MSW 2, node10', 'commonjs', node10],
    ['CommonJS, MSW 2, a bundler', 'commonjs', bundler],
  ])('%s', async (_, project, resolution) => {
    const file = join(folder, project, 'use.ts');
    await writeFile(file, use);
    const options = { ...resolution, strict: true, target: ts.ScriptTarget.ES2022, types: ['node'] };
    const host = ts.createCompilerHost(options);
    host.getCurrentDirectory = () => join(folder, project);
    const program = ts.createProgram([file], options, host);
    // The declarations of other packages are not looked into: that takes a minute.
    const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder));
    const findings = ours.flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]);
    expect(ours.length).toBeGreaterThan(20);
    expect(ts.formatDiagnostics([...program.getOptionsDiagnostics(), ...findings], host)).toBe('');
  });
});

const use = `
import { RespondActivityTaskCompletedCommand, SWFClient } from '@aws-sdk/client-swf';
import { expect } from '@jest/globals';
import { setupServer } from 'msw/node';
import * as everything from 'swf-contract';
import { swfMatchers } from 'swf-contract/matchers';
import 'swf-contract/matchers/jest';
import { createSwfMock, noNetwork, type OperationName } from 'swf-contract/mocks';
import { handlers, respondActivityTaskCompleted } from 'swf-contract/msw';
import { serveSwfMock } from 'swf-contract/http';
import { type InputOf, operations } from 'swf-contract/operations';
import type { components } from 'swf-contract/types';
import { inputValidators } from 'swf-contract/validators';

export const swf = createSwfMock({ tasks: 'declared' });
export const all = [...swf.handlers, ...handlers];
export const one = respondActivityTaskCompleted(({ input, accept }) => (input.result ? accept() : undefined));
export const served: Promise<{ url: string }> = serveSwfMock({ port: 0 });
export const input: InputOf<'RespondActivityTaskCanceled'> = { taskToken: 'a', details: 'b' };
export const name: OperationName = 'RespondActivityTaskCompleted';
export const same: components['schemas']['RespondActivityTaskCanceledInput'] = input;
export const limit: 32768 = operations.RespondActivityTaskCompleted.members.result.maxLength;
setupServer(...all, one, ...everything.createSwfMock().handlers).listen(noNetwork);
new SWFClient({}).send(new RespondActivityTaskCompletedCommand({ taskToken: 'a' }));
expect.extend({ toHaveTask: swfMatchers.toHaveTask });
expect(swf).toHaveReceived('RespondActivityTaskCompleted', { taskToken: 'a' });
expect(swf).not.toHaveTask('a', 'open');
// @ts-expect-error: there is no such operation
expect(swf).toHaveReceived('RespondActivityTask');
const body: unknown = {};
if (inputValidators.RespondActivityTaskCompleted(body)) console.log(body.taskToken.length);
// @ts-expect-error: the types are there, and not any
export const wrong: InputOf<'RespondActivityTaskCanceled'> = { result: 'a' };
// @ts-expect-error: the types of the mock too
swf.openTask({ heartbeatTimeout: 'soon' });
`;

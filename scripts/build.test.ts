// The built package, as a project that has installed it sees it.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from './build.ts';

const root = resolve(import.meta.dirname, '..');
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  const installed = join(folder, 'package');
  await mkdir(installed);
  await cp(join(root, 'package.json'), join(installed, 'package.json'));
  await symlink(join(root, 'node_modules'), join(installed, 'node_modules'));
  if (!(await build(root, join(installed, 'dist')))) throw new Error('the sources do not compile');
  await mkdir(join(folder, 'node_modules'));
  await symlink(installed, join(folder, 'node_modules/swf-contract'));
  for (const name of ['msw', '@types']) {
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const targets = Object.entries<string | Record<string, string>>(manifest.exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [[name, target]] : Object.values(target).map((file) => [name, file]),
);

test.each(targets)('%s leads to %s, which is there', async (_, file) => {
  expect((await stat(join(folder, 'package', file as string))).isFile()).toBe(true);
});

test.each(Object.entries<string>(manifest.bin))('the command %s can be run', async (_, file) => {
  const path = join(folder, 'package', file);
  expect((await stat(path)).mode & 0o111).toBe(0o111);
  const { status, stdout } = spawnSync(process.execPath, [path, '--help'], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toMatch(/usage/i);
});

test('tests are not part of it', async () => {
  const files = await readdir(join(folder, 'package/dist'), { recursive: true });
  expect(files.filter((name) => /\.test[.-]|fixtures/.test(name))).toEqual([]);
});

describe('a project that uses it', () => {
  // What belongs to a test runner is imported by it, and only there.
  const modules = Object.keys(manifest.exports).filter(
    (name) => typeof manifest.exports[name] === 'object' && !name.endsWith('/jest'),
  );

  test.each(modules)('can import %s', (name) => {
    const code = `await import(${JSON.stringify(name.replace('.', 'swf-contract'))})`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('compiles with the types', async () => {
    await writeFile(join(folder, 'use.ts'), use);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const options = '--noEmit --strict --target es2022 --module nodenext --types node --skipLibCheck use.ts';
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options.split(' ')], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

const use = `
import { createSwfMock, noNetwork } from 'swf-contract/mocks';
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
export const same: components['schemas']['RespondActivityTaskCanceledInput'] = input;
export const limit: 32768 = operations.RespondActivityTaskCompleted.members.result.maxLength;
export const options = noNetwork;
const body: unknown = {};
if (inputValidators.RespondActivityTaskCompleted(body)) console.log(body.taskToken.length);
// @ts-expect-error: the types are there, and not any
export const wrong: InputOf<'RespondActivityTaskCanceled'> = { result: 'a' };
// @ts-expect-error: the types of the mock too
swf.openTask({ heartbeatTimeout: 'soon' });
`;

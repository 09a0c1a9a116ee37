import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { typeFindings } from './types.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'types-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const module = 'export const a = 1;';
const types = 'export declare const a: number;';

/** What is found in a package that exports `./a` so; the lines of the compiler alone. */
async function found(a: unknown, files: Record<string, string>): Promise<string[]> {
  const exports = { './a': a, './b.json': './b.json', './c.yaml': './c.yaml' };
  const manifest = { name: 'some-package', type: 'module', exports };
  const old = { typesVersions: { '*': { a: ['./a.d.ts'] } } };
  const unpacked = join(folder, 'unpacked');
  await mkdir(unpacked);
  const texts = { ...files, 'b.json': '{}', 'package.json': JSON.stringify({ ...manifest, ...old }) };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(unpacked, name), text);
  return typeFindings(unpacked, manifest, join(folder, 'types'));
}

test('a module with types is right, and so are JSON and what is neither', async () => {
  const a = { require: { types: './a.d.cts', default: './a.cjs' }, types: './a.d.ts', default: './a.js' };
  const files = { 'a.js': module, 'a.cjs': 'exports.a = 1;', 'a.d.ts': types, 'a.d.cts': types };
  expect(await found(a, files)).toEqual([]);
});

test('a module without types is named', async () => {
  expect(await found('./a.js', { 'a.js': module })).toEqual([
    expect.stringMatching(/^types, nodenext ended with 2:\s+index\.ts.*some-package\/a/),
    expect.stringMatching(/^types, bundler ended with 2:\s+index\.ts.*some-package\/a/),
  ]);
});

test('a CommonJS module with the types of an ES module is named', async () => {
  const a = { require: { types: './a.d.ts', default: './a.cjs' }, types: './a.d.ts', default: './a.js' };
  const files = { 'a.js': module, 'a.cjs': 'exports.a = 1;', 'a.d.ts': types };
  expect(await found(a, files)).toEqual([
    expect.stringMatching(/^types, node16 ended with 2:\s+index\.ts.*TS1479/),
  ]);
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { artefacts, differences, generate } from './main.ts';

const files = await generate('spec/swf.openapi.yaml');

test('what is checked in is what the contract gives', async () => {
  expect(await differences(files, 'generated')).toEqual([]);
});

test('generating twice gives the same bytes', async () => {
  expect(await generate('spec/swf.openapi.yaml')).toEqual(files);
});

test('each artefact writes the files that it says it writes', () => {
  expect(Object.keys(files).sort()).toEqual(artefacts.flatMap((artefact) => artefact.files).sort());
});

describe('a folder that is not what the contract gives', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'generated-'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is told by nothing when it is', async () => {
    expect(await differences(files, folder)).toEqual([]);
  });

  test('is told by the names of the files that differ, are missing or are too many', async () => {
    await writeFile(
      join(folder, 'types.ts'),
      `${await readFile(join(folder, 'types.ts'), 'utf8')}// edited\n`,
    );
    await rm(join(folder, 'openapi.json'));
    await writeFile(join(folder, 'stray.ts'), '');
    expect((await differences(files, folder)).sort()).toEqual([
      'openapi.json is missing',
      'stray.ts is not generated from the contract',
      'types.ts differs',
    ]);
    expect(await readdir(folder)).toContain('stray.ts');
  });
});

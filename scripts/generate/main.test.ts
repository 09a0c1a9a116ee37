import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { differences, generate } from './main.ts';

const files = await generate('spec/swf.openapi.yaml');

test('what is checked in is what the contract gives', async () => {
  expect(await differences(files, 'generated')).toEqual([]);
});

test('generating twice gives the same bytes', async () => {
  expect(await generate('spec/swf.openapi.yaml')).toEqual(files);
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

describe('a contract that was written elsewhere', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contract-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('may come alone', async () => {
    await writeFile(join(folder, 'alone.yaml'), await readFile('spec/swf.openapi.yaml', 'utf8'));
    const generated = await generate(join(folder, 'alone.yaml'));
    expect(generated).toEqual(files);
  });

  test('is refused with file, line and remedy where no value of a member can be made up', async () => {
    const document = parseDocument(await readFile('spec/swf.openapi.yaml', 'utf8'));
    const input = ['components', 'schemas', 'RespondActivityTaskCompletedInput'];
    const number = { type: 'string', pattern: '^[0-9]{4}$' };
    const stated = ['type', 'pattern'].map((keyword) => ({
      id: `number.${keyword}`,
      keyword,
      level: 'MUST',
      statement: 'A fact.',
      provenance: 'documented',
      source: 'a document',
    }));
    document.setIn([...input, 'properties', 'number'], { ...number, 'x-requirements': stated });
    const text = String(document);
    await writeFile(join(folder, 'number.yaml'), text);
    const line = text.split('\n').indexOf('        number:') + 1;
    await expect(generate(join(folder, 'number.yaml'))).rejects.toThrow(
      `number.yaml:${line}:9 /components/schemas/RespondActivityTaskCompletedInput/properties/number: no valid value of ` +
        'it can be made up for RespondActivityTaskCompleted; show one in an example of the request body (sample-fits)',
    );
  });

  test('is refused with file, line and remedy where a constraint is stated by no requirement', async () => {
    const text = await readFile('spec/swf.openapi.yaml', 'utf8');
    const unstated = text.replace('          keyword: maxLength\n', '');
    await writeFile(join(folder, 'unstated.yaml'), unstated);
    const line = unstated.split('\n').indexOf('      maxLength: 1024') + 1;
    await expect(generate(join(folder, 'unstated.yaml'))).rejects.toThrow(
      `unstated.yaml:${line}:7 /components/schemas/TaskToken/maxLength: no requirement states this constraint; add one with "keyword: maxLength"`,
    );
  });
});

// Each starts the command, which takes seconds on a busy machine.
const patience = 60_000;

describe('the command', () => {
  const run = (...options: string[]) =>
    spawnSync(process.execPath, ['scripts/generate/main.ts', ...options], { encoding: 'utf8' });

  test(
    'fails with 1 and the name of the file when something differs',
    async () => {
      const out = await mkdtemp(join(tmpdir(), 'generated-'));
      for (const [name, text] of Object.entries(files)) await writeFile(join(out, name), text);
      await writeFile(join(out, 'operations.ts'), '// edited by hand\n');
      const { status, stderr } = run('--check', '--out', out);
      expect(status).toBe(1);
      expect(stderr).toContain(`${join(out, 'operations.ts')} differs`);
      expect(await readFile(join(out, 'operations.ts'), 'utf8')).toBe('// edited by hand\n');
      await rm(out, { recursive: true });
    },
    patience,
  );

  test.each<[string, string, string, string]>([
    ['a mistake in the contract', 'swf.openapi.yaml', 'x-case-prefix: completed', 'x-case-prefx: completed'],
    [
      'a mistake that shows when cases are made',
      'cases/sample.yaml',
      'example:documented',
      'example:documnted',
    ],
  ])(
    'refuses %s in the words in which the lint does, with its place',
    async (_, name, right, wrong) => {
      const folder = await mkdtemp(join(tmpdir(), 'spec-'));
      await cp('spec', folder, { recursive: true });
      const text = await readFile(join(folder, name), 'utf8');
      await writeFile(join(folder, name), text.replace(right, wrong));
      const contract = join(folder, 'swf.openapi.yaml');
      const generated = run('--contract', contract, '--out', folder);
      const linted = spawnSync(process.execPath, ['scripts/lint/main.ts', contract], { encoding: 'utf8' });
      expect(generated.stderr).toMatch(new RegExp(`^${join(folder, name)}:\\d+:\\d+`));
      expect([linted.status, linted.stderr]).toEqual([1, generated.stderr]);
      await rm(folder, { recursive: true });
    },
    patience,
  );

  test.each([
    [['--contract', 'nowhere.yaml'], 'nowhere.yaml'],
    [['--chekc'], '--chekc'],
  ])(
    'fails with 2 for %j, and without a stack trace',
    (options, message) => {
      const { status, stderr } = run(...options);
      expect(status).toBe(2);
      expect(stderr).toContain(message);
      expect(stderr).not.toContain('    at ');
    },
    patience,
  );
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UsageError } from '../errors.ts';
import { report, result } from './fixtures/reports.ts';
import { openSinks } from './sink.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swf-contract-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a report that goes to a file', () => {
  test('replaces what is there when the run is over, and not before', async () => {
    const file = join(folder, 'report.json');
    await writeFile(file, 'former');
    const [sink] = await openSinks([{ format: 'json', file }]);
    sink?.tell({ type: 'end', report: report([result()]), exitCode: 0 });
    expect(await readFile(file, 'utf8')).toBe('former');
    await sink?.close();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ summary: { passed: 1 } });
  });

  test('leaves what is there when the run came to nothing', async () => {
    const file = join(folder, 'report.json');
    await writeFile(file, 'former');
    const [sink] = await openSinks([{ format: 'json', file }]);
    await sink?.close();
    expect(await readFile(file, 'utf8')).toBe('former');
  });

  test('is refused before the run where it cannot be written', async () => {
    const open = (file: string) => openSinks([{ format: 'json', file }]);
    await expect(open(join(folder, 'none', 'report.json'))).rejects.toThrow(UsageError);
    await expect(open(join(folder, 'none', 'report.json'))).rejects.toThrow('its folder does not exist');
    await expect(open(folder)).rejects.toThrow('that is a folder');
  });
});

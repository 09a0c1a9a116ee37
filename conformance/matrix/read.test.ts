import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UsageError } from '../errors.ts';
import { report, result, written } from '../report/fixtures/reports.ts';
import { parseReport, readReports } from './read.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swf-contract-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function fileWith(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

const against = (endpoint: string) =>
  written(
    'json',
    report([result()], { target: { endpoint, startedAt: '2026-11-20T19:24:22Z', durationMs: 1 } }),
  );

describe('reports for a matrix', () => {
  test('are named by their endpoint, or as they are asked to be', async () => {
    const a = await fileWith('a.json', against('http://a/'));
    const b = await fileWith('b=c.json', against('http://b/'));
    expect((await readReports([a, `mine=${b}`])).map(({ name }) => name)).toEqual(['http://a/', 'mine']);
  });

  test('of one endpoint are named by their file too', async () => {
    const [a, b] = [
      await fileWith('a.json', against('http://a/')),
      await fileWith('b.json', against('http://a/')),
    ];
    expect((await readReports([a, b])).map(({ name }) => name)).toEqual([
      `http://a/ (${a})`,
      `http://a/ (${b})`,
    ]);
  });

  test('are refused when two have one name', async () => {
    const a = await fileWith('a.json', against('http://a/'));
    await expect(readReports([`x=${a}`, `x=${a}`])).rejects.toThrow('two columns have the name "x"');
  });

  test('are refused when a file is not there, is a folder or is no JSON', async () => {
    await expect(readReports([join(folder, 'none.json')])).rejects.toThrow('does not exist');
    await expect(readReports([folder])).rejects.toThrow('is a folder');
    await expect(readReports([await fileWith('a.txt', 'TAP version 14')])).rejects.toThrow('is not JSON');
    await expect(readReports([folder])).rejects.toThrow(UsageError);
  });

  test.each([
    ['{}', 'suite.version is missing'],
    ['null', 'suite.version is missing'],
    ['{"suite":{"version":1}}', 'suite.version is invalid (1)'],
    [against('http://a/').replace('"passed": 1', '"passed": "1"'), 'summary.passed is invalid'],
    [
      against('http://a/').replace('"verdict": "passed"', '"verdict": "ok"'),
      'results is not a list of valid items',
    ],
  ])('are refused, saying what is wrong: %#', (text, message) => {
    expect(() => parseReport(text, 'a.json')).toThrow(
      `a.json is not a report of swf-conformance: ${message}`,
    );
  });

  test('of another version, with members that are not known here, are read', () => {
    const text = against('http://a/').replace('"suite":', '"more": true, "suite":');
    expect(parseReport(text, 'a.json').target.endpoint).toBe('http://a/');
  });
});

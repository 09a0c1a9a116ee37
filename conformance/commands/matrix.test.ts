import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import { failure, report, result, written } from '../report/fixtures/reports.ts';
import { addMatrixCommand } from './matrix.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swf-contract-'));
  await writeFile(join(folder, 'a.json'), written('json', report([result()])));
  await writeFile(join(folder, 'b.json'), written('json', report([failure({ id: result().id })])));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command; the exit code is undefined where it has nothing to say about it, which is 0. */
async function matrix(
  ...args: string[]
): Promise<{ exitCode: number | undefined; stdout: string; stderr: string }> {
  let exitCode: number | undefined;
  let stdout = '';
  let stderr = '';
  const program = new Command();
  addMatrixCommand(program, (code) => {
    exitCode = code;
  });
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  const err = jest.spyOn(console, 'error').mockImplementation((text) => {
    stderr += String(text);
  });
  try {
    await program.parseAsync(['matrix', ...args], { from: 'user' });
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
  return { exitCode, stdout, stderr };
}

const file = (name: string) => join(folder, name);

describe('swf-conformance matrix', () => {
  test('writes reports side by side to stdout', async () => {
    const { exitCode, stdout } = await matrix(`one=${file('a.json')}`, `other=${file('b.json')}`);
    expect(exitCode).toBeUndefined();
    expect(stdout).toMatch(/one +other/);
    expect(stdout).toMatch(/≠ completed\/result\/length-32768 +passed +failed/);
  });

  test('writes several formats at once', async () => {
    const reports = [
      '--report',
      `html=${file('m.html')}`,
      '--report',
      `markdown=${file('m.md')}`,
      '--report',
      'json',
    ];
    const { stdout } = await matrix(file('a.json'), ...reports);
    expect(JSON.parse(stdout)).toMatchObject({ sameContract: true });
    expect(await readFile(file('m.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(await readFile(file('m.md'), 'utf8')).toMatch(/^## Conformance side by side/);
  });

  test.each([
    ['a file that is not there', ['none.json'], 'does not exist'],
    [
      'a format that is not there',
      ['a.json', '--report', 'junit'],
      'choose from terminal, markdown, html, json',
    ],
    ['a folder that is not there', ['a.json', '--report', 'html=none/m.html'], 'its folder does not exist'],
  ])('refuses %s with exit code 2', async (_, args, message) => {
    const [first = '', ...rest] = args;
    const { exitCode, stdout, stderr } = await matrix(file(first), ...rest);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });
});

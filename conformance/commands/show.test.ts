import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { readCorpus } from '../cases/corpus.ts';
import { judgedCorpus } from '../cases/select.ts';
import { commandLine } from '../fixtures/command-line.ts';

const { path, run } = commandLine(new URL('../cli.ts', import.meta.url));
const { cases } = judgedCorpus(readCorpus(), {});

describe('list and show', () => {
  test('list has every case with its level, requirement and source', async () => {
    const { stdout } = await run(['list', '--json']);
    const listed = JSON.parse(stdout) as { id: string; level: string; requirement: string; source: string }[];
    expect(listed.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
    for (const { level, requirement, source } of listed)
      expect([level, requirement, source]).not.toContain('');
  });

  test('list may be cut off by its reader', async () => {
    const { stdout, stderr } = await promisify(execFile)('sh', [
      '-c',
      `'${process.execPath}' '${path}' list | head -n 1`,
    ]);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });

  test('show has the request, what is expected, why, and a command', async () => {
    const { code, stdout } = await run(['show', 'completed/result/length-32769']);
    expect(code).toBe(0);
    for (const part of [
      'requirement  completed.result.max-length',
      'source ',
      'POST / HTTP/1.1',
      'control',
      'curl -sS',
    ]) {
      expect(stdout).toContain(part);
    }
  });
});

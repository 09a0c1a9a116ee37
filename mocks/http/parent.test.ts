import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import { isAllThatNpmRuns } from './parent.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
// As the shell of npm does: it starts the command, and a signal ends it alone.
const shell = `require('node:child_process').spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' })`;

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

test('the server that npx started ends with the shell between them', async () => {
  const env = { ...process.env, npm_lifecycle_script: "'swf-mock'" };
  child = spawn(process.execPath, ['--eval', shell, cli, '--port', '0', '--log', 'silent'], { env });
  const [url] = await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
  child.kill('SIGTERM');
  // Its output ends when nobody has it any more: neither the shell nor the server.
  await once(child, 'close');
  await expect(fetch(String(url).trim())).rejects.toThrow('fetch failed');
});

test.each([
  ["'swf-mock'", true],
  ['swf-mock --port 8000', true],
  ['node mocks/http/cli.ts', true],
  ['swf-mock --port 8000 &', false],
  ['swf-mock --port 8000 & vitest run', false],
  ['vitest run', false],
  ['swf-mock-wrapper', false],
  [undefined, false],
])('of the script %s it is all: %s', (script, expected) => {
  expect(isAllThatNpmRuns(script === undefined ? {} : { npm_lifecycle_script: script })).toBe(expected);
});

// swf-mock --engine prism as a process: its options, its reports and its exit codes.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { loadPrism, PrismMissing } from './package.ts';

const cli = fileURLToPath(new URL('../http/cli.ts', import.meta.url));
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** Starts swf-mock; `url` comes with its first line, `ended` with its exit. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [cli, '--engine', 'prism', '--port', '0', ...args], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  running.push(child);
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const url = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve(stdout.split('\n')[0] ?? '');
    });
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, stderr }));
  });
  return { child, url, ended };
}

const call = (url: string, taskToken: string) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'X-Amz-Target': 'SimpleWorkflowService.RespondActivityTaskCompleted',
      'Content-Type': 'application/x-amz-json-1.0',
    },
    body: JSON.stringify({ taskToken }),
  });

/** Accepts everything, and forgets the request id where the token says so. */
let endpoint: Server;
let upstream: string;
beforeAll(async () => {
  endpoint = createServer(async (request, reply) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (!body.includes('faulty')) reply.setHeader('x-amzn-RequestId', 'A');
    reply.end();
  });
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  upstream = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
});
afterAll(() => {
  endpoint.close();
  endpoint.closeAllConnections();
});

describe('swf-mock --engine prism', () => {
  test('prints its URL first, answers, tells the call, and stops with exit code 0', async () => {
    const { child, url, ended } = start();
    expect((await call(await url, 'X')).status).toBe(200);
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect({ code, lines: stderr.trim().split('\n') }).toEqual({
      code: 0,
      lines: [expect.stringMatching(/RespondActivityTaskCompleted accepted/)],
    });
  });

  test.each([
    [['--tasks', 'declared'], '--tasks says nothing to --engine prism; leave it out'],
    [
      ['--proxy', 'http://127.0.0.1:1', '--cors', '*'],
      '--cors says nothing to --engine prism --proxy; leave it out',
    ],
    [['--proxy', 'nowhere'], 'A URL of http or https is needed'],
    [['--fail-on-violation'], '--fail-on-violation goes with --engine prism --proxy URL'],
    [['--engine', 'core', '--proxy', 'http://127.0.0.1:1'], '--proxy goes with --engine prism'],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { code, stderr } = await start(...args).ended;
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('swf-mock --engine prism --proxy', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'tells each violation as it comes and all on %s, with exit code 1 under --fail-on-violation',
    async (signal) => {
      const { child, url, ended } = start('--proxy', upstream, '--fail-on-violation');
      for (const token of ['right', 'faulty', 'faulty', 'A'.repeat(1025)]) await call(await url, token);
      child.kill(signal);
      const { code, stderr } = await ended;
      const noId = /^RespondActivityTaskCompleted \/response\/headers \(required\): .*x-amzn-requestid/;
      const tooLong =
        /^RespondActivityTaskCompleted \/request\/body\/taskToken \(maxLength\): .*1024 characters/;
      const lines = stderr.trim().split('\n');
      expect(lines).toEqual([
        expect.stringMatching(/^violation: /),
        expect.stringMatching(/^violation: /),
        expect.stringMatching(/^violation: /),
        'swf-mock: 4 requests passed, 4 of them of the contract; 3 violations',
        expect.stringMatching(/^ {2}2 × /),
        expect.stringMatching(/^ {2}1 × /),
      ]);
      expect(lines[0]?.replace('violation: ', '')).toMatch(noId);
      expect(lines[2]?.replace('violation: ', '')).toMatch(tooLong);
      expect(lines[4]?.replace('  2 × ', '')).toMatch(noId);
      expect(code).toBe(1);
    },
  );

  test('ends with 0 when there were violations and nobody asked to fail', async () => {
    const { child, url, ended } = start('--proxy', upstream, '--log', 'silent');
    await call(await url, 'faulty');
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect({ code, first: stderr.split('\n')[0] }).toEqual({
      code: 0,
      first: 'swf-mock: 1 request passed, 1 of them of the contract; 1 violation',
    });
  });

  test('ends with 0 when there were none', async () => {
    const { child, url, ended } = start('--proxy', upstream, '--fail-on-violation');
    await call(await url, 'right');
    child.kill('SIGTERM');
    expect(await ended).toEqual({
      code: 0,
      stderr: 'swf-mock: 1 request passed, 1 of them of the contract; no violations\n',
    });
  });

  test('tells violations as lines of JSON under --log json', async () => {
    const { child, url, ended } = start('--proxy', upstream, '--log', 'json');
    await call(await url, 'faulty');
    child.kill('SIGTERM');
    const lines = (await ended).stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      {
        violation: {
          operation: 'RespondActivityTaskCompleted',
          pointer: '/response/headers',
          rule: 'required',
          message: expect.any(String),
          severity: 'error',
        },
      },
      { summary: { requests: 1, ofTheContract: 1, violations: 1 } },
    ]);
  });
});

test('where Prism is not installed the message says what to install', async () => {
  const elsewhere = [join(tmpdir(), 'nobody', 'package.json')];
  await expect(loadPrism(elsewhere)).rejects.toThrow(PrismMissing);
  await expect(loadPrism(elsewhere)).rejects.toThrow(/npm install --save-dev @stoplight\/prism-cli/);
});

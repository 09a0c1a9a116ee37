// How a run exits, and what it says.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { readCorpus } from '../cases/corpus.ts';
import { judgedCorpus } from '../cases/select.ts';
import { closedAfterEach, emptyFolder } from '../fixtures/closing.ts';
import { commandLine } from '../fixtures/command-line.ts';
import { type Fault, serveService } from '../fixtures/service.ts';
import { serveOnSocket } from '../fixtures/socket.ts';
import { onlyTwoOperations } from '../fixtures/two-operations.ts';

const { run } = commandLine(new URL('../cli.ts', import.meta.url));
const keep = closedAfterEach();
const serve = async (fault?: Fault) => keep(await serveService(fault));
const one = ['--only', 'completed/operation/known'];
const stackTrace = /\n\s+at /;
const { cases } = judgedCorpus(readCorpus(), {});

let folder: string;
beforeEach(async () => {
  folder = await emptyFolder(keep);
});

describe('exit code 0', () => {
  test('the built-in mock conforms in every case, with nothing untested or inconclusive', async () => {
    const { code, stdout, stderr } = await run(['--strict', '--level', 'may']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`${cases.length} passed, 0 failed`);
  });

  test('an endpoint conforms in all decided cases, and what was not is listed with its option', async () => {
    const { code, stdout } = await run(['run', '--endpoint', (await serve()).url, ...onlyTwoOperations]);
    expect(code).toBe(0);
    expect(stdout).toContain('--task-token-command');
    expect(stdout).toContain('untested');
  });

  test('help and version are given', async () => {
    const help = await run(['run', '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    const codes = help.stdout.match(/^ {2}\d+(?= {2})/gm)?.map(Number);
    expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 130]);
    expect(await run(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+ /),
    });
  });
});

describe('exit code 1', () => {
  const accepting: Fault = (operation, { result }) =>
    operation === 'RespondActivityTaskCompleted' && typeof result === 'string' && result.length > 32768
      ? { status: 200 }
      : undefined;

  test('a MUST that fails is shown with its evidence', async () => {
    const { url } = await serve(accepting);
    const { code, stdout } = await run([
      '--endpoint',
      url,
      '--arrange',
      'swf',
      '--only',
      'completed/result/*',
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('1 MUST failed: completed/result/length-32769');
    expect(stdout).toContain('but      the request got 200');
  });

  test('a SHOULD that fails counts with --level should', async () => {
    const { url } = await serve(() => ({ status: 400, body: { __type: 'ValidationException' } }));
    const args = ['--endpoint', url, '--only', 'completed/response/error-message'];
    expect(await run(args)).toMatchObject({ code: 0 });
    expect(await run([...args, '--level', 'should'])).toMatchObject({ code: 1 });
  });

  test('a listed failure is expected, a listed pass and an entry for nothing are not', async () => {
    const file = join(folder, 'known.yaml');
    const { url } = await serve(accepting);
    const codeWith = async (text: string) => {
      await writeFile(file, text);
      const args = [
        '--arrange',
        'swf',
        '--only',
        'completed/result/length-3276*',
        '--expected-failures',
        file,
      ];
      return (await run(['--endpoint', url, ...args])).code;
    };
    const listed = '- case: completed/result/length-32769\n  reason: lengths are not checked\n';
    expect(await codeWith(listed)).toBe(0);
    expect(await codeWith(`${listed}- case: completed/result/length-32768\n  reason: it passes\n`)).toBe(1);
    expect(await codeWith(`${listed}- case: completed/resutl/*\n  reason: a slip of the pen\n`)).toBe(1);
  });

  test.each([
    ['hangs', 'hang'],
    ['hangs up', 'end'],
    ['talks garbage', 'garbage'],
  ])('an endpoint that %s fails in good time, without a stack trace', async (_, how) => {
    const endpoint = await serveOnSocket((socket) => {
      if (how === 'end') socket.end();
      if (how === 'garbage') socket.end(Buffer.from('\u0000\u0001 garbage\r\n\r\n'));
    });
    keep(endpoint);
    const { code, stdout, stderr } = await run(['--endpoint', endpoint.url.href, '--timeout', '50']);
    expect(code).toBe(1);
    expect(stdout + stderr).not.toMatch(stackTrace);
  });
});

describe('exit codes 3, 4 and 5', () => {
  test('3: nothing listens, in one sentence', async () => {
    const service = await serveService();
    await service.close();
    const { code, stdout, stderr } = await run(['--endpoint', service.url]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('4: nothing failed, and with --strict that is not enough', async () => {
    const { url } = await serve();
    const args = ['--endpoint', url, '--only', 'completed/operation/*'];
    expect(await run(args)).toMatchObject({ code: 0 });
    expect(await run([...args, '--strict'])).toMatchObject({ code: 4 });
  });

  test('5: a fault of the runner itself, with the stack trace that a report of it needs', async () => {
    const breaking = join(folder, 'breaking.mjs');
    await writeFile(breaking, `performance.now = () => { throw new TypeError('out of time'); };`);
    const { code, stderr } = await run(one, { NODE_OPTIONS: `--import ${breaking}` });
    expect(code).toBe(5);
    expect(stderr).toContain('internal error');
    expect(stderr).toMatch(stackTrace);
  });

  test('5: also where it comes out of nowhere', async () => {
    const breaking = join(folder, 'breaking.mjs');
    await writeFile(
      breaking,
      `import { Socket } from 'node:net';
       const { connect } = Socket.prototype;
       Socket.prototype.connect = function (...args) {
         setImmediate(() => { throw new TypeError('out of nowhere'); });
         return connect.apply(this, args);
       };`,
    );
    const { code, stderr } = await run(['--endpoint', (await serve(() => 'hang')).url, ...one], {
      NODE_OPTIONS: `--import ${breaking}`,
    });
    expect(code).toBe(5);
    expect(stderr).toContain('out of nowhere');
  });
});

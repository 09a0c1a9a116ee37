// The command line as its users meet it: what it prints where, and how it exits.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Report } from '../generated/report-types.ts';
import { readCorpus } from './corpus.ts';
import { start } from './fixtures/command-line.ts';
import { type Fault, type Service, serveService } from './fixtures/service.ts';
import { serveOnSocket } from './fixtures/socket.ts';
import { formats } from './report/index.ts';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
const startCli = (args: string[], environment?: Record<string, string>) => start(cli, args, environment);
const runCli = (args: string[], environment?: Record<string, string>) => startCli(args, environment).ended;

// Each test starts processes, perhaps on a machine that is busy.
jest.setTimeout(60_000);

const { cases } = readCorpus();
const one = ['--only', 'completed/operation/known'];
const stackTrace = /\n\s+at /;

let folder: string;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swf-conformance-'));
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(fault?: Fault): Promise<Service> {
  const service = await serveService(fault);
  open.push(service);
  return service;
}

describe('exit code 0', () => {
  test('the built-in mock conforms in every case, with nothing untested or inconclusive', async () => {
    const { code, stdout, stderr } = await runCli(['--strict', '--level', 'may']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`${cases.length} passed, 0 failed`);
  });

  test('an endpoint conforms in what was tested, and what was not is listed with its option', async () => {
    const { code, stdout } = await runCli(['run', '--endpoint', (await serve()).url]);
    expect(code).toBe(0);
    expect(stdout).toContain('--task-token-command');
    expect(stdout).toContain('untested');
  });

  test('help and version are given', async () => {
    const help = await runCli(['run', '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const code of [
      '0 conforms',
      '1 does not',
      '2 usage',
      '3 the endpoint',
      '4 only',
      '5 a fault',
      '130',
    ]) {
      expect(help.stdout).toContain(code);
    }
    expect(await runCli(['--version'])).toMatchObject({
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

  test('a MUST that fails is shown with what it takes to see it again', async () => {
    const { url } = await serve(accepting);
    const { code, stdout } = await runCli([
      '--endpoint',
      url,
      '--arrange',
      'swf',
      '--only',
      'completed/result/*',
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('failed MUST  completed/result/length-32769');
    expect(stdout).toContain('curl -sS');
  });

  test('a SHOULD that fails counts with --level should', async () => {
    const { url } = await serve(() => ({ status: 400, body: { __type: 'ValidationException' } }));
    const args = ['--endpoint', url, '--only', 'completed/response/error-message'];
    expect(await runCli(args)).toMatchObject({ code: 0 });
    expect(await runCli([...args, '--level', 'should'])).toMatchObject({ code: 1 });
  });

  test('a listed failure is expected, a listed pass and an entry for nothing are not', async () => {
    const file = join(folder, 'known.yaml');
    const { url } = await serve(accepting);
    const run = async (text: string) => {
      await writeFile(file, text);
      const args = [
        '--arrange',
        'swf',
        '--only',
        'completed/result/length-3276*',
        '--expected-failures',
        file,
      ];
      return (await runCli(['--endpoint', url, ...args])).code;
    };
    const listed = '- case: completed/result/length-32769\n  reason: lengths are not checked\n';
    expect(await run(listed)).toBe(0);
    expect(await run(`${listed}- case: completed/result/length-32768\n  reason: it passes\n`)).toBe(1);
    expect(await run(`${listed}- case: completed/resutl/*\n  reason: a slip of the pen\n`)).toBe(1);
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
    open.push(endpoint);
    const { code, stdout, stderr } = await runCli(['--endpoint', endpoint.url.href, '--timeout', '50']);
    expect(code).toBe(1);
    expect(stdout + stderr).not.toMatch(stackTrace);
  });
});

describe('exit code 2', () => {
  test.each<[string[], string]>([
    [['--no-such-option'], "unknown option '--no-such-option'"],
    [['run', '--endpiont', 'x'], "unknown option '--endpiont'"],
    [['no-such-command'], 'no-such-command'],
    [['--only', 'nothing/*'], '--only matched no case: "nothing/*"'],
    [['--only', ''], '--only matched no case: ""'],
    [['--skip', '**'], 'no case was selected'],
    [['--shard', '5/4'], 'It is written I/N'],
    [['--shard', '0/4'], 'It is written I/N'],
    [['--level', 'most'], "'most' is invalid"],
    [['--timeout', '0'], 'a whole number'],
    [['--timeout', '99999999999'], 'a whole number'],
    [['--concurrency', 'many'], 'a whole number'],
    [['--fuzz', '-1'], 'a whole number'],
    [['--seed', '17'], '--fuzz'],
    [['--report', 'pdf'], 'no format "pdf"'],
    [['--report', 'json', '--report', 'tap'], 'cannot both go to stdout'],
    [['--report', 'json=/no/such/folder/report.json'], '/no/such/folder/report.json'],
    [['--expected-failures', '/no/such/file.yaml'], '/no/such/file.yaml cannot be read'],
    [['--endpoint', '127.0.0.1:8000'], 'write it like http://127.0.0.1:8000'],
    [['--endpoint', 'http://u:p@127.0.0.1/'], 'has credentials in its URL'],
    [['--credentials', 'env'], 'AWS_ACCESS_KEY_ID'],
    [['--denied-credentials', 'OTHER'], 'env:PREFIX'],
    [['--denied-credentials', 'env:OTHER'], 'OTHER_ACCESS_KEY_ID'],
    [['--task-token-command', ' '], '--task-token-command is empty'],
    [['--task-token-command', 'x', '--arrange', 'swf'], 'give one of them'],
    [['show', 'completed/no-such-case'], 'no case "completed/no-such-case"'],
    [['list', '--only', 'nothing/*'], '--only matched no case'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^swf-conformance: /);
    expect(stderr).not.toMatch(stackTrace);
  });

  test('the real service without --live is refused, and nothing is connected to', async () => {
    const trap = join(folder, 'trap.mjs');
    await writeFile(
      trap,
      `import net from 'node:net'; import dns from 'node:dns';
       for (const [owner, name] of [[net.Socket.prototype, 'connect'], [dns, 'lookup']])
         owner[name] = () => { console.error('CONNECTED'); process.exit(99); };`,
    );
    const hosts = [
      'swf.us-east-1.amazonaws.com',
      'SWF.EU-WEST-1.AMAZONAWS.COM',
      'swf.us-east-1.amazonaws.com.',
    ];
    for (const host of hosts) {
      const { code, stderr } = await runCli([...one, '--endpoint', `https://${host}/`], {
        NODE_OPTIONS: `--import ${trap}`,
      });
      expect({ code, connected: stderr.includes('CONNECTED') }).toEqual({ code: 2, connected: false });
      expect(stderr).toContain('add --live');
    }
    const live = await runCli([...one, '--live', '--endpoint', 'https://swf.us-east-1.amazonaws.com/'], {
      NODE_OPTIONS: `--import ${trap}`,
    });
    expect(live.code).toBe(99);
  });

  test('nothing could be tested', async () => {
    const { code, stdout } = await runCli([
      '--endpoint',
      (await serve()).url,
      '--only',
      'completed/operation/accepted',
    ]);
    expect(code).toBe(2);
    expect(stdout).toContain('--task-token-command');
  });

  test('the control API is not there', async () => {
    const { url } = await serve();
    const { code, stderr } = await runCli([...one, '--endpoint', url, '--arrange', 'control']);
    expect(code).toBe(2);
    expect(stderr).toContain('_swf-mock');
  });
});

describe('exit codes 3, 4 and 5', () => {
  test('3: nothing listens, in one sentence', async () => {
    const service = await serveService();
    await service.close();
    const { code, stdout, stderr } = await runCli(['--endpoint', service.url]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('4: nothing failed, and with --strict that is not enough', async () => {
    const { url } = await serve();
    const args = ['--endpoint', url, '--only', 'completed/operation/*'];
    expect(await runCli(args)).toMatchObject({ code: 0 });
    expect(await runCli([...args, '--strict'])).toMatchObject({ code: 4 });
  });

  test('5: a fault of the runner itself, with the stack trace that a report of it needs', async () => {
    const breaking = join(folder, 'breaking.mjs');
    await writeFile(breaking, `performance.now = () => { throw new TypeError('out of time'); };`);
    const { code, stderr } = await runCli(one, { NODE_OPTIONS: `--import ${breaking}` });
    expect(code).toBe(5);
    expect(stderr).toContain('a fault of its own');
    expect(stderr).toMatch(stackTrace);
  });

  test('5: also where it comes out of nowhere', async () => {
    const breaking = join(folder, 'breaking.mjs');
    await writeFile(breaking, `setTimeout(() => { throw new TypeError('out of nowhere'); }, 0);`);
    const { code, stderr } = await runCli(['--endpoint', (await serve(() => 'hang')).url, ...one], {
      NODE_OPTIONS: `--import ${breaking}`,
    });
    expect(code).toBe(5);
    expect(stderr).toContain('out of nowhere');
  });
});

describe('an interruption', () => {
  /** Resolves when the service has had so many calls. */
  async function calls(service: Service, count: number): Promise<void> {
    while (service.calls.length < count) await new Promise((resolve) => setImmediate(resolve));
  }

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s ends with 130 when everything is cleaned up',
    async (signal) => {
      const service = await serve();
      const { child, ended } = startCli(['--endpoint', service.url, '--arrange', 'swf', '--report', 'json']);
      await calls(service, 60);
      child.kill(signal);
      const { code, stdout, stderr } = await ended;
      expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
      expect(stderr).toContain('interrupted; cleaning up');
      expect(service.open()).toEqual([]);
      expect(service.calls.at(-1)?.operation).toBe('DeprecateDomain');
    },
  );

  test('a second one ends it at once', async () => {
    const service = await serve((operation) => (operation.startsWith('Respond') ? 'hang' : undefined));
    const { child, ended } = startCli(['--endpoint', service.url, '--arrange', 'swf', '--timeout', '60000']);
    await calls(service, 20);
    child.kill('SIGINT');
    await new Promise<void>((resolve) => child.stderr?.once('data', () => resolve()));
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGTERM' });
  });
});

describe('reports', () => {
  test('json on stdout is JSON and nothing else, whatever the verdict', async () => {
    const { url } = await serve(() => ({ status: 500 }));
    const { code, stdout } = await runCli(['--endpoint', url, '--report', 'json']);
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as Report;
    expect(report.summary.total).toBe(cases.length);
  });

  test('go to files and stdout side by side, and all tell of the same run', async () => {
    const files = Object.keys(formats).filter((name) => name !== 'terminal');
    const args = files.flatMap((name) => ['--report', `${name}=${join(folder, name)}`]);
    const { code, stdout } = await runCli([...one, ...args]);
    expect({ code, files: (await readdir(folder)).sort() }).toEqual({ code: 0, files: files.sort() });
    expect(stdout).toContain('1 passed');
  });

  test('with the credentials of somebody show none of them, in any format', async () => {
    const canaries = {
      AWS_ACCESS_KEY_ID: 'AKIACANARY0000000000',
      AWS_SECRET_ACCESS_KEY: 'canarySecret/000000000000000000000000000',
      AWS_SESSION_TOKEN: 'canarySession/000000000000000000000000000',
      DENIED_ACCESS_KEY_ID: 'AKIACANARY1111111111',
      DENIED_SECRET_ACCESS_KEY: 'canarySecret/111111111111111111111111111',
      DENIED_SESSION_TOKEN: 'canarySession/111111111111111111111111111',
    };
    const received: string[] = [];
    const endpoint = await serveOnSocket((socket, request) => {
      // It repeats everything that it is sent, as some do when they refuse.
      received.push(request.toString('latin1'));
      const body = JSON.stringify({ __type: 'ValidationException', message: request.toString('latin1') });
      socket.end(`HTTP/1.1 400 Bad Request\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
    open.push(endpoint);
    const names = Object.keys(formats);
    const { stdout, stderr } = await runCli(
      [
        ...['--endpoint', endpoint.url.href, '--credentials', 'env', '--denied-credentials', 'env:DENIED'],
        ...[
          '--task-token-command',
          'echo $AWS_SECRET_ACCESS_KEY >&2; test $RANDOM; exit $((SWF_TASK)) || echo T',
        ],
        ...['--skip', '*/size/*', ...names.flatMap((name) => ['--report', `${name}=${join(folder, name)}`])],
      ],
      canaries,
    );
    expect(received.some((request) => request.includes(canaries.AWS_SESSION_TOKEN))).toBe(true);
    expect(received.some((request) => request.includes('canarySecret'))).toBe(false);
    const texts = [
      stdout,
      stderr,
      ...(await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))),
    ];
    for (const text of texts)
      expect(text.match(/.{0,40}(AKIACANARY|canary(Secret|Session)).{0,20}/i)).toBeNull();
  });

  test('that nobody reads to the end do not end a run', async () => {
    const service = await serve(() => undefined);
    const run = `'${process.execPath}' '${cli}' --endpoint ${service.url} --arrange swf --report json; echo $? >&2`;
    const { stderr } = await promisify(execFile)('sh', ['-c', `{ ${run}; } | head -c 1 >/dev/null`]);
    expect(stderr).toBe('0\n');
    expect(service.open()).toEqual([]);
  });

  test('have no colours where they are not read on a terminal', async () => {
    const { url } = await serve(() => ({ status: 500 }));
    const { stdout, stderr } = await runCli([...one, '--endpoint', url], { FORCE_COLOR: '1' });
    expect(stdout + stderr).not.toContain('\u001b');
  });

  test.each([
    ['colours on a terminal', {}, true],
    ['no colours there with NO_COLOR', { NO_COLOR: '1' }, false],
  ])('have %s', async (_, environment, colored) => {
    const { url } = await serve(() => ({ status: 500 }));
    const command = [process.execPath, cli, ...one, '--endpoint', url].map((word) => `'${word}'`).join(' ');
    const { NO_COLOR, FORCE_COLOR, CI, ...inherited } = process.env;
    const { stdout } = await promisify(execFile)('script', ['-qec', `${command} || true`, '/dev/null'], {
      env: { ...inherited, TERM: 'xterm', ...environment },
    });
    expect(stdout).toContain('completed/operation/known');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
    expect(/\u001b\[\d+m/.test(stdout)).toBe(colored);
  });
});

describe('list and show', () => {
  test('list has every case with its level, requirement and source', async () => {
    const { stdout } = await runCli(['list', '--json']);
    const listed = JSON.parse(stdout) as { id: string; level: string; requirement: string; source: string }[];
    expect(listed.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
    for (const { level, requirement, source } of listed)
      expect([level, requirement, source]).not.toContain('');
  });

  test('list may be cut off by its reader', async () => {
    const { stdout, stderr } = await promisify(execFile)('sh', [
      '-c',
      `'${process.execPath}' '${cli}' list | head -n 1`,
    ]);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });

  test('show has the request, what is expected, why, and a command', async () => {
    const { code, stdout } = await runCli(['show', 'completed/result/length-32769']);
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

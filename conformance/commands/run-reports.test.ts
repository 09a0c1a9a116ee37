// What a run writes, and where.
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Report } from '../../generated/report-types.ts';
import { readCorpus } from '../cases/corpus.ts';
import { judgedCorpus } from '../cases/select.ts';
import { closedAfterEach, emptyFolder } from '../fixtures/closing.ts';
import { commandLine } from '../fixtures/command-line.ts';
import { type Fault, serveService } from '../fixtures/service.ts';
import { serveOnSocket } from '../fixtures/socket.ts';
import { formats } from '../report/index.ts';

const { path, run } = commandLine(new URL('../cli.ts', import.meta.url));
const keep = closedAfterEach();
const serve = async (fault?: Fault) => keep(await serveService(fault));
const one = ['--only', 'completed/operation/known'];
const { cases } = judgedCorpus(readCorpus(), {});

let folder: string;
beforeEach(async () => {
  folder = await emptyFolder(keep);
});

describe('reports', () => {
  test('json on stdout is JSON and nothing else, whatever the verdict', async () => {
    const { url } = await serve(() => ({ status: 500 }));
    const { code, stdout } = await run(['--endpoint', url, '--report', 'json']);
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as Report;
    expect(report.summary.total).toBe(cases.length);
  });

  test('go to files and stdout side by side, and all tell of the same run', async () => {
    const files = Object.keys(formats).filter((name) => name !== 'terminal');
    const args = files.flatMap((name) => ['--report', `${name}=${join(folder, name)}`]);
    const { code, stdout } = await run([...one, ...args]);
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
    keep(endpoint);
    const names = Object.keys(formats);
    const { stdout, stderr } = await run(
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

  test.each([
    ['on the command line', ['--control-key', 'canary-control-key'], {}],
    ['in the environment', [], { SWF_MOCK_CONTROL_KEY: 'canary-control-key' }],
  ])('with a control key %s do not show it', async (_, args, environment) => {
    let received = '';
    const endpoint = await serveOnSocket((socket, request) => {
      received += request.toString('latin1');
      socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Length: ${request.length}\r\n\r\n${request}`);
    });
    keep(endpoint);
    const { code, stderr } = await run(
      ['--endpoint', endpoint.url.href, '--arrange', 'control', ...args],
      environment,
    );
    expect(received).toMatch(/x-swf-mock-key: canary-control-key/i);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/key: REDACTED/i) });
    expect(stderr).not.toContain('canary');
  });

  test('that nobody reads to the end do not end a run', async () => {
    const service = await serve(() => undefined);
    const run = `'${process.execPath}' '${path}' --endpoint ${service.url} --only 'completed/operation/*' --arrange swf --report json; echo $? >&2`;
    const { stderr } = await promisify(execFile)('sh', ['-c', `{ ${run}; } | head -c 1 >/dev/null`]);
    expect(stderr).toBe('0\n');
    expect(service.open()).toEqual([]);
  });

  test('do not go to the file that stdout is', async () => {
    const file = join(folder, 'report');
    const run = `'${process.execPath}' '${path}' --only completed/operation/known --report json='${file}' >'${file}'; echo $? >&2`;
    const { stderr } = await promisify(execFile)('sh', ['-c', run]);
    expect(stderr).toMatch(/--report: .*report and stdout are the same file.*\n2\n$/);
  });

  test('have no colours where they are not read on a terminal', async () => {
    const { url } = await serve(() => ({ status: 500 }));
    const { stdout, stderr } = await run([...one, '--endpoint', url], { FORCE_COLOR: '1' });
    expect(stdout + stderr).not.toContain('\u001b');
  });

  test.each([
    ['colours on a terminal', {}, true],
    ['no colours there with NO_COLOR', { NO_COLOR: '1' }, false],
  ])('have %s', async (_, environment, colored) => {
    const { url } = await serve(() => ({ status: 500 }));
    const command = [process.execPath, path, ...one, '--endpoint', url].map((word) => `'${word}'`).join(' ');
    const { NO_COLOR, FORCE_COLOR, CI, ...inherited } = process.env;
    const { stdout } = await promisify(execFile)('script', ['-qec', `${command} || true`, '/dev/null'], {
      env: { ...inherited, TERM: 'xterm', ...environment },
    });
    expect(stdout).toContain('completed/operation/known');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
    expect(/\u001b\[\d+m/.test(stdout)).toBe(colored);
  });
});

describe('a report that cannot be written', () => {
  /** Runs where no file may have more than 4096 bytes: what is written meets that in its middle, as on a full disk. */
  async function runOnFullDisk(args: string[], stdout = '/dev/null') {
    const command = [process.execPath, path, ...args].map((word) => `'${word}'`).join(' ');
    const script = `trap '' XFSZ; ulimit -f 8; ${command} >'${stdout}'; echo $? >&2`;
    const { stderr } = await promisify(execFile)('sh', ['-c', script], {
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    const lines = stderr.trimEnd().split('\n');
    return { code: Number(lines.pop()), lines };
  }

  test('ends the run with a code of its own, and the verdict is told', async () => {
    const { code, lines } = await runOnFullDisk([...one, '--report', 'html=/dev/full']);
    expect({ code, lines }).toEqual({
      code: 6,
      lines: [
        'swf-conformance: the report html=/dev/full could not be written: no space left on device (ENOSPC)',
        'swf-conformance: verdict: The endpoint conforms.',
      ],
    });
  });

  test('leaves the exit code of a run that failed, the former report, and the other reports', async () => {
    const { url } = await serve(() => ({ status: 500 }));
    const [html, tap] = [join(folder, 'report.html'), join(folder, 'report.tap')];
    await writeFile(html, 'former');
    const reports = ['--report', `html=${html}`, '--report', `tap=${tap}`];
    const { code, lines } = await runOnFullDisk([...one, '--endpoint', url, ...reports]);
    expect(code).toBe(1);
    expect(lines).toEqual([
      `swf-conformance: the report html=${html} could not be written: file too large (EFBIG)`,
      expect.stringContaining('swf-conformance: verdict: The endpoint does not conform'),
    ]);
    expect(await readFile(html, 'utf8')).toBe('former');
    expect(await readFile(tap, 'utf8')).toContain('not ok 1');
    expect((await readdir(folder)).sort()).toEqual(['report.html', 'report.tap']);
  });

  test.each([
    ['run', ['--report', 'html', ...one], 'the report html=- could not be written: file too large (EFBIG)'],
    ['list', ['list', '--json'], 'stdout could not be written: file too large (EFBIG)'],
  ])('on stdout, by %s, is no success', async (_, args, message) => {
    const { code, lines } = await runOnFullDisk(args, join(folder, 'stdout'));
    expect({ code, told: lines[0] }).toEqual({ code: 6, told: `swf-conformance: ${message}` });
  });

  test('is told of a matrix as well', async () => {
    const file = join(folder, 'report.json');
    await run([...one, '--report', `json=${file}`]);
    const { code, lines } = await runOnFullDisk(['matrix', file, '--report', 'markdown=/dev/full']);
    expect({ code, lines }).toEqual({
      code: 6,
      lines: [
        'swf-conformance: the report markdown=/dev/full could not be written: no space left on device (ENOSPC)',
      ],
    });
  });
});

// What a run writes, and where.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Report } from '../../generated/report-types.ts';
import { readCorpus } from '../cases/corpus.ts';
import { closedAfterEach, emptyFolder } from '../fixtures/closing.ts';
import { commandLine } from '../fixtures/command-line.ts';
import { type Fault, serveService } from '../fixtures/service.ts';
import { serveOnSocket } from '../fixtures/socket.ts';
import { formats } from '../report/index.ts';

// Each test starts processes, perhaps on a machine that is busy.
jest.setTimeout(60_000);

const { path, run } = commandLine(new URL('../cli.ts', import.meta.url));
const keep = closedAfterEach();
const serve = async (fault?: Fault) => keep(await serveService(fault));
const one = ['--only', 'completed/operation/known'];
const { cases } = readCorpus();

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

  test('that nobody reads to the end do not end a run', async () => {
    const service = await serve(() => undefined);
    const run = `'${process.execPath}' '${path}' --endpoint ${service.url} --only 'completed/operation/*' --arrange swf --report json; echo $? >&2`;
    const { stderr } = await promisify(execFile)('sh', ['-c', `{ ${run}; } | head -c 1 >/dev/null`]);
    expect(stderr).toBe('0\n');
    expect(service.open()).toEqual([]);
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

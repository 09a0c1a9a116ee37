import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { closedAfterEach, emptyFolder } from '../fixtures/closing.ts';
import { commandLine } from '../fixtures/command-line.ts';
import { type Fault, type Service, serveService } from '../fixtures/service.ts';
import { head, serveOnSocket } from '../fixtures/socket.ts';
import type { Report } from '../index.ts';

const { start } = commandLine(new URL('../cli.ts', import.meta.url));
const keep = closedAfterEach();
const serve = async (fault?: Fault) => keep(await serveService(fault));

describe('an interruption', () => {
  /** Resolves when the service has had so many calls. */
  async function calls(service: Service, count: number): Promise<void> {
    while (service.calls.length < count) await new Promise((resolve) => setImmediate(resolve));
  }

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s ends with 130 when everything is cleaned up',
    async (signal) => {
      const service = await serve();
      const { child, ended } = start(['--endpoint', service.url, '--arrange', 'swf', '--report', 'json']);
      await calls(service, 60);
      child.kill(signal);
      const { code, stdout, stderr } = await ended;
      expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
      expect(stderr).toContain('interrupted; cleaning up');
      expect(service.open()).toEqual([]);
      expect(service.calls.at(-1)?.operation).toBe('DeprecateDomain');
    },
  );

  test('among repetitions leaves a report on those that there were', async () => {
    const service = await serve();
    const only = ['--only', 'completed/target/*'];
    const { child, ended } = start([
      '--endpoint',
      service.url,
      ...only,
      '--repeat',
      '100000',
      '--report',
      'json',
    ]);
    await calls(service, 300);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('cover the run up to the interruption');
    const { summary } = JSON.parse(stdout) as Report;
    expect(summary.total).toBeGreaterThan(1);
    expect(summary.failed).toBe(0);
  });

  test('sends nothing more while one case hangs', async () => {
    const hanging = keep(
      await serveOnSocket((socket, _request, index) => {
        if (index > 0) socket.end(head('400 Bad Request', 'Content-Length: 0'));
      }),
    );
    const options = ['--concurrency', '2', '--timeout', '2000'];
    const { child, ended } = start(['--endpoint', hanging.url.href, ...options]);
    while (hanging.requests.length < 20) await new Promise((resolve) => setImmediate(resolve));
    const interrupted = new Promise<void>((resolve) => child.stderr?.once('data', () => resolve()));
    child.kill('SIGINT');
    await interrupted;
    const sent = hanging.requests.length;
    expect(await ended).toMatchObject({ code: 130 });
    expect(hanging.requests.length).toBeLessThanOrEqual(sent + 2);
  });

  test('waits for what is under way and no more, however slow the endpoint is', async () => {
    const late = keep(
      await serveOnSocket((socket) => {
        setTimeout(() => socket.end(head('400 Bad Request', 'Content-Length: 0')), 200);
      }),
    );
    const { child, ended } = start(['--endpoint', late.url.href, '--concurrency', '4']);
    while (late.requests.length < 8) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining('interrupted') });
    // Each case sends two requests at most, and one more case may begin for each that ends.
    expect(late.requests.length).toBeLessThan(40);
  });

  test('a second one ends it at once', async () => {
    const service = await serve((operation) => (operation.startsWith('Respond') ? 'hang' : undefined));
    const { child, ended } = start(['--endpoint', service.url, '--arrange', 'swf', '--timeout', '60000']);
    await calls(service, 20);
    child.kill('SIGINT');
    await new Promise<void>((resolve) => child.stderr?.once('data', () => resolve()));
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGTERM' });
  });

  test('a second one ends the task token command as well', async () => {
    const service = await serve();
    const folder = await emptyFolder(keep);
    // The command holds the pipe open as long as it lives.
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    const started = open(pipe);
    const { child, ended } = start([
      ...['--endpoint', service.url, '--concurrency', '1'],
      ...['--task-token-command', `exec >'${pipe}' 2>&1; echo started; sleep 600`],
    ]);
    const reader = (await started).createReadStream({ encoding: 'utf8' });
    const released = once(reader, 'end');
    await once(reader, 'data');
    child.kill('SIGINT');
    await new Promise<void>((resolve) => child.stderr?.once('data', () => resolve()));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGINT' });
    await released;
  });
});

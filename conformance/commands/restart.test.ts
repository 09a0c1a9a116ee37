import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { serveService } from '../fixtures/service.ts';
import { restartBy } from './restart.ts';

const folder = mkdtempSync(join(tmpdir(), 'restart-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an endpoint that a command restarts', () => {
  test('is named to the command, and is waited for', async () => {
    const service = await serveService();
    const file = join(folder, 'endpoint');
    await restartBy(`printf %s "$SWF_ENDPOINT" > ${file}`, new URL(service.url), 5000);
    expect(readFileSync(file, 'utf8')).toBe(service.url);
    await service.close();
  });

  test('may come back later', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    await new Promise((resolve) => holder.close(resolve));
    const restarting = restartBy('true', new URL(`http://127.0.0.1:${port}/`), 5000);
    const back = createServer((socket) => socket.end()).listen(port, '127.0.0.1');
    await expect(restarting).resolves.toBeUndefined();
    back.close();
  });

  test.each([
    [
      'ends with an error',
      'echo no such container >&2; exit 4',
      'the restart command ended with 4; stderr: no such container',
    ],
    ['does not end', 'sleep 60', 'the restart command did not end within 200 ms'],
  ])('whose command %s is not asked any more', async (_, command, message) => {
    await expect(restartBy(command, new URL('http://127.0.0.1:1/'), 200)).rejects.toThrow(message);
  });
});

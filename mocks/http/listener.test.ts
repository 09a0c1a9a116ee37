// How long a server bears with whoever connects, and with how many.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { completed, open, talk } from '../../proof/hostile-requests/raw.ts';
import { listen, timeouts } from './listener.ts';
import { type ServedSwfMock, type ServeOptions, serveSwfMock } from './server.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

async function serve(limits: NonNullable<ServeOptions['limits']>): Promise<ServedSwfMock> {
  const served = await serveSwfMock({ limits });
  running.push(served);
  return served;
}

describe('a server', () => {
  test('closes one connection too many as it comes, and serves those that it has', async () => {
    const { url } = await serve({ connections: 1 });
    const first = open(url);
    await once(first, 'connect');
    first.write('POST / HTTP/1.1\r\n');
    const second = await talk(url, [completed({ taskToken: 'A' })]);
    expect(['closed', 'reset']).toContain(second.ended);
    first.write('Host: localhost\r\nContent-Length: 0\r\n\r\n');
    expect(String(await once(first, 'data'))).toMatch(/^HTTP\/1\.1 400/);
    first.destroy();
  });

  test('cuts a connection whose answers nobody reads', async () => {
    // More than the operating system keeps for a reader that is slow.
    const server = createServer(timeouts(), (_, reply) => reply.end('x'.repeat(32 * 1_048_576)));
    const listener = await listen(server, 0, '127.0.0.1', { idleSeconds: 0.05 });
    running.push(listener);
    const closed = new Promise<void>((resolve) => {
      server.once('connection', (socket) => socket.once('close', () => resolve()));
    });
    const client = open(listener.url);
    client.on('error', () => {});
    client.pause();
    client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await closed;
    client.destroy();
  });

  test('waits for an answer that a test delays as long as the test says', async () => {
    const { url, swf } = await serve({ requestSeconds: 0.02, idleSeconds: 0.02 });
    swf.on('RespondActivityTaskCompleted').delays(0.2);
    const { answers } = await talk(url, [completed({ taskToken: 'A' })]);
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  test('forgets a delayed answer when its client is gone, also one that waits for its turn', async () => {
    const { url, swf } = await serve({});
    swf.on('RespondActivityTaskCompleted').delays(3_600);
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const client = open(url);
    client.write(Array.from({ length: 20 }, (_, i) => completed({ taskToken: `${i}` })).join(''));
    while (swf.calls().length < 20) await new Promise(setImmediate);
    expect(timers()).toBeGreaterThanOrEqual(before + 20);
    client.destroy();
    while (timers() > before) await new Promise(setImmediate);
  });

  test.each([
    ['connections', 0],
    ['connections', Number.NaN],
    ['requestSeconds', 0],
    ['idleSeconds', -1],
  ])('is not started with the limit %s: %d', async (name, value) => {
    await expect(serveSwfMock({ limits: { [name]: value } })).rejects.toThrow(`limits.${name}: ${value} is`);
  });
});

// What bodies that are arriving hold together, however many connections they come on.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { open, talk } from '../../proof/hostile-requests/raw.ts';
import { createRoom, readBody } from './body.ts';

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

/** A server with so much room for bodies, which answers with what it read. */
async function serve(bytes: number, limit = 1_000_000) {
  const room = createRoom(bytes);
  const server = createServer((request, reply) => {
    readBody(
      request,
      limit,
      room,
      ({ body }) => reply.end(String(body?.length)),
      () => {},
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({ close: () => server.close().closeAllConnections() });
  return { room, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const head = (length: number) => `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`;

test.each([
  ['with a length', 'Content-Length: 900', 'x'.repeat(900)],
  ['in chunks', 'Transfer-Encoding: chunked', `384\r\n${'x'.repeat(900)}\r\n0\r\n\r\n`],
])('a request %s may be as large as the limit, its header lines included', async (_, line, body) => {
  const lines = `Host: localhost\r\n${line}\r\n`;
  const ask = async (limit: number) => {
    const { url } = await serve(10_000, limit);
    return (await talk(url, [`POST / HTTP/1.1\r\n${lines}\r\n${body}`])).answers[0]?.body;
  };
  expect(await ask(lines.length + 900)).toBe('900');
  expect(await ask(lines.length + 899)).toBe('undefined');
});

describe('bodies that arrive at once', () => {
  /** Sends a part of a body, and waits until it has taken up room. */
  async function begin(url: string, room: { left: number }, bytes: number): Promise<Socket> {
    const client = open(url).on('error', () => {});
    opened.push({ close: () => client.destroy() });
    const before = room.left;
    client.write(head(1_000) + 'x'.repeat(bytes));
    while (room.left === before) await new Promise(setImmediate);
    return client;
  }

  test('have so much room together; for another one, that which came first has to go', async () => {
    const { url, room } = await serve(1_000);
    const first = await begin(url, room, 400);
    const second = await begin(url, room, 400);
    const gone = once(first, 'close');
    const { answers } = await talk(url, [`${head(300)}${'x'.repeat(300)}`]);
    expect(answers.map(({ body }) => body)).toEqual(['300']);
    await gone;
    expect(room.left).toBe(600);
    second.write('x'.repeat(600));
    expect(String((await once(second, 'data'))[0])).toMatch(/\r\n\r\n1000$/);
    expect(room.left).toBe(1_000);
  });

  test('give their room back when their clients go away', async () => {
    const { url, room } = await serve(1_000);
    const client = await begin(url, room, 400);
    client.destroy();
    while (room.left < 1_000) await new Promise(setImmediate);
    expect(room.shares.size).toBe(0);
  });
});

// The fuzz counts answers: a server that drops a few requests does not get by.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { fuzz } from './fuzz.ts';

/**
 * Fuzzes a server that answers all requests but one in a hundred. Of a drop nothing is seen where the bytes behind
 * the request are refused.
 */
async function fuzzed(requests: number, drop: (reply: ServerResponse) => void) {
  let arrived = 0;
  const server = createServer((request, reply) => {
    arrived += 1;
    const isDropped = arrived % 100 === 0;
    request.resume().on('end', () => (isDropped ? drop(reply) : reply.end()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return await fuzz(url, { requests, seed: '1', kind: 'harmless' });
  } finally {
    server.close().closeAllConnections();
  }
}

test('where each request is answered, each counts', async () => {
  const { sent, answered, wrong } = await fuzzed(80, () => {});
  expect([sent, answered, wrong]).toEqual([80, 80, []]);
});

test.each<[string, (reply: ServerResponse) => void]>([
  ['leaves without an answer', () => {}],
  ['closes its connection on', (reply) => reply.destroy()],
])('where a server %s one in a hundred, that is told', async (_, drop) => {
  const { sent, answered, wrong } = await fuzzed(800, drop);
  expect(sent).toBe(800);
  expect(answered).toBeLessThan(sent);
  expect(wrong).toEqual(Array(sent - answered).fill(expect.stringMatching(/^no answer to "/)));
});

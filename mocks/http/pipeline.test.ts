// How many requests may wait for the answers to those ahead of them, over all connections.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { open } from '../../proof/hostile-requests/raw.ts';
import { createPipelines } from './pipeline.ts';

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

test('a connection whose requests would be too many is cut, and others are served', async () => {
  const pipelines = createPipelines(3);
  const replies: ServerResponse[] = [];
  const server = createServer((request, reply) => {
    if (pipelines.admit(request.socket, reply)) replies.push(reply);
    else request.socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({ close: () => server.close().closeAllConnections() });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pipeline = (requests: number) => {
    const client = open(url).on('error', () => {});
    opened.push({ close: () => client.destroy() });
    client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(requests));
    return client;
  };
  const arrived = async (count: number) => {
    while (replies.length < count) await new Promise(setImmediate);
  };

  // One is answered first, and two wait for it.
  const patient = pipeline(3);
  await arrived(3);
  const greedy = pipeline(3);
  await once(greedy.resume(), 'close');
  await arrived(5);

  // What waited on the connection that was cut waits no more, and whose turn has come does not either.
  for (const reply of replies.slice(0, 2)) reply.end();
  await once(patient, 'data');
  const later = pipeline(3);
  await arrived(8);
  for (const reply of replies.slice(5)) reply.end();
  expect(String((await once(later, 'data'))[0])).toMatch(/^HTTP\/1\.1 200/);
  expect([greedy.destroyed, patient.destroyed, later.destroyed]).toEqual([true, false, false]);
});

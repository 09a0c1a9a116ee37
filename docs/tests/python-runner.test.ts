// The corpus is enough to run the suite in another language: the runner of examples/python-runner, which knows nothing
// but cases.json, comes to the same verdicts as ours, on endpoints that conform and on endpoints that do not.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { controlTasks, type RunOptions, run } from '../../conformance/index.ts';
import { serveSwfMock } from '../../mocks/http/server.ts';
import { faultyServers } from '../../proof/verdicts/faulty-servers.ts';
import { accepters, refusers } from '../../proof/verdicts/liars.ts';
import { serve as serveVariant } from '../../proof/verdicts/serve.ts';
import { unchanged } from '../../proof/verdicts/transformations.ts';

type Verdicts = Record<string, string>;
type Endpoint = { url: string; close(): Promise<unknown> };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'python-runner-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const refusal = (type: string, message: string) => JSON.stringify({ __type: type, message });

const endpoints: [string, () => Promise<Endpoint>][] = [
  ['swf-mock', () => serveSwfMock()],
  ['a mock that knows the tokens it issued', () => serveSwfMock({ tasks: 'declared' })],
  ['an endpoint that accepts everything', () => serve((_, reply) => reply.end('{}'))],
  [
    'an endpoint that refuses everything for the same reason',
    () =>
      serve((_, reply) => reply.writeHead(400).end(refusal('a#ValidationException', 'Invalid token: AAAA'))),
  ],
  [
    'an endpoint that says what it refuses, in its own way',
    () =>
      serve((request, reply) => {
        reply.setHeader('x-amzn-RequestId', 'always-the-same');
        const target = request.headers['x-amz-target'];
        if (!target) return reply.writeHead(501).end();
        if (String(target).endsWith('Canceled')) return reply.writeHead(500).end('<h1>Sorry</h1>');
        if (request.headers['content-length'] === '16')
          return reply.writeHead(404).end('{"code":"SerializationException"}');
        reply.setHeader('Content-Type', 'text/html').end();
      }),
  ],
  ['an endpoint that breaks the connection', () => serve((request) => request.socket.destroy())],
];

/**
 * Servers with a fault, and servers that always do the same: some of each kind. Faults of the transport are left out,
 * because Python's http.client forgives what Node's parser does not; and those of operations that it is not told to judge.
 */
const variants = [
  ...[...accepters, ...refusers].filter((_, index) => index % 3 === 0),
  ...faultyServers
    .filter(({ name, operations }) => operations === undefined && !/transport|hang|every/.test(name))
    .filter((_, index) => index % 48 === 0),
];

test.each(variants)('both runners agree on a server with a fault: $name', async (variant) => {
  const { endpoint: url, close } = await serveVariant({ mock: { tasks: 'any' }, ...variant });
  try {
    expect(await runPython(url)).toEqual(await runOurs(url));
  } finally {
    await close();
  }
});

test.each(endpoints)('both runners agree on %s, case by case', async (_, start) => {
  const endpoint = await start();
  try {
    const python = await runPython(endpoint.url);
    expect(python).toEqual(await runOurs(endpoint.url));
    expect(Object.keys(python).length).toBeGreaterThan(200);
  } finally {
    await endpoint.close();
  }
});

test('both runners agree on every operation, beside a mock in which nobody schedules tasks', async () => {
  const endpoint = await serveSwfMock();
  try {
    const verdicts = await runPython(endpoint.url, '--operations', 'all');
    expect(verdicts).toEqual(await runOurs(endpoint.url, { operations: 'all' }));
    expect(verdicts).toMatchObject({
      'poll/operation/known': 'passed',
      'poll/operation/accepted': 'untested',
      'poll/tasks/scheduled-later': 'untested',
      'heartbeat/operation/accepted': 'passed',
    });
  } finally {
    await endpoint.close();
  }
});

test.each([
  'none',
  'tasks completed: a token that was never issued is accepted',
  'tasks completed: a task is found in every region',
  'history completed: the event is that of another operation',
  'success: the request id is in the header x-amz-request-id',
])(
  'both runners agree where a mock makes the tasks, and forgets them in a restart; its fault: %s',
  async (name) => {
    const fault = faultyServers.find((each) => each.name === name) ?? {
      mock: { tasks: 'declared' as const },
      transformation: unchanged,
    };
    const { endpoint: url, swf, close } = await serveVariant(fault);
    const control = await serveSwfMock({ swf });
    try {
      const reset = `curl -sf -X POST ${control.url}/_swf-mock/reset -d {}`;
      const python = await runPython(url, '--control', control.url, '--restart-command', reset);
      const ours = await runOurs(url, {
        tasks: () => controlTasks(new URL(control.url), 5000),
        restart: async () => swf.reset(),
      });
      expect(python).toEqual(ours);
      const untested = Object.entries(python).filter(([, verdict]) => verdict === 'untested');
      expect(untested.map(([id]) => id)).toEqual(['completed/access/denied', 'canceled/access/denied']);
      expect(Object.values(python).includes('failed')).toBe(name !== 'none');
    } finally {
      await control.close();
      await close();
    }
  },
);

test('it says so when nothing can be reached', async () => {
  const { url, close } = await serve((_, reply) => reply.end());
  await close();
  const { code, stdout, stderr } = await python('--endpoint', url);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('nothing listens at');
});

async function runOurs(endpoint: string, options: Partial<RunOptions> = {}): Promise<Verdicts> {
  const { results } = await run({ endpoint, concurrency: 1, ...options });
  return Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
}

async function runPython(endpoint: string, ...options: string[]): Promise<Verdicts> {
  const file = join(folder, 'verdicts.json');
  const { code, stderr } = await python('--endpoint', endpoint, '--json', file, ...options);
  if (code > 1) throw new Error(stderr);
  const { results } = JSON.parse(await readFile(file, 'utf8')) as {
    results: { id: string; verdict: string }[];
  };
  return Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
}

function python(...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile('python3', ['examples/python-runner/run_cases.py', ...options], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** A server of its own, which does with each request what the test says, once the request is read. */
async function serve(
  answer: (request: IncomingMessage, reply: ServerResponse) => unknown,
): Promise<Endpoint> {
  const server = createServer((request, reply) => {
    request.resume().once('end', () => answer(request, reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

// Prism between a client and an endpoint: nothing changes on the way, and what breaks the contract is told.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type ContractViolation,
  type PrismProxyOptions,
  type ServedPrismProxy,
  servePrismProxy,
} from './index.ts';
import { contractViolation, violationLine } from './violation.ts';

type Seen = { method: string | undefined; url: string | undefined; rawHeaders: string[]; body: string };
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** An endpoint that answers as told, and the proxy before it. */
async function between(
  answer: (reply: ServerResponse, request: IncomingMessage) => void,
  path = '',
  options: Partial<PrismProxyOptions> = {},
) {
  const seen: Seen[] = [];
  const server: Server = createServer(async (request, reply) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, rawHeaders } = request;
    seen.push({ method, url, rawHeaders, body: Buffer.concat(chunks).toString() });
    answer(reply, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => server.closeAllConnections() }, server);
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return { ...(await proxyTo(upstream, options)), seen };
}

async function proxyTo(upstream: string, options: Partial<PrismProxyOptions> = {}) {
  const violations: ContractViolation[] = [];
  const troubles: string[] = [];
  const proxy: ServedPrismProxy = await servePrismProxy({
    upstream: new URL(upstream),
    onViolation: (violation) => violations.push(violation),
    onTrouble: (message) => troubles.push(message),
    ...options,
  });
  open.push(proxy);
  return { proxy, violations, troubles };
}

const headers = {
  'X-Amz-Target': 'SimpleWorkflowService.RespondActivityTaskCompleted',
  'Content-Type': 'application/x-amz-json-1.0',
};
const complete = (url: string, input: unknown = { taskToken: 'X' }) =>
  fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });

const succeed = (reply: ServerResponse) =>
  reply
    .writeHead(200, {
      'Content-Type': 'application/x-amz-json-1.0',
      'Content-Length': '0',
      'x-amzn-RequestId': '0976f0f4-3ff6-11e1-9a27-0760db01a4a8',
    })
    .end();

function refuse(
  reply: ServerResponse,
  body: string | Buffer,
  contentType = 'application/x-amz-json-1.0',
  status = 400,
) {
  reply
    .writeHead(status, {
      'Content-Type': contentType,
      'x-amzn-RequestId': '0976f0f4-3ff6-11e1-9a27-0760db01a4a8',
    })
    .end(body);
}

describe('what passes through', () => {
  test('is the client’s request byte by byte: headers as spelled, Host and signature too', async () => {
    const { proxy, seen, violations } = await between(succeed);
    const { port } = new URL(proxy.url);
    const lines = [
      'POST / HTTP/1.1',
      'Host: swf.us-east-1.amazonaws.com',
      'x-AMZ-target: SimpleWorkflowService.RespondActivityTaskCompleted',
      'Content-Type: application/x-amz-json-1.0',
      'Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261120/us-east-1/swf/aws4_request',
      'X-Twice: one',
      'X-Twice: two',
      'Content-Length: 34',
      '',
      '{"taskToken": "X", "result": "é"}',
    ];
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(lines.join('\r\n')));
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk;
        if (received.includes('\r\n\r\n')) resolve(received);
      });
      open.push({ close: () => socket.destroy() });
    });
    expect(answer).toMatch(
      /^HTTP\/1\.1 200 OK\r\nContent-Type: application\/x-amz-json-1\.0\r\nContent-Length: 0\r\n/,
    );
    const [request] = seen;
    expect(request).toMatchObject({ method: 'POST', url: '/', body: '{"taskToken": "X", "result": "é"}' });
    const sent = lines.slice(1, -2).map((line) => line.split(': '));
    expect(request?.rawHeaders.join('|')).toContain(sent.flat().join('|'));
    expect(violations).toEqual([]);
  });

  test('is the endpoint’s answer byte by byte, also a compressed one', async () => {
    const body = gzipSync('{"__type":"com.amazonaws.swf.base.model#UnknownResourceFault","message":"gone"}');
    const { proxy, violations } = await between((reply) =>
      reply
        .writeHead(400, 'Odd', {
          'Content-Type': 'application/x-amz-json-1.0',
          'Content-Encoding': 'gzip',
          'x-amzn-RequestId': 'A',
        })
        .end(body),
    );
    const response = await complete(proxy.url);
    expect([response.status, response.statusText, await response.json()]).toEqual([
      400,
      'Odd',
      { __type: 'com.amazonaws.swf.base.model#UnknownResourceFault', message: 'gone' },
    ]);
    expect(violations).toEqual([]);
  });

  test.each([
    ['Keep-Alive', 'timeout=5'],
    ['Proxy-Authenticate', 'Basic'],
    ['Proxy-Authorization', 'Basic c2VjcmV0'],
    ['Proxy-Connection', 'lasting'],
    ['TE', 'trailers'],
    ['Trailer', 'X-Later'],
    ['Upgrade', 'other'],
  ])('has no %s, which is for one connection alone', async (name, value) => {
    const { proxy, seen } = await between((reply) => {
      reply.socket?.end(`HTTP/1.1 200 OK\r\n${name}: ${value}\r\nX-Other: 2\r\nContent-Length: 0\r\n\r\n`);
    });
    const answer = await new Promise<IncomingMessage>((resolve) => {
      const own = { [name]: value, 'Transfer-Encoding': 'chunked', 'X-Other': '1' };
      request(proxy.url, { method: 'POST', headers: { ...headers, ...own } }, resolve).end(
        '{"taskToken":"X"}',
      );
    });
    answer.resume();
    const sent = seen[0]?.rawHeaders.map((each) => each.toLowerCase());
    expect(sent).toContain('x-other');
    expect(sent).not.toContain(name.toLowerCase());
    expect(answer.headers).toMatchObject({ 'x-other': '2' });
    expect(answer.rawHeaders.join()).not.toContain(value);
  });

  test('has no header that Connection names, in either direction', async () => {
    const { proxy, seen } = await between((reply) =>
      reply.writeHead(200, { Connection: 'close, X-Theirs', 'X-Theirs': '1', 'X-Other': '2' }).end(),
    );
    const named = { Connection: 'x-mine , Host, content-length', 'X-Mine': '1', 'X-Other': '2' };
    const answer = await new Promise<IncomingMessage>((resolve) => {
      request(proxy.url, { method: 'POST', headers: { ...headers, ...named } }, resolve).end(
        '{"taskToken":"X"}',
      );
    });
    const sent = seen[0]?.rawHeaders.map((each) => each.toLowerCase());
    expect(sent).toEqual(expect.arrayContaining(['x-other', 'host', 'content-length']));
    expect(sent).not.toContain('x-mine');
    expect(answer.headers).toMatchObject({ 'x-other': '2' });
    expect(answer.headers).not.toHaveProperty('x-theirs');
    answer.resume();
  });

  test('goes below the path of the endpoint’s URL', async () => {
    const { proxy, seen } = await between(succeed, '/swf/');
    await complete(proxy.url);
    expect(seen.map(({ url }) => url)).toEqual(['/swf/']);
  });

  test('is passed on although it breaks the contract: judging is not refusing', async () => {
    const { proxy, seen } = await between(succeed);
    await complete(proxy.url, { taskToken: '' });
    expect(seen).toHaveLength(1);
  });

  test('is judged for every operation of the contract, with an answer of its own', async () => {
    let body = '{"taskToken":"","startedEventId":0}';
    const { proxy, violations } = await between((reply) =>
      reply
        .setHeader('Content-Type', 'application/x-amz-json-1.0')
        .setHeader('x-amzn-RequestId', 'a')
        .end(body),
    );
    const poll = () =>
      fetch(proxy.url, {
        method: 'POST',
        headers: {
          'X-Amz-Target': 'SimpleWorkflowService.PollForActivityTask',
          'Content-Type': 'application/x-amz-json-1.0',
        },
        body: '{"domain":"default","taskList":{"name":"orders"}}',
      });
    await poll();
    expect(violations).toEqual([]);
    body = '{"taskToken":5}';
    await poll();
    expect(violations).not.toEqual([]);
    expect(violations.every(({ operation }) => operation === 'PollForActivityTask')).toBe(true);
  });

  test('may be a call outside the contract, which nobody judges', async () => {
    const { proxy, violations } = await between((reply) => reply.end('whatever'));
    const response = await fetch(proxy.url, {
      method: 'POST',
      headers: { 'X-Amz-Target': 'SimpleWorkflowService.PollForDecisionTask' },
      body: '{}',
    });
    expect(await response.text()).toBe('whatever');
    expect(violations).toEqual([]);
    expect(proxy.tally()).toEqual({ requests: 1, ofTheContract: 0, violations: 0 });
  });
});

describe('what is told', () => {
  async function violationsOf(answer: (reply: ServerResponse) => void, input: unknown = { taskToken: 'X' }) {
    const { proxy, violations } = await between(answer);
    await complete(proxy.url, input);
    return violations.map(({ pointer, rule, severity }) => [pointer, rule, severity]);
  }

  test('nothing of an exchange that fits, success or fault', async () => {
    expect(await violationsOf(succeed)).toEqual([]);
    const fault = '{"__type":"com.amazonaws.swf.base.model#UnknownResourceFault","message":"gone"}';
    expect(await violationsOf((reply) => refuse(reply, fault))).toEqual([]);
    expect(await violationsOf((reply) => refuse(reply, fault, 'application/json'))).toEqual([]);
  });

  test('a request that breaks a constraint, with the pointer to the member', async () => {
    const input = { taskToken: 'A'.repeat(1025), result: 17 };
    expect(await violationsOf(succeed, input)).toEqual([
      ['/request/body/taskToken', 'maxLength', 'error'],
      ['/request/body/result', 'type', 'error'],
    ]);
  });

  test('a response without a request id', async () => {
    expect(await violationsOf((reply) => reply.end())).toEqual([['/response/headers', 'required', 'error']]);
  });

  test('a fault without its type, once for all schemas that it does not fit', async () => {
    const found = await violationsOf((reply) => refuse(reply, '{"message":"gone"}'));
    expect(found).toEqual([
      ['/response/body', 'required', 'error'],
      ['/response/body', 'anyOf', 'error'],
    ]);
  });

  test('a status that the contract does not have', async () => {
    expect(await violationsOf((reply) => refuse(reply, '{}', 'application/json', 418))).toEqual([
      ['/response/status', undefined, 'warning'],
    ]);
  });

  test('an error page of another media type', async () => {
    const found = await violationsOf((reply) => refuse(reply, '<p>no</p>', 'text/html'));
    expect(found).toContainEqual(['/response/headers/content-type', undefined, 'error']);
  });
});

describe('an endpoint that fails', () => {
  test('and refuses the connection is told, and the client gets an error that it may retry', async () => {
    const { proxy, troubles } = await proxyTo('http://127.0.0.1:1');
    const response = await complete(proxy.url);
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({
      __type: 'com.amazon.coral.service#InternalFailure',
      message: expect.stringContaining('http://127.0.0.1:1/ gave no answer'),
    });
    expect(troubles).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });

  test('in the middle of its answer breaks the client’s connection as well', async () => {
    const { proxy, troubles } = await between((reply, request) => {
      reply.writeHead(200, { 'Content-Length': '10' }).write('half');
      setImmediate(() => request.socket.destroy());
    });
    await expect(complete(proxy.url)).rejects.toThrow();
    expect(troubles).toHaveLength(1);
  });

  test('to answer does not hold a client that has gone away', async () => {
    const { proxy, seen } = await between(() => {});
    const patience = new AbortController();
    const call = fetch(proxy.url, {
      method: 'POST',
      headers,
      body: '{"taskToken":"X"}',
      signal: patience.signal,
    });
    while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    patience.abort();
    await expect(call).rejects.toThrow(/abort/);
    await proxy.close();
  });

  test.each<[string, (reply: ServerResponse, request: IncomingMessage) => void, RegExp]>([
    ['with more than is taken', (reply) => reply.end('x'.repeat(2_000)), /has more than 1000 bytes/],
    [
      'by switching protocols',
      (_, { socket }) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
      /switched protocols \(101\)/,
    ],
    ['with nothing', () => {}, /nothing came for 0\.1 seconds/],
    ['and never ends', (reply) => reply.write('x'), /nothing came for 0\.1 seconds/],
  ])('%s is told, and the client gets an error that it may retry', async (_, answer, message) => {
    const patience = { bytes: 1_000, milliseconds: 100 };
    const { proxy, troubles } = await between(answer, '', { patience });
    const response = await complete(proxy.url);
    expect([response.status, await response.text()]).toEqual([502, expect.stringMatching(message)]);
    expect(troubles).toEqual([expect.stringMatching(message)]);
  });
});

describe('a body that is small only as long as it is compressed', () => {
  const bomb = gzipSync(`{"taskToken":"${'A'.repeat(2 * 1_048_576)}"}`);

  test('passes, and is not judged, in a request', async () => {
    const { proxy, troubles, violations } = await between(succeed);
    const response = await fetch(proxy.url, {
      method: 'POST',
      headers: { ...headers, 'Content-Encoding': 'gzip' },
      body: bomb,
    });
    expect(response.status).toBe(200);
    expect({ troubles, violations }).toEqual({
      troubles: [
        'Prism cannot judge a call of RespondActivityTaskCompleted: a body has more than 1048576 bytes',
      ],
      violations: [],
    });
  });

  test('passes, and is not judged, in an answer', async () => {
    const { proxy, troubles } = await between((reply) => {
      reply.setHeader('Content-Encoding', 'gzip');
      refuse(reply, bomb);
    });
    expect(await (await complete(proxy.url)).text()).toHaveLength(2 * 1_048_576 + 16);
    expect(troubles).toEqual([expect.stringContaining('more than 1048576 bytes')]);
  });
});

test('the limits on connections are those of the mock', async () => {
  await expect(proxyTo('http://127.0.0.1:1', { limits: { connections: 0 } })).rejects.toThrow(
    'limits.connections: 0 is',
  );
});

test('a violation is told in plain text, whatever an endpoint said', () => {
  const violation = { path: ['body', 'a\u009b31m'], message: 'b\u001b[2J\u009bc\u202ed', severity: 0 };
  expect(violationLine(contractViolation('RespondActivityTaskCompleted', 'response', violation))).toBe(
    'RespondActivityTaskCompleted /response/body/a\\u009b31m: b\\u001b[2J\\u009bc\\u202ed',
  );
});

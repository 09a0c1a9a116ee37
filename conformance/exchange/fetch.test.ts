import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { WireRequest } from '../request/request.ts';
import { runEvents } from '../run/run.ts';
import { fetchExchange, Unsendable, whatFetchCannotSend } from './fetch.ts';

const url = new URL('http://127.0.0.1:8000/');

function request(headers: [string, string][] = [], changes: Partial<WireRequest> = {}): WireRequest {
  const body = new TextEncoder().encode('{"taskToken":"X"}');
  return { method: 'POST', url, headers, parts: [], body, chunked: false, ...changes };
}

describe('what fetch cannot send', () => {
  test.each([
    ['header Referer', 'browser', request([['Referer', 'http://example.org/']])],
    ['header Accept-Encoding', 'browser', request([['Accept-Encoding', 'identity']])],
    ['header Connection', 'browser', request([['Connection', 'keep-alive']])],
    ['header Keep-Alive', 'node', request([['Keep-Alive', '115']])],
    ['header Host', 'node', request([['Host', 'swf.us-east-1.amazonaws.com']])],
    ['header Host', 'browser', request([['Host', 'swf.us-east-1.amazonaws.com']])],
    ['header Content-Length', 'browser', request([['Content-Length', '638']])],
    ['header User-Agent', 'browser', request([['User-Agent', 'Boto3/1.43.11']])],
    ['header Sec-Fetch-Mode', 'browser', request([['Sec-Fetch-Mode', 'cors']])],
    ['the spelling of header X-AMZ-TARGET', 'browser', request([['X-AMZ-TARGET', 'A.B']])],
    ['the spelling of header HOST', 'node', request([['HOST', '127.0.0.1:8000']])],
    ['GET with a body', 'node', request([], { method: 'GET' })],
    ['method TRACE', 'node', request([], { method: 'TRACE', body: new Uint8Array() })],
    ['a body in chunks', 'browser', request([['Transfer-Encoding', 'chunked']], { chunked: true })],
  ] as const)('%s, in %s', (obstacle, platform, asked) => {
    expect(whatFetchCannotSend(asked, platform)).toBe(obstacle);
  });

  test('is not what it would write by itself, nor what it leaves to the caller', () => {
    const headers: [string, string][] = [
      ['Host', '127.0.0.1:8000'],
      ['Content-Length', '17'],
      ['x-amz-target', 'SimpleWorkflowService.RespondActivityTaskCompleted'],
      ['Content-Type', 'application/x-amz-json-1.0'],
      ['Authorization', 'AWS4-HMAC-SHA256 …'],
    ];
    expect(whatFetchCannotSend(request(headers), 'browser')).toBeUndefined();
    expect(whatFetchCannotSend(request([['Connection', 'keep-alive']]), 'node')).toBeUndefined();
    const chunked = request([['Transfer-Encoding', 'chunked']], { chunked: true });
    expect(whatFetchCannotSend(chunked, 'node')).toBeUndefined();
  });
});

describe('an exchange by fetch', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  async function listen(answer: RequestListener): Promise<URL> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  test('sends method, headers and the bytes of the body, and reads the whole answer', async () => {
    let seen: unknown;
    const at = await listen(async (incoming, response) => {
      let body = '';
      for await (const chunk of incoming) body += chunk;
      seen = [incoming.method, incoming.headers['x-amz-target'], body];
      response.writeHead(400, { 'X-One': '1' }).end('é');
    });
    const asked = request([['X-Amz-Target', 'A.B']], { url: at, method: 'PATCH' });
    const answer = await fetchExchange('node')(asked, 5000);
    expect(seen).toEqual(['PATCH', 'A.B', '{"taskToken":"X"}']);
    expect(answer).toMatchObject({ kind: 'response', status: 400, text: 'é', bodyBytes: 2 });
    expect(answer.kind === 'response' && answer.headers).toContainEqual(['x-one', '1']);
  });

  test('adds no content type where the case has none', async () => {
    let contentType: string | undefined = 'none seen';
    const at = await listen((incoming, response) => {
      contentType = incoming.headers['content-type'];
      response.end();
    });
    await fetchExchange('node')(request([], { url: at }), 5000);
    expect(contentType).toBeUndefined();
  });

  test('sends a body in chunks where that is asked for', async () => {
    let encoding: string | undefined;
    const at = await listen((incoming, response) => {
      encoding = incoming.headers['transfer-encoding'];
      incoming.resume().on('end', () => response.end());
    });
    await fetchExchange('node')(request([], { url: at, chunked: true }), 5000);
    expect(encoding).toBe('chunked');
  });

  test('reports a deadline and a broken connection as what they are', async () => {
    const hanging = await listen(() => {});
    expect(await fetchExchange('node')(request([], { url: hanging }), 20)).toMatchObject({
      kind: 'failure',
      failure: 'timeout',
    });
    const resetting = await listen((incoming) => incoming.socket.destroy());
    expect(await fetchExchange('node')(request([], { url: resetting }), 5000)).toMatchObject({
      kind: 'failure',
      failure: 'reset',
    });
  });

  test('reads a body without end no further than any other', async () => {
    const at = await listen((incoming, response) => {
      incoming.resume();
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16, 'a')));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await fetchExchange('node')(request([], { url: at }), 5000)).toMatchObject({
      failure: 'over-long',
      message: 'a body of more than 2097152 bytes',
    });
  });

  test('refuses what it cannot send before anything is sent', async () => {
    const asked = request([['Host', 'elsewhere']]);
    await expect(fetchExchange('node')(asked, 5000)).rejects.toThrow(Unsendable);
    await expect(fetchExchange('node')(asked, 5000)).rejects.toThrow(
      'not sendable by fetch in Node: header Host',
    );
  });

  test('leaves such cases untested in a run, and those that need a kept connection', async () => {
    const exchange = fetchExchange('node', async () => ({
      status: 200,
      headers: [],
      body: new Uint8Array(),
    }));
    const only = ['completed/headers/upper-case', 'completed/framing/keep-alive'];
    const results = [];
    for await (const event of runEvents({ endpoint: 'http://localhost/', exchange, only })) {
      if (event.type === 'result') results.push([event.result.id, event.result.verdict, event.result.reason]);
    }
    expect(results).toEqual([
      ['completed/headers/upper-case', 'untested', expect.stringContaining('not sendable by fetch in Node')],
      ['completed/framing/keep-alive', 'untested', expect.stringContaining('a connection that stays open')],
    ]);
  });
});

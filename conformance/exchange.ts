// One request sent and its answer read, within a deadline. Whatever an endpoint does ends in a value: a response, or
// the way in which it failed to give one. Nothing here judges.
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { WireRequest } from './request.ts';

/** A complete response. Header names are as they came; `text` is the body read as UTF-8. */
export type Response = {
  kind: 'response';
  status: number;
  headers: [string, string][];
  text: string;
  bodyBytes: number;
  durationMs: number;
};

/** No complete response, and why. */
export type Failure = {
  kind: 'failure';
  failure: 'refused' | 'reset' | 'timeout' | 'cut-short' | 'over-long' | 'garbage';
  message: string;
  durationMs: number;
};

export type Answer = Response | Failure;

/** Sends a request. Never rejects for what the endpoint does. `timeoutMs` bounds the whole exchange. */
export type Exchange = (request: WireRequest, timeoutMs: number) => Promise<Answer>;

/** More of a body than this is not read: nothing that the contract describes is nearly so long. */
const bodyLimit = 1 << 20;

/** An exchange over a connection of its own for each request. */
export const exchange: Exchange = (request, timeoutMs) => exchangeOn(undefined, request, timeoutMs);

/** An exchange that sends one request after the other on one connection, as long as the endpoint keeps it open. */
export function openConnection(): { exchange: Exchange; close(): void } {
  const options = { keepAlive: true, maxSockets: 1 };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  return {
    exchange: (request, timeoutMs) =>
      exchangeOn(agents[request.url.protocol as 'http:' | 'https:'], request, timeoutMs),
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function exchangeOn(agent: HttpAgent | undefined, request: WireRequest, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    let settled = false;
    let received = 0;
    const settle = (answer: Answer) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      if (answer.kind === 'failure' || !agent) outgoing.destroy();
      resolve(answer);
    };
    const fail = (failure: Failure['failure'], message: string) =>
      settle({ kind: 'failure', failure, message, durationMs: elapsed() });
    const deadline = setTimeout(() => {
      fail('timeout', `no complete answer within ${timeoutMs} ms (${received} bytes of a body came)`);
    }, timeoutMs);

    const outgoing = start(request, agent);
    outgoing.on('error', (error: NodeJS.ErrnoException) => fail(failureOf(error), describeError(error)));
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => {
        received += chunk.byteLength;
        if (received > bodyLimit) fail('over-long', `a body of more than ${bodyLimit} bytes`);
        else chunks.push(chunk);
      });
      response.on('error', (error: NodeJS.ErrnoException) => {
        fail(
          error.code === 'ECONNRESET' ? 'cut-short' : failureOf(error),
          `the answer broke off: ${describeError(error)}`,
        );
      });
      response.on('end', () => {
        // What follows the body on the same segment is reported as an error right after the end.
        setImmediate(() => settle(responseOf(response, Buffer.concat(chunks), elapsed())));
      });
    });
    outgoing.end(request.body.byteLength > 0 ? request.body : undefined);
  });
}

function start(request: WireRequest, agent: HttpAgent | undefined): ClientRequest {
  const send = request.url.protocol === 'https:' ? httpsRequest : httpRequest;
  const outgoing = send(request.url, { method: request.method, agent: agent ?? false, setHost: false });
  for (const [name, value] of request.headers) outgoing.setHeader(name, value);
  // Node adds this header unless it is told not to; what is sent is what the case says and nothing else.
  if (!request.headers.some(([name]) => name.toLowerCase() === 'connection'))
    outgoing.removeHeader('Connection');
  return outgoing;
}

function responseOf(response: IncomingMessage, body: Buffer, durationMs: number): Response {
  const headers: [string, string][] = [];
  for (let index = 0; index < response.rawHeaders.length; index += 2) {
    headers.push([response.rawHeaders[index] as string, response.rawHeaders[index + 1] as string]);
  }
  return {
    kind: 'response',
    status: response.statusCode as number,
    headers,
    text: decoded(body, response.headers['content-encoding']).toString('utf8'),
    bodyBytes: body.byteLength,
    durationMs,
  };
}

/** A request that says Accept-Encoding, as some clients' do, may be answered in that coding. */
function decoded(body: Buffer, coding: string | undefined): Buffer {
  const decoders: Record<string, (data: Buffer) => Buffer> = {
    gzip: gunzipSync,
    deflate: inflateSync,
    br: brotliDecompressSync,
  };
  try {
    return decoders[coding ?? '']?.(body) ?? body;
  } catch {
    return body;
  }
}

function failureOf({ code = '' }: NodeJS.ErrnoException): Failure['failure'] {
  if (
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes(code)
  ) {
    return 'refused';
  }
  if (code === 'HPE_CLOSED_CONNECTION') return 'over-long';
  if (code.startsWith('HPE_')) return 'garbage';
  return 'reset';
}

function describeError(error: NodeJS.ErrnoException): string {
  // A host with several addresses fails with one error for each, and an empty message of its own.
  const inner = (error as Error & { errors?: Error[] }).errors?.[0];
  return error.message || inner?.message || error.code || 'unknown error';
}

// An exchange with fetch: in this process, where mocks such as MSW intercept it, or in a browser. If fetch cannot send a
// request exactly, it is not sent in another form: the case is untested, and the reason names the obstacle.
import { Untestable } from '../errors.ts';
import type { WireRequest } from '../request/request.ts';
import type { Answer, Exchange } from './exchange.ts';
import { bodyLimit, gather } from './incoming.ts';

/** Fetch cannot send the request unchanged; the message names the obstacle. The case is untested. */
export class Unsendable extends Untestable {
  constructor(reason: string) {
    super(reason, 'run the suite over HTTP, with --endpoint');
  }
}

/** A request for fetch as plain data, so that it can be passed to a page. */
export type FetchedRequest = {
  url: string;
  method: string;
  headers: [string, string][];
  /** Null for no body. */
  body: Uint8Array<ArrayBuffer> | null;
  /** Whether the body is sent in chunks, without a length. */
  chunked: boolean;
};

export type FetchedResponse = { status: number; headers: [string, string][]; body: Uint8Array };

/**
 * Fetches, or fails as fetch does: with an error named TimeoutError or AbortError after `timeoutMs`. An error named
 * OverLongError means that the body is longer than the limit.
 */
export type Fetching = (request: FetchedRequest, timeoutMs: number) => Promise<FetchedResponse>;

/** Where fetch runs, which determines what it can send. */
export type FetchPlatform = 'node' | 'browser';

/**
 * An exchange with fetch. Fails with Unsendable for a request that fetch cannot send, or would change.
 *
 * @param fetching the function that fetches. Default: fetch in this process
 * @example run({ endpoint: 'http://localhost/', exchange: fetchExchange('node') })
 */
export function fetchExchange(platform: FetchPlatform, fetching: Fetching = fetchHere): Exchange {
  return async (request, timeoutMs) => {
    const obstacle = whatFetchCannotSend(request, platform);
    if (obstacle) throw new Unsendable(`not sendable by fetch in ${where[platform]}: ${obstacle}`);
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    try {
      return answerOf(await fetching(toFetch(request), timeoutMs), elapsed());
    } catch (error) {
      const { name, message, cause } = error as Error;
      const durationMs = elapsed();
      if (name === 'TimeoutError' || name === 'AbortError') {
        return {
          kind: 'failure',
          failure: 'timeout',
          message: `no complete response within ${timeoutMs} ms`,
          durationMs,
        };
      }
      if (name === 'OverLongError') return { kind: 'failure', failure: 'over-long', message, durationMs };
      const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
      return { kind: 'failure', failure: 'reset', message: why, durationMs };
    }
  };
}

/**
 * The part of a request that fetch cannot send; undefined if it sends the request unchanged. Headers that fetch sets itself
 * are no obstacle if it sets the same value.
 *
 * @example whatFetchCannotSend(requestWithReferer, 'browser') // 'header Referer'
 */
export function whatFetchCannotSend(request: WireRequest, platform: FetchPlatform): string | undefined {
  const { method, url, body, headers, chunked } = request;
  if (['CONNECT', 'TRACE', 'TRACK'].includes(method)) return `method ${method}`;
  if (body.byteLength > 0 && ['GET', 'HEAD'].includes(method)) return `${method} with a body`;
  if (chunked && platform === 'browser') return 'a body in chunks';
  const own: Record<string, string> = {
    host: url.host,
    ...(!chunked && { 'content-length': String(body.byteLength) }),
    ...(chunked && { 'transfer-encoding': 'chunked' }),
    ...(platform === 'node' && { connection: 'keep-alive' }),
  };
  for (const [name, value] of headers) {
    const known = name.toLowerCase();
    if (own[known] !== value && isForbidden(known, platform)) return `header ${name}`;
    // Fetch lowercases header names in capitals.
    if (name !== known && name === name.toUpperCase()) return `the spelling of header ${name}`;
  }
  return undefined;
}

const where = { node: 'Node', browser: 'a browser' };

/**
 * The forbidden request-headers of the Fetch Standard, which browsers do not let a page set, and User-Agent, which the
 * standard allows and Chromium overwrites.
 */
const forbiddenInBrowsers = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'access-control-request-private-network',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'via',
]);

/** Node's fetch rejects some of these and overwrites the first two. */
const forbiddenInNode = new Set([
  'host',
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

function isForbidden(name: string, platform: FetchPlatform): boolean {
  if (platform === 'node') return forbiddenInNode.has(name);
  return forbiddenInBrowsers.has(name) || name.startsWith('proxy-') || name.startsWith('sec-');
}

/** Without the headers that fetch sets itself, because it rejects some of them. */
function toFetch({ url, method, headers, body, chunked }: WireRequest): FetchedRequest {
  const left = ['host', 'content-length', 'connection', 'transfer-encoding'];
  return {
    url: url.href,
    method,
    headers: headers.filter(([name]) => !left.includes(name.toLowerCase())),
    body: body.byteLength > 0 ? new Uint8Array(body) : null,
    chunked,
  };
}

/** Fetches in this process. */
export const fetchHere: Fetching = async ({ url, method, headers, body, chunked }, timeoutMs) => {
  const timeout = new AbortController();
  // Unlike AbortSignal.timeout, this keeps the process alive: a mock in the same process may wait without a timer.
  const timer = setTimeout(
    () => timeout.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    timeoutMs,
  );
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: chunked && body ? new Blob([body]).stream() : body,
      redirect: 'manual',
      signal: timeout.signal,
      // Required for streams; TypeScript's DOM types do not have it.
      ...(chunked && { duplex: 'half' }),
    } as RequestInit);
    return {
      status: response.status,
      headers: [...response.headers],
      body: await bodyOf(response),
    };
  } finally {
    clearTimeout(timer);
  }
};

async function bodyOf({ body }: globalThis.Response): Promise<Uint8Array> {
  const gathered = gather();
  const reader = body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    gathered.add(next.value);
    if (gathered.byteLength() <= bodyLimit) continue;
    // Errors no longer matter.
    reader?.cancel().catch(() => {});
    const error = new Error(`a body of more than ${bodyLimit} bytes`);
    throw Object.assign(error, { name: 'OverLongError' });
  }
  return gathered.bytes();
}

/** Like isUtf8 of node:buffer, which browsers do not have. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function answerOf({ status, headers, body }: FetchedResponse, durationMs: number): Answer {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  const notUtf8 = !isUtf8(body);
  return {
    kind: 'response',
    status,
    headers,
    text,
    bodyBytes: body.byteLength,
    durationMs,
    ...(notUtf8 && { notUtf8 }),
  };
}

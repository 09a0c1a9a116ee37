// Passes a request on to another server as it came, and reads what comes back: method, path, headers and bytes are the
// client's own, so that a signature stays what it is. What belongs to one connection alone is left out.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

export type PassedRequest = { method: string; path: string; rawHeaders: string[]; body: Buffer };

/** What came back. `rawHeaders` are names and values in turn, as they came. */
export type PassedAnswer = { status: number; statusText: string; rawHeaders: string[]; body: Buffer };

/** No complete answer; `begun` says whether part of one had arrived. */
export class NoAnswer extends Error {
  readonly begun: boolean;
  constructor(message: string, begun: boolean) {
    super(message);
    this.begun = begun;
  }
}

/**
 * Sends a request to an upstream, over a connection of its own. Fails with NoAnswer.
 *
 * @param signal aborted when the client has gone away
 */
export function passOn(upstream: URL, request: PassedRequest, signal: AbortSignal): Promise<PassedAnswer> {
  const send = upstream.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const failed = (begun: boolean) => (error: Error & { code?: string; errors?: Error[] }) => {
      const why = error.message || error.errors?.[0]?.message || error.code || 'unknown error';
      reject(new NoAnswer(`${upstream.href} gave no answer: ${why}`, begun));
    };
    const outgoing = send(upstream, {
      method: request.method,
      path: `${upstream.pathname.replace(/\/$/, '')}${request.path}`,
      headers: [...endToEnd(request.rawHeaders), 'Connection', 'close', ...framing(request)],
      agent: false,
      setHost: false,
      signal,
    });
    outgoing.on('error', failed(false));
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', failed(true));
      incoming.on('end', () => resolve(answerOf(incoming, Buffer.concat(chunks))));
    });
    outgoing.end(request.body.length > 0 ? request.body : undefined);
  });
}

/** The body as the sender meant it, where it came compressed. */
export function uncompressed(body: Buffer, coding: string | undefined): Buffer {
  const decode = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[coding ?? ''];
  try {
    return decode?.(body) ?? body;
  } catch {
    return body;
  }
}

/** Header names in lower case, each once. */
export function headersOf(rawHeaders: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers[String(rawHeaders[index]).toLowerCase()] = String(rawHeaders[index + 1]);
  }
  return headers;
}

function answerOf(incoming: IncomingMessage, body: Buffer): PassedAnswer {
  const { statusCode = 502, statusMessage = '', rawHeaders } = incoming;
  return { status: statusCode, statusText: statusMessage, rawHeaders: endToEnd(rawHeaders), body };
}

/** The length of a body that came in chunks; another that came without a length has none. */
function framing({ rawHeaders, body }: PassedRequest): string[] {
  return body.length > 0 && headersOf(rawHeaders)['content-length'] === undefined
    ? ['Content-Length', String(body.length)]
    : [];
}

/** Headers that RFC 9110 (7.6.1) gives to a single connection. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function endToEnd(rawHeaders: string[]): string[] {
  return rawHeaders.filter(
    (_, index) => !hopByHop.has(String(rawHeaders[index - (index % 2)]).toLowerCase()),
  );
}

// Passes a request on to another server as it came, and reads what comes back: method, path, headers and bytes are the
// client's own, so that a signature stays what it is. What belongs to one connection alone is left out.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { bytesPerChunk, gather, type Share } from '../http/body.ts';

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

/** How much of an upstream's answer is taken, and for how long nothing may come of it: a long poll has a minute. */
export type Patience = { bytes: number; milliseconds: number };

/**
 * Sends a request to an upstream, over a connection of its own. Fails with NoAnswer.
 *
 * @param signal aborted when the client has gone away
 * @param share takes up the bytes of the answer
 */
export function passOn(
  upstream: URL,
  request: PassedRequest,
  signal: AbortSignal,
  { bytes, milliseconds }: Patience,
  share: Share,
): Promise<PassedAnswer> {
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
      timeout: milliseconds,
    });
    // Nothing of an answer is passed on before it is there as a whole, so another may take its place.
    const giveUp = (why: string) => {
      failed(false)(new Error(why));
      outgoing.destroy();
    };
    outgoing.on('timeout', () => giveUp(`nothing came for ${milliseconds / 1000} seconds`));
    outgoing.on('error', failed(false));
    outgoing.on('upgrade', ({ statusCode }: IncomingMessage, socket: Duplex) => {
      socket.destroy();
      giveUp(`it switched protocols (${statusCode})`);
    });
    outgoing.on('response', (incoming) => {
      const body = gather();
      let size = 0;
      let cost = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        cost += bytesPerChunk;
        if (Math.max(size, cost) > bytes)
          giveUp(`what came has more than ${bytes} bytes, or too many chunks`);
        else {
          share.take(chunk.length);
          body.add(chunk);
        }
      });
      incoming.on('error', failed(true));
      incoming.on('end', () => resolve(answerOf(incoming, body.bytes())));
    });
    outgoing.end(request.body.length > 0 ? request.body : undefined);
  });
}

/** A body is larger than is looked at. */
export class TooLarge extends Error {}

const decoders: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Buffer> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** The body as the sender meant it, where it came compressed. Fails with TooLarge where that has more bytes than `limit`. */
export function uncompressed(body: Buffer, coding: string | undefined, limit: number): Buffer {
  const decode = Object.hasOwn(decoders, coding ?? '') ? decoders[coding ?? ''] : undefined;
  let content = body;
  try {
    content = decode?.(body, { maxOutputLength: limit }) ?? body;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
  }
  if (content.length > limit) throw tooLarge(limit);
  return content;
}

const tooLarge = (limit: number) => new TooLarge(`a body has more than ${limit} bytes`);

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

/** Headers that RFC 9110 (7.6.1) gives to a single connection, besides those that Connection names. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** A message is none without them, whatever Connection names. */
const kept = ['host', 'content-length'];

function endToEnd(rawHeaders: string[]): string[] {
  const named = rawHeaders
    .filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'connection')
    .flatMap((value) =>
      value
        .toLowerCase()
        .split(',')
        .map((name) => name.trim()),
    )
    .filter((name) => !kept.includes(name));
  const ofOneConnection = new Set([...hopByHop, ...named]);
  return rawHeaders.filter(
    (_, index) => !ofOneConnection.has(String(rawHeaders[index - (index % 2)]).toLowerCase()),
  );
}

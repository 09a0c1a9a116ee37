// One request sent and its answer read, within a deadline. Whatever an endpoint does ends in a value: a response, or
// the way in which it failed to give one. Nothing here judges.
import { isUtf8 } from 'node:buffer';
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { WireRequest } from '../request/request.ts';
import { codingNobodyAskedFor, decodeContent } from './content-coding.ts';
import { watchAnswer } from './framing.ts';
import { bodyLimit, gather } from './incoming.ts';
import { connectTo, isCertificateError } from './reach.ts';

/** A complete response. Header names are as they came; `text` is the body read as UTF-8. */
export type Response = {
  kind: 'response';
  status: number;
  headers: [string, string][];
  text: string;
  bodyBytes: number;
  durationMs: number;
  /** The body is not UTF-8; `text` has replacement characters. */
  notUtf8?: true;
  /** The content coding of the body, where the request did not ask for one. */
  unrequestedCoding?: string;
  /** On a connection that is kept: whether an earlier request came on it, and whether its end was announced. */
  connection?: { reused: boolean; closes: boolean };
};

/**
 * No complete response, and why: nobody listens (refused), the certificate is not trusted (untrusted), the connection
 * broke before the first byte (reset) or after it (cut-short), more came than the response says or than is read
 * (over-long), what came is no HTTP (garbage), or it did not come in time (timeout).
 */
export type Failure = {
  kind: 'failure';
  failure: 'refused' | 'untrusted' | 'reset' | 'timeout' | 'cut-short' | 'over-long' | 'garbage';
  message: string;
  durationMs: number;
};

export type Answer = Response | Failure;

/**
 * Sends a request. Never rejects for what the endpoint does, only for a request that cannot be sent, such as one with a
 * line break in a header. `timeoutMs` bounds the whole exchange. `mayBeHeld` says that the endpoint may rightly give no
 * answer in that time, as to a poll where no task is.
 */
export type Exchange = (request: WireRequest, timeoutMs: number, mayBeHeld?: boolean) => Promise<Answer>;

/** An exchange over a connection of its own for each request. */
export const exchange: Exchange = (request, timeoutMs) => exchangeOn(undefined, request, timeoutMs);

/** An endpoint that does not keep a connection open ends it right after its answer. So long is waited for that. */
const settlingMs = 25;

/** One connection for several requests. */
export type Connection = {
  /** Opens it, so that the first request goes at once. What goes wrong is told by the exchange. */
  open(url: URL, timeoutMs: number): Promise<void>;
  /** Sends one request after the other on it, as long as the endpoint keeps it open. */
  exchange: Exchange;
  close(): void;
};

/** A connection of its own, which is not open yet. */
export function openConnection(): Connection {
  const options = { keepAlive: true, maxSockets: 1 };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  const kept: Kept = { socket: undefined, bytesRead: 0 };
  let used = false;
  return {
    async open(url, timeoutMs) {
      const socket = await connectTo(url, timeoutMs).catch(() => undefined);
      if (socket) agents[url.protocol as 'http:' | 'https:'].createConnection = () => socket;
    },
    exchange: async (request, timeoutMs) => {
      if (used) await wait(settlingMs);
      used = true;
      const unasked = bytesSince(kept);
      if (unasked > 0) return nobodyAskedFor(unasked);
      return exchangeOn(agents[request.url.protocol as 'http:' | 'https:'], request, timeoutMs, kept);
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** A connection that is kept, and how many bytes had come on it when the last answer was complete. */
type Kept = { socket: Socket | undefined; bytesRead: number };

/** A line end behind an answer, as some servers send it, is of no consequence. */
const lineEnd = 2;

/** How many bytes came since the last answer. Of TLS it is not known: it sends bytes of its own. */
function bytesSince({ socket, bytesRead }: Kept): number {
  if (!socket || socket instanceof TLSSocket) return 0;
  const bytes = socket.bytesRead - bytesRead;
  return bytes > lineEnd ? bytes : 0;
}

function nobodyAskedFor(bytes: number): Failure {
  const message = `${bytes} bytes came behind the answer before, which nobody asked for`;
  return { kind: 'failure', failure: 'over-long', message, durationMs: 0 };
}

/** @param kept where the exchange is one of several on a connection */
function exchangeOn(
  agent: HttpAgent | undefined,
  request: WireRequest,
  timeoutMs: number,
  kept?: Kept,
): Promise<Answer> {
  return new Promise((resolve) => {
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    const outgoing = start(request, agent);
    const watch = watchAnswer(request.method);
    let used: Socket | undefined;
    let settled = false;
    const body = gather();
    let readBefore = 0;
    let incoming: IncomingMessage | undefined;
    const settle = (answer: Answer) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      used?.off('data', watch.add);
      if (answer.kind === 'failure' || !kept) outgoing.destroy();
      if (kept) Object.assign(kept, { socket: used, bytesRead: used?.bytesRead ?? 0 });
      resolve(answer);
    };
    const fail = (failure: Failure['failure'], message: string) =>
      settle({ kind: 'failure', failure, message, durationMs: elapsed() });
    const tooLate = () =>
      fail(
        'timeout',
        `no complete answer within ${timeoutMs} ms (${body.byteLength()} bytes of a body came)`,
      );
    const deadline = setTimeout(tooLate, timeoutMs);
    /** Timers are late while an endpoint pours in more than can be read. */
    const isLate = () => performance.now() - started > timeoutMs;

    outgoing.on('socket', (socket) => {
      used = socket;
      readBefore = socket.bytesRead;
      socket.on('data', watch.add);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const began = (outgoing.socket?.bytesRead ?? 0) > readBefore;
      // A connection that breaks after a complete answer, because the rest of the request was not read, is no fault.
      if (!incoming?.complete) fail(failureOf(error, began), describeError(error));
      else if (error.code?.startsWith('HPE_')) fail('over-long', 'the answer goes on after its end');
    });
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      fail('garbage', 'the answer switches to another protocol (101)');
    });
    outgoing.on('information', () => {
      if (isLate()) tooLate();
    });
    outgoing.on('response', (response) => {
      incoming = response;
      response.on('data', (chunk: Buffer) => {
        if (settled) return;
        body.add(chunk);
        if (body.byteLength() > bodyLimit) fail('over-long', `a body of more than ${bodyLimit} bytes`);
        else if (isLate()) tooLate();
      });
      response.on('error', (error) =>
        fail(failureOf(error, true), `the answer broke off: ${describeError(error)}`),
      );
      response.on('end', () => {
        // What follows the body on the same segment is reported as an error right after the end.
        setImmediate(() => {
          const behind = watch.bytesBehind();
          if (behind > 0)
            return fail('over-long', `${behind} bytes came behind its end, which nobody asked for`);
          const answer = responseOf(request, response, Buffer.from(body.bytes()), elapsed());
          const connection = { reused: outgoing.reusedSocket, closes: announcesClose(response) };
          settle({ ...answer, ...(kept && { connection }) });
        });
      });
    });
    outgoing.end(request.body.byteLength > 0 ? request.body : undefined);
  });
}

/** Headers that Node adds unless it is told not to. What is sent is what the case says and nothing else. */
const addedByNode = ['connection', 'content-length', 'transfer-encoding'];

function start(request: WireRequest, agent: HttpAgent | undefined): ClientRequest {
  const { url, method, headers } = request;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  // Certificates are for the endpoint that was named, whatever the request's Host says; an address is no server name.
  const servername = isIP(hostname) ? '' : hostname;
  const outgoing = send(url, { method, agent: agent ?? false, setHost: false, servername });
  try {
    for (const [name, value] of headers) outgoing.appendHeader(name, value);
  } catch (error) {
    outgoing.on('error', () => {});
    outgoing.destroy();
    throw error;
  }
  for (const name of addedByNode) if (!outgoing.hasHeader(name)) outgoing.removeHeader(name);
  return outgoing;
}

/** Whether the endpoint says that it closes the connection (RFC 9112, section 9.3). */
function announcesClose({ httpVersion, headers: { connection = '' } }: IncomingMessage): boolean {
  const options = connection.toLowerCase().split(/\s*,\s*/);
  return options.includes('close') || (httpVersion === '1.0' && !options.includes('keep-alive'));
}

function responseOf(
  request: WireRequest,
  response: IncomingMessage,
  body: Buffer,
  durationMs: number,
): Response {
  const headers: [string, string][] = [];
  for (let index = 0; index < response.rawHeaders.length; index += 2) {
    headers.push([response.rawHeaders[index] as string, response.rawHeaders[index + 1] as string]);
  }
  const coding = response.headers['content-encoding'];
  const content = decodeContent(body, coding, bodyLimit);
  const unrequestedCoding = codingNobodyAskedFor(coding, request.headers);
  return {
    kind: 'response',
    status: response.statusCode as number,
    headers,
    text: content.toString('utf8'),
    bodyBytes: body.byteLength,
    durationMs,
    ...(!isUtf8(content) && { notUtf8: true }),
    ...(unrequestedCoding !== undefined && { unrequestedCoding }),
  };
}

const nobodyThere = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
];

/** @param began whether a part of an answer has come */
function failureOf({ code = '' }: NodeJS.ErrnoException, began: boolean): Failure['failure'] {
  if (nobodyThere.includes(code)) return 'refused';
  if (isCertificateError(code)) return 'untrusted';
  if (/^(HPE_|EPROTO$|ERR_SSL_)/.test(code)) return 'garbage';
  return began ? 'cut-short' : 'reset';
}

function describeError(error: NodeJS.ErrnoException): string {
  // A host with several addresses fails with one error for each, and an empty message of its own.
  const inner = (error as Error & { errors?: Error[] }).errors?.[0];
  return error.message || inner?.message || error.code || 'unknown error';
}

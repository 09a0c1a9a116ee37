// Sends one request and reads its response, within a deadline. Everything that an endpoint does results in a value: a
// response, or a kind of failure. Nothing here judges.
import { isUtf8 } from 'node:buffer';
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { WireRequest } from '../request/request.ts';
import { decodeContent, unrequestedCodingOf } from './content-coding.ts';
import { watchAnswer } from './framing.ts';
import { bodyLimit, gather } from './incoming.ts';
import { connectTo, isCertificateError } from './reach.ts';

/** A complete response. Header names are unchanged; `text` is the body decoded as UTF-8. */
export type Response = {
  kind: 'response';
  status: number;
  headers: [string, string][];
  text: string;
  bodyBytes: number;
  durationMs: number;
  /** The body is not UTF-8; `text` has replacement characters. */
  notUtf8?: true;
  /** The content coding of the body, if the request does not accept it. */
  unrequestedCoding?: string;
  /** On a connection that is kept open: whether it was used before, and whether its end was announced. */
  connection?: { reused: boolean; closes: boolean };
};

/**
 * No complete response, and why: nothing listens (refused), the certificate is not trusted (untrusted), the connection
 * broke before the first byte (reset) or after it (cut-short), more arrived than the response declares or than is read
 * (over-long), what arrived is not HTTP (garbage), or the response was not complete in time (timeout).
 */
export type Failure = {
  kind: 'failure';
  failure: 'refused' | 'untrusted' | 'reset' | 'timeout' | 'cut-short' | 'over-long' | 'garbage';
  message: string;
  durationMs: number;
};

export type Answer = Response | Failure;

/**
 * Sends a request. The promise rejects only for a request that cannot be sent, such as one with a line break in a header,
 * never because of the endpoint. `timeoutMs` limits the whole exchange. `mayBeHeld` means that the endpoint may rightly give
 * no response in that time, as for a poll without a task.
 */
export type Exchange = (request: WireRequest, timeoutMs: number, mayBeHeld?: boolean) => Promise<Answer>;

/** An exchange that opens a new connection for each request. */
export const exchange: Exchange = (request, timeoutMs) => exchangeOn(undefined, request, timeoutMs);

/** How long to wait for the end of the connection after a response, if the endpoint does not keep connections open. */
const settlingMs = 25;

/** One connection for several requests. */
export type Connection = {
  /** Opens it, so that the first request is sent without delay. The exchange reports errors. */
  open(url: URL, timeoutMs: number): Promise<void>;
  /** Sends requests on it one after the other, as long as the endpoint keeps it open. */
  exchange: Exchange;
  close(): void;
};

/** A new connection, which is not open yet. */
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
      if (used) {
        await wait(settlingMs);
        // On a busy machine the timer is late, and what arrived meanwhile has not been read yet.
        await nextTurn();
      }
      used = true;
      const extra = bytesSince(kept);
      if (extra > 0) return failureForExtra(extra);
      return exchangeOn(agents[request.url.protocol as 'http:' | 'https:'], request, timeoutMs, kept);
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** A connection that is kept open, and how many bytes had arrived on it when the last response was complete. */
type Kept = { socket: Socket | undefined; bytesRead: number };

/** A line end after a response, which some servers send, is tolerated. */
const lineEnd = 2;

/** How many bytes arrived since the last response. Not known for TLS, which sends bytes of its own. */
function bytesSince({ socket, bytesRead }: Kept): number {
  if (!socket || socket instanceof TLSSocket) return 0;
  const bytes = socket.bytesRead - bytesRead;
  return bytes > lineEnd ? bytes : 0;
}

function failureForExtra(bytes: number): Failure {
  const message = `${bytes} unexpected bytes arrived after the previous response`;
  return { kind: 'failure', failure: 'over-long', message, durationMs: 0 };
}

/** @param kept the connection, if it is used for several exchanges */
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
        `no complete response within ${timeoutMs} ms (${body.byteLength()} bytes of a body arrived)`,
      );
    const deadline = setTimeout(tooLate, timeoutMs);
    /** Timers can be late while an endpoint sends faster than the data can be processed. */
    const isLate = () => performance.now() - started > timeoutMs;

    outgoing.on('socket', (socket) => {
      used = socket;
      readBefore = socket.bytesRead;
      socket.on('data', watch.add);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const began = (outgoing.socket?.bytesRead ?? 0) > readBefore;
      // It is not a failure if the connection breaks after a complete response because the rest of the request was not read.
      if (!incoming?.complete) fail(failureOf(error, began), describeError(error));
      else if (error.code?.startsWith('HPE_')) fail('over-long', 'the response continues after its end');
    });
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      fail('garbage', 'the response switches to another protocol (101)');
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
        fail(failureOf(error, true), `the response broke off: ${describeError(error)}`),
      );
      response.on('end', () => {
        // Data after the body in the same segment is reported as an error right after the end.
        setImmediate(() => {
          const extra = watch.extraBytes();
          if (extra > 0)
            return fail('over-long', `${extra} unexpected bytes arrived after the end of the response`);
          const answer = responseOf(request, response, Buffer.from(body.bytes()), elapsed());
          const connection = { reused: outgoing.reusedSocket, closes: announcesClose(response) };
          settle({ ...answer, ...(kept && { connection }) });
        });
      });
    });
    outgoing.end(request.body.byteLength > 0 ? request.body : undefined);
  });
}

/** Headers that Node adds by default. Only the headers of the case may be sent. */
const addedByNode = ['connection', 'content-length', 'transfer-encoding'];

function start(request: WireRequest, agent: HttpAgent | undefined): ClientRequest {
  const { url, method, headers } = request;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  // The certificate is checked for the host of the endpoint, not for the request's Host; an address is not a server name.
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

/** Whether the endpoint announces that it closes the connection (RFC 9112, section 9.3). */
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
  const unrequestedCoding = unrequestedCodingOf(coding, request.headers);
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

const unreachableCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
];

/** @param began whether a part of a response has arrived */
function failureOf({ code = '' }: NodeJS.ErrnoException, began: boolean): Failure['failure'] {
  if (unreachableCodes.includes(code)) return 'refused';
  if (isCertificateError(code)) return 'untrusted';
  if (/^(HPE_|EPROTO$|ERR_SSL_)/.test(code)) return 'garbage';
  return began ? 'cut-short' : 'reset';
}

function describeError(error: NodeJS.ErrnoException): string {
  // A host with several addresses fails with one error for each address, and with an empty message of its own.
  const inner = (error as Error & { errors?: Error[] }).errors?.[0];
  return error.message || inner?.message || error.code || 'unknown error';
}

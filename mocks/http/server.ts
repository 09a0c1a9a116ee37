// The mock on a port, for clients in any language and in other processes.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { AnyCall } from '../core/call.ts';
import { inWords } from '../core/in-words.ts';
import { createMock, type MockLimits, mockMembers, type SwfMock, type SwfMockOptions } from '../core/mock.ts';
import { checkOptions, type Members } from '../core/options.ts';
import { maxRequestBytes } from '../core/reading.ts';
import type { WireResponse } from '../core/wire.ts';
import { type BodyReading, createRoom } from './body.ts';
import { answerControl, isControl, refusal } from './control.ts';
import { checkOrigin, corsHeaders } from './cors.ts';
import { barred } from './gate.ts';
import { type ConnectionLimits, connectionMembers, type Listener } from './listener.ts';
import { send, toWire } from './node-wire.ts';
import { serveRequests } from './requests.ts';

/** How a mock is served. */
export type ServeOptions = Omit<SwfMockOptions, 'limits'> & {
  /** A mock made elsewhere, instead of a new one. */
  swf?: SwfMock;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 0, which picks a free one. */
  port?: number;
  /** An origin whose pages may send requests from browsers, or `*`. The control API stays closed to them. */
  cors?: string;
  /** Whether there is a control API. Default true. */
  control?: boolean;
  /** Demanded by the control API in the header `X-Swf-Mock-Key`; without one only this machine may use it. */
  controlKey?: string;
  /** Told about every call that is answered. */
  log?: (call: AnyCall) => void;
  /** How much is remembered, and what clients may take up. */
  limits?: MockLimits & ConnectionLimits;
};

/** Closing sends delayed answers at once, and answers polls that wait without a task. */
export type ServedSwfMock = Listener & {
  /** The mock that answers. */
  swf: SwfMock;
};

/**
 * Serves a mock over HTTP.
 *
 * @throws TypeError for an empty control key, or an origin that is none; the error of the operating system when it
 * cannot listen (EADDRINUSE, EACCES …)
 * @example
 * const served = await serveSwfMock({ port: 0, tasks: 'declared' });
 * const client = new SWFClient({ endpoint: served.url, region: 'us-east-1' });
 * await served.close();
 */
export async function serveSwfMock(options: ServeOptions = {}): Promise<ServedSwfMock> {
  checkOptions('serveSwfMock', options, serveMembers);
  checkPort(options.port);
  if (options.swf) checkGiven(options.swf, options);
  // A variable that is not set is an empty text, and an empty key would be one that everybody has.
  if (options.controlKey === '') {
    throw new TypeError(
      'the control key is empty, so that everybody would have it; set one, or leave it out',
    );
  }
  checkOrigin(options.cors);
  const { swf = createMock(options), host, port, log, limits } = options;
  const late = lateAnswers();
  const bounds = { bytes: maxRequestBytes, room: createRoom() };
  const listener = await serveRequests({ host, port, limits }, bounds, (request, reading, reply) =>
    respond(swf, options, late.wait(request.socket, reply), request, reading, reply),
  );
  const stopLog = log && swf.onCall(log);
  async function close() {
    stopLog?.();
    late.end();
    await listener.close();
  }
  return { url: listener.url, swf, close, [Symbol.asyncDispose]: close };
}

const serveMembers: Members<ServeOptions> = {
  ...mockMembers,
  swf: 'any',
  host: 'text',
  port: 'any',
  cors: 'text',
  control: 'boolean',
  controlKey: 'text',
  log: 'function',
  limits: { ...mockMembers.limits, ...connectionMembers },
};

function checkPort(port: unknown = 0): void {
  if (Number.isInteger(port) && (port as number) >= 0 && (port as number) <= 65_535) return;
  throw new TypeError(`serveSwfMock: port must be a number from 0 to 65535, not ${inWords(port)}`);
}

/** A mock that is there already has its options. */
function checkGiven(swf: SwfMock, options: ServeOptions): void {
  if (typeof swf?.answer !== 'function') {
    throw new TypeError(`serveSwfMock: swf must be a mock made by createSwfMock(), not ${inWords(swf)}`);
  }
  const { limits: _, ...ofTheMock } = mockMembers;
  const unheeded = Object.keys(ofTheMock).find((name) => options[name as keyof ServeOptions] !== undefined);
  if (unheeded) {
    throw new TypeError(
      `serveSwfMock: ${unheeded} has no effect together with swf; pass it to createSwfMock()`,
    );
  }
}

/** Answers that are late: each is waited for until it is sent, its connection closes, or the server does. */
function lateAnswers() {
  type Late = { reply: ServerResponse; gone: AbortController };
  const waiting = new Map<Socket, Set<Late>>();
  const end = (socket: Socket) => {
    for (const { gone } of waiting.get(socket) ?? []) gone.abort();
    waiting.delete(socket);
  };
  return {
    wait: (socket: Socket, reply: ServerResponse) => () => {
      const late: Late = { reply, gone: new AbortController() };
      if (socket.destroyed) {
        late.gone.abort();
        return late.gone.signal;
      }
      // Of the connection, since an answer whose turn has not come is not told that there is none any more.
      if (!waiting.has(socket)) socket.once('close', () => end(socket));
      waiting.set(socket, (waiting.get(socket) ?? new Set()).add(late));
      reply.once('close', () => {
        waiting.get(socket)?.delete(late);
        late.gone.abort();
      });
      return late.gone.signal;
    },
    end() {
      // A connection that its client would keep is not waited for either.
      for (const { reply } of [...waiting.values()].flatMap((each) => [...each])) {
        if (!reply.headersSent) reply.setHeader('Connection', 'close');
      }
      for (const socket of waiting.keys()) end(socket);
    },
  };
}

/** Answers at once, if nothing is to be waited for. */
function respond(
  swf: SwfMock,
  { control = true, controlKey, cors }: ServeOptions,
  signal: () => AbortSignal,
  request: IncomingMessage,
  reading: BodyReading,
  reply: ServerResponse,
): Promise<void> | undefined {
  const { url = '/' } = request;
  if (control && isControl(url)) {
    const answer = controlAnswer(swf, controlKey, request, reading, signal);
    if (answer instanceof Promise) return answer.then((late) => send(request, reply, late));
    send(request, reply, answer);
    return;
  }
  if (cors !== undefined) {
    const headers = corsHeaders(cors, request);
    for (const [name, value] of Object.entries(headers)) reply.setHeader(name, value);
    if ('Access-Control-Allow-Methods' in headers) {
      send(request, reply, { status: 204, headers: {}, body: '' });
      return;
    }
  }
  const answer = swf.answer(toWire(request, reading), signal);
  if (answer instanceof Promise) return answer.then((late) => send(request, reply, late));
  send(request, reply, answer);
}

function controlAnswer(
  swf: SwfMock,
  controlKey: string | undefined,
  { method = 'GET', url = '/', headers, socket }: IncomingMessage,
  { body }: BodyReading,
  signal: () => AbortSignal,
): WireResponse | Promise<WireResponse> {
  const why = barred({ headers, remoteAddress: socket.remoteAddress }, controlKey);
  return why ? refusal(403, why) : answerControl(swf, { method, url, body, signal });
}

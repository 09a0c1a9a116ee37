// The bridge to Stoplight Prism: `swf-mock --engine prism`. In front of Prism's mock it speaks the service's wire; as
// a proxy it lets Prism judge what passes between a client and an endpoint.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyCall } from '../core/call.ts';
import { createRandom, uuid } from '../core/random.ts';
import { maxRequestBytes } from '../core/reading.ts';
import { type BodyReading, createRoom, type Room, type Share, shareOf } from '../http/body.ts';
import { checkOrigin, corsHeaders } from '../http/cors.ts';
import type { Listener } from '../http/listener.ts';
import { send, toWire } from '../http/node-wire.ts';
import { type Place, serveRequests } from '../http/requests.ts';
import { answerWithPrism } from './mock.ts';
import { loadPrism, type Prism } from './package.ts';
import { createProxy, type JudgingProxy, type ProxyOptions, type Tally } from './proxy.ts';

export { PrismMissing } from './package.ts';
export type { Tally } from './proxy.ts';
export { type ContractViolation, violationLine } from './violation.ts';

export type PrismMockOptions = Place & {
  /** An origin whose pages may send requests from browsers, or `*`. */
  cors?: string;
  /** The same seed gives the same request ids. */
  seed?: number | string;
  /** Told about every call that is answered. */
  log?: (call: AnyCall) => void;
};

/**
 * Serves Prism's mock on the wire of the service. Prism chooses among the examples of the contract, as `Prefer` asks
 * (`Prefer: code=400, example=UnknownResourceFault`); it has no tasks, so every token is accepted.
 *
 * @throws PrismMissing when Prism is not installed; the error of the operating system when it cannot listen
 * @example
 * const served = await servePrismMock({ port: 0 });
 */
export async function servePrismMock({
  host,
  port,
  limits,
  ...options
}: PrismMockOptions = {}): Promise<Listener> {
  checkOrigin(options.cors);
  const prism = await loadPrism();
  const random = createRandom(options.seed);
  const bounds = { bytes: maxRequestBytes, room: createRoom() };
  return serveRequests({ host, port, limits }, bounds, (request, reading, reply) =>
    answer(prism, options, uuid(random), request, reading, reply),
  );
}

export type PrismProxyOptions = Place & Omit<ProxyOptions, 'requestId'>;

export type ServedPrismProxy = Listener & {
  /** What has passed so far. */
  tally(): Tally;
};

/**
 * Serves a proxy to an endpoint that tells what breaks the contract, in requests and in responses. Nothing is changed
 * on the way: not the bytes, not the signature, not the Host that the signature covers.
 *
 * @throws PrismMissing when Prism is not installed; the error of the operating system when it cannot listen
 * @example
 * const proxy = await servePrismProxy({
 *   upstream: new URL('http://127.0.0.1:5000'),
 *   onViolation: (violation) => console.error(violationLine(violation)),
 *   onTrouble: console.error,
 * });
 */
export async function servePrismProxy({
  host,
  port,
  limits,
  ...options
}: PrismProxyOptions): Promise<ServedPrismProxy> {
  const random = createRandom();
  const proxy = createProxy(await loadPrism(), { ...options, requestId: () => uuid(random) });
  const room = createRoom();
  const bounds = { bytes: maxPassedBytes, room };
  const listener = await serveRequests({ host, port, limits }, bounds, (request, reading, reply) =>
    pass(proxy, room, request, reading, reply),
  );
  return { ...listener, tally: proxy.tally };
}

async function answer(
  prism: Prism,
  { cors, log }: PrismMockOptions,
  requestId: string,
  request: IncomingMessage,
  reading: BodyReading,
  reply: ServerResponse,
): Promise<void> {
  const allowed = corsHeaders(cors, request);
  for (const [name, value] of Object.entries(allowed)) reply.setHeader(name, value);
  if ('Access-Control-Allow-Methods' in allowed)
    return send(request, reply, { status: 204, headers: {}, body: '' });
  const { answer, call } = await answerWithPrism(prism, toWire(request, reading), {
    requestId,
    at: new Date(),
  });
  log?.(call);
  send(request, reply, answer);
}

/** More than any request of the service may have; the proxy judges whole messages. */
const maxPassedBytes = 16 * maxRequestBytes;

async function pass(
  proxy: JudgingProxy,
  room: Room,
  request: IncomingMessage,
  { body }: BodyReading,
  reply: ServerResponse,
): Promise<void> {
  if (body === undefined) {
    reply.writeHead(413).end();
    return;
  }
  const share = shareOf(room, () => request.destroy());
  share.take(body.length);
  try {
    await passWhole(proxy, share, request, body, reply);
  } finally {
    share.end();
  }
}

async function passWhole(
  proxy: JudgingProxy,
  share: Share,
  request: IncomingMessage,
  body: Buffer,
  reply: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  reply.once('close', () => gone.abort());
  const { method = 'GET', url = '/', rawHeaders } = request;
  const passed = { method, path: url, rawHeaders, body };
  const answered = await proxy.pass(passed, gone.signal, share);
  if (answered === undefined) {
    reply.destroy();
    return;
  }
  reply.sendDate = false;
  reply.writeHead(answered.status, answered.statusText, answered.rawHeaders).end(answered.body);
}

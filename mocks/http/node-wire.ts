// Requests and answers of node:http as the plain data of wire.ts.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { contentTypeFor, refusalResponse } from '../core/refusal.ts';
import type { WireAnswer, WireRequest } from '../core/wire.ts';
import type { BodyReading } from './body.ts';
import { plainLines } from './log.ts';
import { isCongested } from './log-writer.ts';

export function toWire(request: IncomingMessage, reading: BodyReading): WireRequest {
  const { method = 'GET', url = '/' } = request;
  // Only Set-Cookie, which no request has, would be a list.
  const headers = request.headers as Record<string, string>;
  const { size, body = '' } = reading;
  return { method, url: `http://${headers.host ?? 'localhost'}${url}`, headers, body, size };
}

export function send(request: IncomingMessage, reply: ServerResponse, answer: WireAnswer): void {
  if (answer === 'network-error') {
    // Requests that came before it on the same connection get their answers first.
    const cut = () => request.socket.resetAndDestroy();
    if (reply.socket === null) reply.once('socket', cut);
    else cut();
    return;
  }
  reply.writeHead(answer.status, answer.headers);
  reply.end(answer.body);
}

/** A fault of our own, or of a function that a test prescribed; a client that went away is none. */
export function failed(request: IncomingMessage, reply: ServerResponse, fault: unknown): void {
  if (request.errored) return;
  // What went wrong may be told in the words of a request.
  if (!isCongested(process.stderr)) console.error(plainLines(inspect(fault)));
  if (reply.headersSent) reply.destroy();
  else
    send(
      request,
      reply,
      refusalResponse({ error: 'InternalFailure' }, crypto.randomUUID(), contentTypeFor(undefined)),
    );
}

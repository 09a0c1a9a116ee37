// A server that reads each request whole, within bounds, before anything answers it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type BodyReading, type Room, readBody } from './body.ts';
import { type ConnectionLimits, type Listener, listen, timeouts } from './listener.ts';
import { failed } from './node-wire.ts';
import { createPipelines } from './pipeline.ts';

export type Place = {
  /** Default 127.0.0.1. */
  host?: string | undefined;
  /** Default 0, which picks a free one. */
  port?: number | undefined;
  /** What clients may take up. */
  limits?: ConnectionLimits | undefined;
};

/** Answers a request. What it throws, or rejects with, is answered as a fault of the server's own. */
export type Respond = (
  request: IncomingMessage,
  reading: BodyReading,
  reply: ServerResponse,
) => void | Promise<void>;

/**
 * Serves requests until the listener is closed.
 *
 * @param bounds `bytes` of one request that are read, and the `room` for the bodies of all of them
 * @throws TypeError for a limit that is none; the error of the operating system when it cannot listen
 */
export function serveRequests(
  { host = '127.0.0.1', port = 0, limits }: Place,
  { bytes, room }: { bytes: number; room: Room },
  respond: Respond,
): Promise<Listener> {
  const pipelines = createPipelines();
  const server = createServer(timeouts(limits), (request, reply) => {
    if (!pipelines.admit(request.socket, reply)) {
      request.socket.destroy();
      return;
    }
    const fault = (error: unknown) => failed(request, reply, error);
    const answer = (reading: BodyReading) => {
      try {
        respond(request, reading, reply)?.catch(fault);
      } catch (error) {
        fault(error);
      }
    };
    readBody(request, bytes, room, answer, fault);
  });
  return listen(server, port, host, limits);
}

// An endpoint that means harm, as data: what it does, and what the runner may come to. `npm run bench --
// hostile-endpoints` runs the whole suite against each; the tests send single requests to them.
import { createServer, type Server, type Socket } from 'node:net';
import type { Failure } from '../../conformance/exchange/exchange.ts';
import { serveOnSocket } from '../../conformance/fixtures/socket.ts';

/** What an exchange may come to: a response, or the way in which there is none. */
export type Coming = 'response' | Failure['failure'];

export type HostileEndpoint = {
  name: string;
  /** What exchanges with it may come to. */
  comes: Coming[];
  /** Exit codes that a run may end with; 0, 1 and 2, unless given. */
  exits?: number[];
  /** What a run is told besides the endpoint. */
  args?: string[];
  /** A certificate that a run is told to trust. */
  trusted?: string;
  /** @param timeoutMs how long the runner waits for an answer */
  serve(timeoutMs: number): Promise<HostileServer>;
};

export type HostileServer = {
  url: URL;
  /** What the runner was led to do that it must not, in words. */
  trespasses?(): string[];
  close(): Promise<void>;
};

/** Endpoints that do harm in one way. */
export type Family = { name: string; endpoints: HostileEndpoint[] };

/** Does something on the socket for each request that has come completely. */
export function onRequest(
  name: string,
  comes: Coming | Coming[],
  answer: (socket: Socket, request: Buffer, index: number) => void,
  more: Partial<HostileEndpoint> = {},
): HostileEndpoint {
  return { name, comes: [comes].flat(), serve: () => serveOnSocket(answer), ...more };
}

/** Does something with each connection; the first of a run is that which asks whether anybody is there. */
export function onConnection(
  name: string,
  comes: Coming | Coming[],
  welcome: (socket: Socket, index: number) => void,
  more: Partial<HostileEndpoint> = {},
): HostileEndpoint {
  const serve = () => {
    let count = 0;
    return listening(createServer((socket) => welcome(socket, count++)));
  };
  return { name, comes: [comes].flat(), serve, ...more };
}

/** A server on a free port, whose sockets go with it. */
export async function listening(server: Server, protocol = 'http'): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: new URL(`${protocol}://127.0.0.1:${port}/`),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Writes a piece again and again, as fast as it is taken, until the connection ends. */
export function pour(socket: Socket, piece: string | Buffer): void {
  const bytes = Buffer.from(piece);
  const much = Buffer.concat(Array(Math.ceil(65_536 / bytes.byteLength)).fill(bytes));
  const more = () => {
    while (!socket.destroyed && socket.write(much));
  };
  socket.on('drain', more);
  more();
}

/** Writes one byte after the other, with a pause before each, over and over. */
export function drip(socket: Socket, text: string, pauseMs = 40): void {
  const bytes = Buffer.from(text);
  let next = 0;
  const timer = setInterval(() => {
    socket.write(bytes.subarray(next % bytes.byteLength, (next % bytes.byteLength) + 1));
    next += 1;
  }, pauseMs);
  socket.on('close', () => clearInterval(timer));
}

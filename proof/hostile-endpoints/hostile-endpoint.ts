// A hostile endpoint: what it does to its client, and how a run against it may end.
import { createServer, type Server, type Socket } from 'node:net';
import type { Failure } from '../../conformance/exchange/exchange.ts';
import { head, serveOnSocket } from '../../conformance/fixtures/socket.ts';

/** How an exchange ends: with a response, or with a kind of failure. */
export type Ending = 'response' | Failure['failure'];

/** `trespasses` tells what the runner did that it must not do, in words. */
export type HostileServer = { url: URL; trespasses?(): string[]; close(): Promise<void> };

type Options = {
  /** Exit codes of a run that may end before its first case, with a message; otherwise 0, 1 and 2, with reports. */
  exits?: number[];
  /** Arguments of the run besides the endpoint. */
  args?: string[];
  /** A certificate that the run trusts. */
  trusted?: string;
  /** Whether the run mostly waits, so that another can go on meanwhile. */
  waits?: boolean;
  /** For how long the run may go on, where it has reason to take longer than others. */
  seconds?: number;
};

/** `endings` are those that exchanges with it may have. */
export type HostileEndpoint = Options & { name: string; endings: Ending[]; serve(): Promise<HostileServer> };

/** Answers each complete request, with these bytes or by what a function does with the socket. */
export function answering(
  name: string,
  endings: Ending | Ending[],
  answer: string | Buffer | ((socket: Socket, index: number, request: Buffer) => void),
  options?: Options,
): HostileEndpoint {
  const write = typeof answer === 'function' ? answer : (socket: Socket) => socket.write(answer);
  const serve = () => serveOnSocket((socket, request, index) => write(socket, index, request));
  return { name, endings: [endings].flat(), serve, ...options };
}

/** Treats each connection; the first is that by which the runner finds out whether anything listens. */
export function connecting(
  name: string,
  endings: Ending | Ending[],
  treat: (socket: Socket, server: Server) => void,
  options?: Options,
): HostileEndpoint {
  const serve = () => {
    const server = createServer((socket) => treat(socket, server));
    return listen(server);
  };
  return { name, endings: [endings].flat(), serve, ...options };
}

/** Answers every request with a head that names another server, to which no connection may be made. */
export function luring(name: string, headFor: (other: URL) => string, options?: Options): HostileEndpoint {
  const serve = async () => {
    let visits = 0;
    const other = await listen(createServer(() => void visits++));
    const { url, close } = await serveOnSocket((socket) => socket.write(headFor(other.url)));
    const trespasses = () => (visits === 0 ? [] : [`another server got ${visits} connections`]);
    return { url, trespasses, close: async () => void (await Promise.all([close(), other.close()])) };
  };
  return { name, endings: ['response'], serve, ...options };
}

/** Listens on a free port; closing the server destroys its sockets. */
export async function listen(server: Server, protocol = 'http'): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => void sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: new URL(`${protocol}://127.0.0.1:${port}/`), close };
}

/** A response with its length. */
export function response(status: string, body: string | Buffer, ...headers: string[]): Buffer {
  const start = head(status, ...headers, `Content-Length: ${Buffer.byteLength(body)}`);
  return Buffer.concat([Buffer.from(start, 'latin1'), Buffer.from(body)]);
}

/** Writes a piece over and over, as fast as it is read, until the connection ends. */
export function pour(socket: Socket, piece: string): void {
  const block = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)));
  const more = () => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on('drain', more);
  more();
}

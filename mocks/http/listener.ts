// A server on a host and a port, until it is told to stop; and for how long it bears with whoever connects.
import type { Server, ServerOptions } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { defaultLimits } from '../core/limits.ts';
import type { Members } from '../core/options.ts';

export type Listener = {
  /** `http://127.0.0.1:49152`, without a slash at the end. */
  url: string;
  /** Stops listening; what is under way is answered. */
  close(): Promise<void>;
  /** `await using` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void>;
};

/** What clients may take up: connections, and time. */
export type ConnectionLimits = {
  /** Connections at once; one more is closed as it comes. Default 10 000. */
  connections?: number;
  /** Seconds within which a request has to arrive, from its first byte to its last, the first one from the connection on. Default 60. */
  requestSeconds?: number;
  /** Seconds for which a connection is kept on which nothing is asked, or whose answers are not read. Default 60. */
  idleSeconds?: number;
};

/** What the limits have to be. */
export const connectionMembers: Members<ConnectionLimits> = {
  connections: 'number',
  requestSeconds: 'number',
  idleSeconds: 'number',
};

/**
 * The options of a server for `createServer`; `listen` sets the rest.
 *
 * @throws TypeError for a limit that is none
 */
export function timeouts({
  requestSeconds = defaultLimits.requestSeconds,
  idleSeconds = defaultLimits.idleSeconds,
}: ConnectionLimits = {}): ServerOptions {
  const requestTimeout = milliseconds('requestSeconds', requestSeconds);
  return {
    requestTimeout,
    headersTimeout: requestTimeout,
    // A client that keeps its connection is not to meet a close just as it sends the next request.
    keepAliveTimeout: milliseconds('idleSeconds', idleSeconds),
    connectionsCheckingInterval: Math.min(5_000, requestTimeout),
  };
}

/** As timers take them: whole, at least one, and not beyond what 31 bits hold. */
function milliseconds(name: string, seconds: number): number {
  if (seconds > 0) return Math.min(Math.ceil(seconds * 1_000), 2 ** 31 - 1);
  throw new TypeError(`limits.${name}: ${seconds} is not a number of seconds above 0`);
}

/**
 * Makes a server listen.
 *
 * @param port 0 picks a free one
 * @throws TypeError for a limit that is none, or an empty host; the error of the operating system when it cannot listen (EADDRINUSE, EACCES …)
 */
export async function listen(
  server: Server,
  port: number,
  host: string,
  { connections = defaultLimits.connections, idleSeconds = defaultLimits.idleSeconds }: ConnectionLimits = {},
): Promise<Listener> {
  if (!(connections >= 1)) {
    throw new TypeError(`limits.connections: ${connections} is not a number from 1`);
  }
  if (host === '') {
    throw new TypeError(
      'the host is empty, so that everybody could connect; name one, 0.0.0.0 for all, or leave it out',
    );
  }
  server.maxConnections = connections;
  cutUnread(server, idleSeconds);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // A connection that the operating system could not hand over is lost; the server is not.
      server.on('error', () => {});
      resolve();
    });
  });
  const stop = () => close(server);
  return { url: urlOf(server.address() as AddressInfo), close: stop, [Symbol.asyncDispose]: stop };
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/**
 * Cuts connections on which the same answers have waited to be read for so long, or up to twice as long. No timeout of
 * Node does it without cutting those as well on which a delayed answer is waited for.
 */
function cutUnread(server: Server, seconds: number): void {
  const written = new Map<Socket, number>();
  server.on('connection', (socket: Socket) => {
    written.set(socket, 0);
    socket.once('close', () => written.delete(socket));
  });
  const timer = setInterval(
    () => {
      for (const [socket, before] of written) {
        const stuck = socket.writableLength > 0 && socket.bytesWritten === before;
        if (stuck) socket.destroy();
        else written.set(socket, socket.bytesWritten);
      }
    },
    milliseconds('idleSeconds', seconds),
  );
  timer.unref();
  server.once('close', () => clearInterval(timer));
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Whoever keeps sending or never reads the answer is not waited for.
    const timer = setTimeout(() => server.closeAllConnections(), 1_000);
    timer.unref();
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

// A server on a host and a port, until it is told to stop.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listener = {
  /** `http://127.0.0.1:49152`, without a slash at the end. */
  url: string;
  /** Stops listening; what is under way is answered. */
  close(): Promise<void>;
};

/**
 * Makes a server listen.
 *
 * @param port 0 picks a free one
 * @throws the error of the operating system when it cannot listen (EADDRINUSE, EACCES …)
 */
export async function listen(server: Server, port: number, host: string): Promise<Listener> {
  // A client that keeps its connection is not to meet a close just as it sends the next request.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { url: urlOf(server.address() as AddressInfo), close: () => close(server) };
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Whoever keeps sending or never reads the answer is not waited for.
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}

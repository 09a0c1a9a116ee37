// Whether anything listens at an endpoint, asked before a run, so that an address that is wrong ends in one sentence
// and not in two hundred failed cases.
import { connect } from 'node:net';

/** Nothing listens at the endpoint. */
export class EndpointUnreachable extends Error {}

/** Opens a connection and closes it. Fails with EndpointUnreachable, whose message says what happened. */
export function assertReachable(endpoint: URL, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const port = Number(endpoint.port) || (endpoint.protocol === 'https:' ? 443 : 80);
    // URL keeps the brackets of an IPv6 address.
    const host = endpoint.hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port });
    const unreachable = (why: string) => {
      socket.destroy();
      reject(new EndpointUnreachable(`nothing can be reached at ${endpoint.href}: ${why}`));
    };
    socket.setTimeout(timeoutMs, () => unreachable(`no connection within ${timeoutMs} ms`));
    socket.on('error', (error: NodeJS.ErrnoException) => unreachable(whyRefused(error)));
    socket.on('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

function whyRefused(error: NodeJS.ErrnoException & { errors?: Error[] }): string {
  if (error.code === 'ECONNREFUSED')
    return 'the connection was refused; is the endpoint started, on this port?';
  if (error.code === 'ENOTFOUND') return 'the host is unknown';
  return error.message || error.errors?.[0]?.message || error.code || 'unknown error';
}

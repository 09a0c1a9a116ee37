// Checks before a run whether anything listens at the endpoint, so that a wrong address produces one error message and not
// hundreds of failed cases.
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** The endpoint cannot be reached. */
export class EndpointUnreachable extends Error {}

/**
 * Opens a connection, over HTTPS with its handshake, and closes it. Fails with EndpointUnreachable, whose message says
 * what happened and, if known, what to do.
 */
export async function assertReachable(endpoint: URL, timeoutMs: number): Promise<void> {
  const socket = await connectTo(endpoint, timeoutMs);
  socket.destroy();
}

/** A connection, over HTTPS after its handshake. Fails with EndpointUnreachable. */
export function connectTo(endpoint: URL, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const isTls = endpoint.protocol === 'https:';
    const port = Number(endpoint.port) || (isTls ? 443 : 80);
    // URL keeps the brackets of an IPv6 address.
    const host = endpoint.hostname.replace(/^\[|\]$/g, '');
    const socket = isTls
      ? connectTls({ host, port, servername: isIP(host) ? '' : host })
      : connect({ host, port });
    const deadline = setTimeout(() => unreachable(`no connection within ${timeoutMs} ms`), timeoutMs);
    const unreachable = (why: string) => {
      clearTimeout(deadline);
      socket.destroy();
      reject(new EndpointUnreachable(`nothing can be reached at ${endpoint.href}: ${why}`));
    };
    const refused = (error: NodeJS.ErrnoException) => unreachable(whyNot(error));
    socket.on('error', refused);
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      clearTimeout(deadline);
      socket.off('error', refused);
      // From now on, the user of the socket handles its errors.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

function whyNot(error: NodeJS.ErrnoException & { errors?: Error[] }): string {
  const { code = '' } = error;
  const message = error.message || error.errors?.[0]?.message || code || 'unknown error';
  if (code === 'ECONNREFUSED')
    return 'the connection was refused; is the endpoint running, and on this port?';
  if (code === 'ENOTFOUND') return 'the host is unknown';
  if (code === 'EAI_AGAIN') return 'the host name cannot be resolved; is there a network connection?';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `its certificate is for another host (${message}); use the host name in the certificate`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `its certificate is not valid now (${message}); renew it, or correct the clock of this machine`;
  if (isCertificateError(code)) {
    return `its certificate is not trusted (${message}); set NODE_EXTRA_CA_CERTS to a file that contains it`;
  }
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(`${code} ${message}`))
    return `it supports no TLS version that Node.js considers secure (${code})`;
  if (/^(EPROTO$|ERR_SSL_)/.test(code)) {
    return `the server there does not use TLS (${code}); is it an http: endpoint?`;
  }
  return message;
}

/** Whether an error code means that a certificate is not trusted (Node's names for OpenSSL's codes). */
export function isCertificateError(code: string): boolean {
  return /CERT|UNABLE_TO_(GET_ISSUER|VERIFY)/.test(code);
}

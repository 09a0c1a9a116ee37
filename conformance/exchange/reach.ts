// Whether anything listens at an endpoint, asked before a run, so that an address that is wrong ends in one sentence
// and not in two hundred failed cases.
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Nothing that could be talked to listens at the endpoint. */
export class EndpointUnreachable extends Error {}

/**
 * Opens a connection, over HTTPS with its handshake, and closes it. Fails with EndpointUnreachable, whose message says
 * what happened and, where that is known, what to do.
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
      // Whoever uses the socket listens for what goes wrong from now on.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

function whyNot(error: NodeJS.ErrnoException & { errors?: Error[] }): string {
  const { code = '' } = error;
  const message = error.message || error.errors?.[0]?.message || code || 'unknown error';
  if (code === 'ECONNREFUSED') return 'the connection was refused; is the endpoint started, on this port?';
  if (code === 'ENOTFOUND') return 'the host is unknown';
  if (code === 'EAI_AGAIN') return 'the host cannot be looked up; is there a network?';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `its certificate is that of another host (${message}); name the endpoint as its certificate does`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `its certificate is not valid now (${message}); renew it, or set the clock of this machine right`;
  if (isCertificateError(code)) {
    return `its certificate is not trusted (${message}); set NODE_EXTRA_CA_CERTS to a file that has it`;
  }
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(`${code} ${message}`))
    return `it speaks no version of TLS that is safe enough for Node.js (${code})`;
  if (/^(EPROTO$|ERR_SSL_)/.test(code)) {
    return `what listens there does not speak TLS (${code}); is it an endpoint of http:?`;
  }
  return message;
}

/** Whether an error's code says that a certificate is not trusted (the codes of OpenSSL, as Node has them). */
export function isCertificateError(code: string): boolean {
  return /CERT|UNABLE_TO_(GET_ISSUER|VERIFY)/.test(code);
}

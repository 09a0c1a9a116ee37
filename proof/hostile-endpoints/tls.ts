// HTTPS: certificates that are not to be trusted, and connections without TLS or with an unfinished handshake, from
// the first connection on or later.
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { certificate, elsewhere, expired, key } from '../../conformance/fixtures/certificate.ts';
import { type Ending, type HostileEndpoint, listen } from './hostile-endpoint.ts';

const valid = { key, cert: certificate };
const old = { ...valid, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
const speakHttp = (socket: Socket) => socket.resume().end('HTTP/1.1 200 OK\r\n\r\n');
const doNothing = (socket: Socket) => socket.on('error', () => {}).resume();
const closeLater = (socket: Socket) => socket.once('data', () => socket.end());

export const tls: HostileEndpoint[] = [
  unreachable('a certificate that is not trusted', 'untrusted', () => secure(valid)),
  { ...unreachable('an expired certificate', 'untrusted', () => secure(expired)), trusted: expired.cert },
  {
    ...unreachable("another host's certificate", 'untrusted', () => secure(elsewhere)),
    trusted: elsewhere.cert,
  },
  unreachable('an old protocol', 'garbage', () => secure(old)),
  unreachable('HTTP without TLS', 'garbage', () => createServer(speakHttp)),
  unreachable('a handshake that never ends', 'timeout', () => createServer(doNothing)),
  unreachable('a connection closed in the handshake', 'reset', () => createServer(closeLater)),
  later('HTTP without TLS, later', 'garbage', speakHttp),
  later('a handshake that never ends, later', 'timeout', doNothing),
];

const secure = (options: TlsOptions) => createTlsServer(options, doNothing).on('tlsClientError', () => {});

/** Before its first case the run finds out that it cannot talk to such an endpoint. */
function unreachable(name: string, ending: Ending, create: () => Server): HostileEndpoint {
  return { name, endings: [ending], exits: [3], serve: () => listen(create(), 'https') };
}

/** The first handshake succeeds, by which the runner finds out whether anything listens. */
function later(name: string, ending: Ending, treat: (socket: Socket) => void): HostileEndpoint {
  const serve = () => {
    const inner = secure(valid);
    const first = [(socket: Socket) => inner.emit('connection', socket)];
    const server = createServer((socket) => (first.pop() ?? treat)(socket));
    return listen(server, 'https');
  };
  return { name, endings: [ending], trusted: certificate, serve };
}

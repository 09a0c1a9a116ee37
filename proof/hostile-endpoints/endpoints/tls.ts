// HTTPS with a wrong certificate, with none, and with a handshake that goes wrong, from the beginning or after a while.
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { certificate, elsewhere, expired, key } from '../../../conformance/fixtures/certificate.ts';
import { type Coming, drip, type Family, type HostileEndpoint, listening, pour } from '../endpoint.ts';

const good = { key, cert: certificate };
/** The runner sees before it begins that it cannot talk to such an endpoint. */
const unreachable = { exits: [3] };
const trusted = { trusted: certificate };

export const tls: Family = {
  name: 'TLS',
  endpoints: [
    secure('self-signed', 'untrusted', good, unreachable),
    secure('expired', 'untrusted', expired, { ...unreachable, trusted: expired.cert }),
    secure('of-another-host', 'untrusted', elsewhere, { ...unreachable, trusted: elsewhere.cert }),
    secure('of-another-host-and-not-trusted', 'untrusted', elsewhere, unreachable),
    secure(
      'old-protocol',
      'garbage',
      { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
      unreachable,
    ),
    bare('handshake-without-end', 'timeout', (socket) => socket.resume(), unreachable),
    bare(
      'handshake-one-byte-at-a-time',
      ['timeout', 'garbage'],
      (socket) => drip(socket.resume(), '\x16\x03\x03'),
      unreachable,
    ),
    bare(
      'closes-in-the-handshake',
      'reset',
      (socket) => socket.once('data', () => socket.end()),
      unreachable,
    ),
    bare(
      'breaks-in-the-handshake',
      'reset',
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
      unreachable,
    ),
    bare(
      'plain-http-where-tls-is-due',
      'garbage',
      (socket) => socket.resume().end('HTTP/1.1 200 OK\r\n\r\n'),
      unreachable,
    ),
    bare(
      'alert',
      ['garbage', 'reset'],
      (socket) => socket.resume().end(Buffer.from([0x15, 3, 3, 0, 2, 2, 0x28])),
      unreachable,
    ),
    bare(
      'endless-records',
      ['garbage', 'timeout', 'reset'],
      (socket) => pour(socket.resume(), Buffer.from([0x16, 3, 3, 0x40, 0, ...Array(0x4000).fill(2)])),
      unreachable,
    ),
    later('handshake-without-end-later', 'timeout', (socket) => socket.resume()),
    later('closes-in-the-handshake-later', 'reset', (socket) => socket.once('data', () => socket.end())),
    later('plain-http-later', 'garbage', (socket) => socket.resume().end('HTTP/1.1 200 OK\r\n\r\n')),
    secure('closes-after-the-handshake', ['reset', 'cut-short'], good, trusted, (socket) => socket.end()),
    secure('breaks-after-the-handshake', ['reset', 'cut-short'], good, trusted, (socket) => socket.destroy()),
    secure('cut-without-goodbye', ['cut-short', 'reset'], good, trusted, (socket) => {
      socket.once('data', () =>
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{', () => socket.destroy()),
      );
    }),
    secure('endless-body', 'over-long', good, trusted, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      pour(socket, 'a');
    }),
  ],
};

function secure(
  name: string,
  comes: Coming | Coming[],
  options: TlsOptions,
  more: Partial<HostileEndpoint>,
  then: (socket: Socket) => void = (socket) => socket.resume(),
): HostileEndpoint {
  const serve = () => {
    const server = createTlsServer(options, (socket) => then(socket.on('error', () => {})));
    return listening(
      server.on('tlsClientError', () => {}),
      'https',
    );
  };
  return { name: `tls-${name}`, comes: [comes].flat(), serve, ...more };
}

/** TLS is expected, and something else happens on the socket. */
function bare(
  name: string,
  comes: Coming | Coming[],
  welcome: (socket: Socket) => void,
  more: Partial<HostileEndpoint>,
): HostileEndpoint {
  return {
    name: `tls-${name}`,
    comes: [comes].flat(),
    serve: () => listening(createServer(welcome), 'https'),
    ...more,
  };
}

/** Goes well the first time, when the runner asks whether anybody is there. */
function later(name: string, comes: Coming, welcome: (socket: Socket) => void): HostileEndpoint {
  const serve = async () => {
    const inside = createTlsServer(good, (socket) => socket.on('error', () => {}).resume());
    let first = true;
    const outside = createServer((socket) => {
      if (first) inside.emit('connection', socket);
      else welcome(socket);
      first = false;
    });
    return listening(outside, 'https');
  };
  return { name: `tls-${name}`, comes: [comes], serve, ...trusted };
}

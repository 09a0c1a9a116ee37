// Bodies that are small on the wire and large unpacked, or that are not what their coding says.
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { head, serveOnSocket } from '../../../conformance/fixtures/socket.ts';
import type { Family, HostileEndpoint } from '../endpoint.ts';

const zeros = Buffer.alloc(64 << 20);
const gzipped = lazy(() => gzipSync(zeros));
const member = lazy(() => gzipSync(Buffer.alloc(1 << 20, ' ')));
const json = Buffer.from('{"__type":"UnknownResourceFault","message":"a"}');
/** As much as the runner unpacks. */
const limit = 1 << 21;

export const codings: Family = {
  name: 'content codings',
  endpoints: [
    coded('bomb-of-gzip', 'gzip', gzipped),
    coded(
      'bomb-of-deflate',
      'deflate',
      lazy(() => deflateSync(zeros)),
    ),
    coded(
      'bomb-of-brotli',
      'br',
      lazy(() => brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })),
    ),
    coded(
      'bomb-in-a-bomb',
      'gzip, gzip',
      lazy(() => gzipSync(gzipped())),
    ),
    coded(
      'bomb-in-a-bomb-named-once',
      'gzip',
      lazy(() => gzipSync(gzipped())),
    ),
    coded(
      'bomb-of-many-members',
      'gzip',
      lazy(() => Buffer.concat(Array(300).fill(member()))),
    ),
    coded(
      'bomb-of-empty-members',
      'gzip',
      lazy(() => Buffer.concat(Array(100_000).fill(gzipSync('')))),
    ),
    coded(
      'gzip-just-short-enough',
      'gzip',
      lazy(() => gzipSync(`"${'a'.repeat(limit - 2)}"`)),
    ),
    coded('gzip-cut-short', 'gzip', () => gzipSync(json).subarray(0, -12)),
    coded('gzip-with-a-wrong-checksum', 'gzip', () => flipped(gzipSync(json), -6)),
    coded('gzip-and-more', 'gzip', () => Buffer.concat([gzipSync(json), json])),
    coded('gzip-that-is-none', 'gzip', () => json),
    coded('raw-deflate', 'deflate', () => deflateRawSync(json)),
    coded('brotli-cut-short', 'br', () => brotliCompressSync(json).subarray(0, -3)),
    coded('nothing-in-gzip', 'gzip', () => Buffer.alloc(0)),
    coded('coding-nobody-knows', 'zstd, rot13', () => json),
    coded('coding-named-like-a-member-of-objects', '__proto__', () => json),
    coded('hundreds-of-codings', Array(500).fill('gzip').join(', '), gzipped),
  ],
};

function coded(name: string, coding: string, body: () => Buffer): HostileEndpoint {
  const serve = () => {
    const bytes = body();
    const length = `Content-Length: ${bytes.byteLength}`;
    const start = head('400 Bad Request', `Content-Encoding: ${coding}`, length);
    return serveOnSocket((socket) => {
      socket.write(start);
      socket.end(bytes);
    });
  };
  return { name, comes: ['response'], serve };
}

function flipped(bytes: Buffer, at: number): Buffer {
  const index = bytes.byteLength + at;
  bytes[index] = (bytes[index] ?? 0) ^ 0xff;
  return bytes;
}

/** Made when it is asked for, and once. */
function lazy(make: () => Buffer): () => Buffer {
  let made: Buffer | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

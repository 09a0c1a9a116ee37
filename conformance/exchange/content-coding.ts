// The content codings of HTTP that a response may have when the request allows them, as those of some clients do.
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

const decoders: Record<string, (data: Uint8Array, options: { maxOutputLength: number }) => Buffer> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * The content of a body (RFC 9110, section 8.4). A body stays as it came when its coding is unknown, when it is not in
 * that coding after all, and when its content would be longer than `limit` bytes.
 *
 * @param coding the value of Content-Encoding, if there is one
 */
export function decodeContent(body: Buffer, coding: string | undefined, limit: number): Buffer {
  const name = (coding ?? '').trim().toLowerCase();
  const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  try {
    return decode?.(body, { maxOutputLength: limit }) ?? body;
  } catch {
    return body;
  }
}

// The HTTP content codings that a response may have if the request allows them, as some clients do.
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

const decoders: Record<string, (data: Uint8Array, options: { maxOutputLength: number }) => Buffer> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * The decoded content of a body (RFC 9110, section 8.4). A body stays unchanged if its coding is unknown, if it cannot be
 * decoded, and if its content would be longer than `limit` bytes.
 *
 * @param coding the value of Content-Encoding, if any
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

/** Values that are not codings. `amz-1.0` is no HTTP coding, but older clients send it, and an endpoint may repeat it. */
const noCodings = ['', 'identity', 'amz-1.0'];

/**
 * The content coding of a response if the request does not accept it; undefined otherwise.
 *
 * @example unrequestedCodingOf('gzip', [['Accept-Encoding', 'identity']]) // 'gzip'
 */
export function unrequestedCodingOf(
  coding: string | undefined,
  requestHeaders: [string, string][],
): string | undefined {
  const name = (coding ?? '').trim().toLowerCase();
  if (noCodings.includes(name)) return undefined;
  const asked = requestHeaders
    .filter(([header]) => header.toLowerCase() === 'accept-encoding')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .filter((each) => !/;\s*q=0(\.0*)?\s*$/.test(each))
    .map((each) => each.split(';')[0]?.trim());
  return asked.includes(name) || asked.includes('*') ? undefined : name;
}

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

/** Not a coding of HTTP, although older clients of the service send it, and an endpoint may repeat it. */
const noCodings = ['', 'identity', 'amz-1.0'];

/**
 * The content coding of a response for which the request did not ask; undefined when there is none.
 *
 * @example codingNobodyAskedFor('gzip', [['Accept-Encoding', 'identity']]) // 'gzip'
 */
export function codingNobodyAskedFor(
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

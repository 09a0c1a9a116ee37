// Reads the body of a request from a socket, up to a limit. Beyond it the answer is sent at once, and what still
// comes is thrown away: a connection that is closed while data arrives is reset, and the client never sees the answer.
import type { IncomingMessage } from 'node:http';

/** How many bytes the request has, as far as is known, and its body, unless that is too many. */
export type BodyReading = { size: number; body?: Buffer };

/** How much of an oversized request is thrown away, and how long, before the connection is cut. */
const patience = { bytes: 32 * 1_048_576, milliseconds: 10_000 };

/**
 * What a chunk costs besides its bytes: a million of one byte each would keep everybody waiting for seconds. So no
 * request has more than some 65 000, whatever its size.
 */
export const bytesPerChunk = 512;

/**
 * Reads a body of at most `limit` bytes, header lines included, and tells what was read; or what went wrong, when the
 * client goes away in the middle. (A promise would take a twentieth of what it takes to answer a call.)
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  read: (reading: BodyReading) => void,
  failed: (error: Error) => void,
): void {
  let head = 0;
  for (const text of request.rawHeaders) head += text.length + 2;
  const declared = head + Number(request.headers['content-length'] ?? 0);
  if (declared > limit) {
    discard(request);
    read({ size: declared });
    return;
  }
  const body = gather();
  let size = head;
  let cost = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    cost += bytesPerChunk;
    if (cost > patience.bytes) request.destroy(new Error('too many chunks'));
    else if (size <= limit) body.add(chunk);
    else {
      request.removeAllListeners('data').removeAllListeners('end');
      discard(request);
      read({ size });
    }
  });
  request.on('end', () => read({ size, body: body.bytes() }));
  request.on('error', failed);
}

const nothing: Buffer = Buffer.alloc(0);

/**
 * Puts chunks together as they come. A list of them would cost a hundred times the body where each has one byte; one
 * chunk alone, the usual case, is not copied.
 */
export function gather(): { add(chunk: Buffer): void; bytes(): Buffer } {
  let gathered = nothing;
  let length = 0;
  return {
    add(chunk) {
      if (length === 0) gathered = chunk;
      else {
        if (length + chunk.length > gathered.length) {
          const larger = Buffer.allocUnsafe(2 * (length + chunk.length));
          gathered.copy(larger, 0, 0, length);
          gathered = larger;
        }
        chunk.copy(gathered, length);
      }
      length += chunk.length;
    },
    bytes: () => (length === gathered.length ? gathered : gathered.subarray(0, length)),
  };
}

function discard(request: IncomingMessage): void {
  let left = patience.bytes;
  const cut = () => request.destroy();
  const timer = setTimeout(cut, patience.milliseconds);
  timer.unref();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length + bytesPerChunk;
    if (left < 0) cut();
  });
  request.on('error', () => {});
  request.on('close', () => clearTimeout(timer));
}

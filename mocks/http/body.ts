// Reads the body of a request from a socket, up to a limit. Beyond it the answer is sent at once, and what still
// comes is thrown away: a connection that is closed while data arrives is reset, and the client never sees the answer.
import type { IncomingMessage } from 'node:http';

/** How many bytes the request has, as far as is known, and its body, unless that is too many. */
export type BodyReading = { size: number; body?: Buffer };

/** Bodies of the largest size that may arrive at once; of the usual size it is thousands. */
const roomForBodies = 64 * 1_048_576;

/** Room for bytes, which connections share: those who have taken up some, the longest first. */
export type Room = { left: number; readonly shares: Set<Share> };

export const createRoom = (bytes = roomForBodies): Room => ({ left: bytes, shares: new Set() });

/** What one of them has taken up. */
export type Share = {
  /** Takes up more. Where there is not as much left, who came first has to go. */
  take(bytes: number): void;
  /** Gives everything back. */
  end(): void;
  cut(): void;
};

/** @param cut ends what the room is taken up for, where others need it */
export function shareOf(room: Room, cut: () => void): Share {
  let taken = 0;
  const share: Share = {
    take(bytes) {
      for (const other of room.shares) {
        if (bytes <= room.left) break;
        if (other === share) continue;
        other.end();
        other.cut();
      }
      room.shares.add(share);
      room.left -= bytes;
      taken += bytes;
    },
    end() {
      room.shares.delete(share);
      room.left += taken;
      taken = 0;
    },
    cut,
  };
  return share;
}

/** How much of an oversized request is thrown away, and how long, before the connection is cut. */
const patience = { bytes: 32 * 1_048_576, milliseconds: 10_000 };

/**
 * What a chunk costs besides its bytes: a million of one byte each would keep everybody waiting for seconds. So no
 * request has more than some 65 000, whatever its size.
 */
export const bytesPerChunk = 512;

/**
 * Reads a body of at most `limit` bytes, header lines included, and tells what was read; or what went wrong, when the
 * client goes away in the middle. While the body arrives it takes up room. (A promise would take a twentieth of what it
 * takes to answer a call.)
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  room: Room,
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
  const share = shareOf(room, () => request.destroy(new Error('others need the room')));
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    cost += bytesPerChunk;
    if (cost > patience.bytes) request.destroy(new Error('too many chunks'));
    else if (size <= limit) {
      share.take(chunk.length);
      body.add(chunk);
    } else {
      request.removeAllListeners('data').removeAllListeners('end');
      share.end();
      discard(request);
      read({ size });
    }
  });
  request.on('end', () => {
    share.end();
    read({ size, body: body.bytes() });
  });
  request.on('error', (error) => {
    share.end();
    failed(error);
  });
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

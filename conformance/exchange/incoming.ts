// A body as it comes in, piece by piece. Pieces are copied together at once: an endpoint may send one byte at a time,
// and a million pieces take a hundred times as much memory as their bytes.

/**
 * More of a body than this is not read, nor unpacked: nothing that the contract describes is nearly so long, and it is
 * twice the longest request, for an endpoint that repeats it.
 */
export const bodyLimit = 1 << 21;

/** Bytes that have come so far. */
export type Gathered = { byteLength(): number; add(piece: Uint8Array): void; bytes(): Uint8Array };

/** Nothing yet. */
export function gather(): Gathered {
  let room = new Uint8Array(0);
  let length = 0;
  return {
    byteLength: () => length,
    add(piece) {
      const needed = length + piece.byteLength;
      if (needed > room.byteLength) {
        const larger = new Uint8Array(Math.max(needed, 2 * room.byteLength));
        larger.set(room);
        room = larger;
      }
      room.set(piece, length);
      length = needed;
    },
    bytes: () => room.subarray(0, length),
  };
}

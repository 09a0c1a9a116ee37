// Collects a body as it arrives. Pieces are copied into one buffer immediately: an endpoint may send one byte at a time,
// and a million pieces need a hundred times as much memory as their bytes.

/**
 * The maximum size of a body that is read or decompressed. No response in the contract is nearly as long, and the limit is
 * twice the longest request, for an endpoint that repeats the request.
 */
export const bodyLimit = 1 << 21;

/** The bytes received so far. */
export type Gathered = { byteLength(): number; add(piece: Uint8Array): void; bytes(): Uint8Array };

/** Starts with no bytes. */
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

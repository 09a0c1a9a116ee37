// Where request ids and task tokens come from: a seed, when there is one, else the platform's random numbers.

/** Gives whole numbers from 0 to 2^32 - 1. */
export type Random = () => number;

/** The same seed gives the same numbers, on every platform. Without a seed they cannot be foretold. */
export function createRandom(seed?: number | string): Random {
  return seed === undefined ? platformRandom() : seededRandom(String(seed));
}

/** A version 4 UUID, as the recordings of the service's request ids have them. */
export function uuid(random: Random): string {
  const digits = (bits: number) => bits.toString(16).padStart(8, '0');
  const [a, b, c, d] = [random(), random() & ~0xf000, random() & 0x3fffffff, random()];
  const hex = digits(a) + digits((b | 0x4000) >>> 0) + digits((c | 0x80000000) >>> 0) + digits(d);
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function platformRandom(): Random {
  const pool = new Uint32Array(256);
  let next = pool.length;
  return () => {
    if (next >= pool.length) {
      crypto.getRandomValues(pool);
      next = 0;
    }
    return pool[next++] as number;
  };
}

/** Mulberry32, by Tommy Ettinger; the seed's text becomes its state by FNV-1a. */
function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

// Where request ids and task tokens come from: a seed, when there is one, else the platform's random numbers.

/** Gives whole numbers from 0 to 2^32 - 1. */
export type Random = () => number;

/** The same seed gives the same numbers, on every platform. Without a seed they cannot be foretold. */
export function createRandom(seed?: number | string): Random {
  return seed === undefined ? platformRandom() : seededRandom(String(seed));
}

/** A version 4 UUID, as the recordings of the service's request ids have them. */
export function uuid(random: Random): string {
  const [a, b, c, d] = [
    random(),
    (random() & ~0xf000) | 0x4000,
    (random() & 0x3fffffff) | 0x80000000,
    random(),
  ];
  return `${high(a)}${low(a)}-${high(b)}-${low(b)}-${high(c)}-${low(c)}${high(d)}${low(d)}`;
}

const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const high = (bits: number) => `${hexadecimal[bits >>> 24]}${hexadecimal[(bits >>> 16) & 255]}`;
const low = (bits: number) => `${hexadecimal[(bits >>> 8) & 255]}${hexadecimal[bits & 255]}`;

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

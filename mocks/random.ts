// Where request ids and task tokens come from: a seed, when there is one, else the platform's random numbers.

/** Gives whole numbers from 0 to 2^32 - 1. */
export type Random = () => number;

/** The same seed gives the same numbers, on every platform. Without a seed they cannot be foretold. */
export function createRandom(seed?: number | string): Random {
  return seed === undefined ? platformRandom() : seededRandom(String(seed));
}

/** A version 4 UUID, as the recordings of the service's request ids have them. */
export function uuid(random: Random): string {
  const hex = [random(), random(), random(), random()].map((n) => n.toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
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

/** Chris Doty-Humphrey's sfc32; the seed's text is spread over its state by FNV-1a. */
function seededRandom(seed: string): Random {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  let a = hash >>> 0;
  let b = Math.imul(hash, 0x9e3779b1) >>> 0;
  let c = ~hash >>> 0;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

// What all requests of a run have in common: the endpoint, the credentials, and how they are sent.
import { randomBytes, randomInt } from 'node:crypto';
import type { Corpus } from '../cases/corpus.ts';
import type { Credentials } from '../request/sign.ts';
import type { Connection, Exchange } from './exchange.ts';

export type RunContext = {
  corpus: Corpus;
  endpoint: URL;
  region: string;
  credentials: Credentials | undefined;
  deniedCredentials: Credentials | undefined;
  timeoutMs: number;
  exchange: Exchange;
  /** Opens a separate connection; absent if the exchange is not over HTTP. */
  openConnection?: (() => Connection) | undefined;
  /** Restarts the endpoint on the first call; absent if that is not possible. */
  restart?: (() => Promise<void>) | undefined;
  newToken: NewToken;
  now(): Date;
};

/**
 * Makes an unused token. It has the form of `example`, a token that the endpoint issued, and also its length unless
 * `length` is given.
 */
export type NewToken = (length?: number, example?: string) => string;

/** The length of the token in the documented sample. */
export const usualLength = 576;

/**
 * A random token: base64, or with digits, lowercase and uppercase letters in the same places as in the example.
 *
 * @example randomToken(4) // 'k7Qx'
 * @example randomToken(undefined, '4f3a-09') // 'b81c-52'
 */
export const randomToken: NewToken = (length, example) => {
  // An example with only a few characters could produce a token that is in use.
  if (example && (example.match(/[a-z0-9]/gi)?.length ?? 0) >= 12)
    return likeExample(example, length ?? example.length);
  const wanted = length ?? usualLength;
  return randomBytes(Math.ceil((wanted * 3) / 4))
    .toString('base64')
    .slice(0, wanted)
    .replaceAll('=', 'A');
};

function likeExample(example: string, length: number): string {
  const isHexadecimal = !/[g-z]/i.test(example) && /[a-f]/i.test(example);
  const letters = isHexadecimal ? 'abcdef' : 'abcdefghijklmnopqrstuvwxyz';
  const anyOf = (characters: string) => characters[randomInt(characters.length)] as string;
  return Array.from({ length }, (_, index) => {
    const character = example[index % example.length] as string;
    if (/\d/.test(character)) return anyOf('0123456789');
    if (/[a-z]/.test(character)) return anyOf(letters);
    return /[A-Z]/.test(character) ? anyOf(letters.toUpperCase()) : character;
  }).join('');
}

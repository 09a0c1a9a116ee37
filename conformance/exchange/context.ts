// What all requests of a run have in common: where they go, who signs them, and how they are sent.
import { randomBytes } from 'node:crypto';
import type { Corpus } from '../cases/corpus.ts';
import type { Credentials } from '../request/sign.ts';
import type { Exchange } from './exchange.ts';

export type RunContext = {
  corpus: Corpus;
  endpoint: URL;
  region: string;
  credentials: Credentials | undefined;
  deniedCredentials: Credentials | undefined;
  timeoutMs: number;
  exchange: Exchange;
  /** Opens a connection that is kept for several requests; absent where the exchange is not over HTTP. */
  openConnection?: (() => { exchange: Exchange; close(): void }) | undefined;
  newToken(length: number): string;
  now(): Date;
};

/** Makes tokens that nobody has used: random, in the alphabet of base64. */
export function randomToken(length: number): string {
  return randomBytes(Math.ceil((length * 3) / 4))
    .toString('base64')
    .slice(0, length)
    .replaceAll('=', 'A');
}

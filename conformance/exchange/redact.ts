// Credentials that belong to somebody are taken out of everything that is reported, wherever they turned up: an
// endpoint may repeat its request's headers, and a command may print its environment.

import type { Credentials } from '../request/sign.ts';
import type { Exchange } from './exchange.ts';

/** Takes credentials out of plain data. */
export type Redact = <Value>(value: Value) => Value;

/** Access keys have at least 16 characters (IAM API reference, AccessKey). Shorter ones are made up, such as `test`. */
const shortest = 16;

/**
 * Makes a function that gives plain data back without the credentials that are secret, and without signatures made with
 * them.
 *
 * @example redactor([credentials])({ reason: 'no key AKIAIOSFODNN7EXAMPLE' }) // { reason: 'no key REDACTED' }
 */
export function redactor(credentials: (Credentials | undefined)[]): Redact {
  const secrets = credentials
    .filter((each) => each !== undefined)
    .filter(({ secret }) => secret)
    .flatMap(({ accessKeyId, secretAccessKey, sessionToken = '' }) => [
      sessionToken,
      secretAccessKey,
      accessKeyId,
    ])
    .filter(({ length }) => length >= shortest)
    .flatMap((secret) => [secret, secret.replaceAll('/', '\\/'), encodeURIComponent(secret)]);
  if (secrets.length === 0) return (value) => value;
  const text = new RegExp(`${secrets.map(asPattern).join('|')}|(?<=Signature=)[0-9a-f]{64}`, 'g');
  return <Value>(value: Value) => redact(value, text) as Value;
}

/** The exchange, its answers without credentials: before anything is cut from them, which could cut through one. */
export function redacting(exchange: Exchange, redact: Redact): Exchange {
  return async (request, timeoutMs) => redact(await exchange(request, timeoutMs));
}

function redact(value: unknown, text: RegExp): unknown {
  if (typeof value === 'string') return value.replace(text, 'REDACTED');
  if (Array.isArray(value)) return value.map((each) => redact(each, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, redact(each, text)]));
}

function asPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

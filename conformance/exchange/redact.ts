// Redacts secret credentials from everything that is reported, wherever they appear: an endpoint may repeat the headers of
// its request, unchanged, encoded or truncated, and a command may print its environment.

import type { Credentials } from '../request/sign.ts';
import type { Exchange } from './exchange.ts';

/** Redacts secrets from plain data. */
export type Redact = <Value>(value: Value) => Value;

export type Redactor = {
  redact: Redact;
  /** The exchange with redacted responses. Redact before truncating, because truncation could cut a secret in two. */
  redacting(exchange: Exchange): Exchange;
};

/** Access keys have at least 16 characters (IAM API reference, AccessKey). Shorter ones are dummies, such as `test`. */
const shortestKey = 16;

/** A shorter text may appear by chance. */
const shortestSecret = 8;

/** This many consecutive characters of a secret are no coincidence, unless they are nearly all the same. */
const piece = { length: 12, distinct: 5 };

/** The signatures of this many recent requests are known. */
const keptSignatures = 128;

/**
 * Makes a function that redacts secrets from plain data: credentials, signatures made with them, and other given texts. It
 * finds them in upper or lower case, as JSON, in percent-encoding, base64 or hexadecimal, and in part.
 *
 * @example redactor([credentials]).redact({ reason: 'no key AKIAIOSFODNN7EXAMPLE' }) // { reason: 'no key REDACTED' }
 */
export function redactor(
  credentials: (Credentials | undefined)[],
  texts: (string | undefined)[] = [],
): Redactor {
  const secrets = [
    ...credentials
      .filter((each) => each !== undefined)
      .filter(({ secret }) => secret)
      .flatMap(({ accessKeyId, secretAccessKey, sessionToken = '' }) => [
        sessionToken,
        secretAccessKey,
        accessKeyId,
      ])
      .filter(({ length }) => length >= shortestKey),
    ...texts.filter((text) => text !== undefined && text.length >= shortestSecret),
  ] as string[];
  if (secrets.length === 0) return { redact: (value) => value, redacting: (exchange) => exchange };

  const forms = secrets.flatMap(formsOf);
  const whole = new RegExp(
    `${forms.sort(byLength).map(asPattern).join('|')}|(?<=Signature=)[0-9a-f]{64}`,
    'gi',
  );
  const pieces = new Set(forms.filter(({ length }) => length >= shortestKey).flatMap(piecesOf));
  const signatures = { now: new Set<string>(), before: new Set<string>() };
  const isPiece = (text: string) =>
    pieces.has(text) || signatures.now.has(text) || signatures.before.has(text);

  const redactText = (text: string) => withoutPieces(text.replace(whole, redacted), isPiece);
  const redact: Redact = (value) => redactIn(value, redactText) as typeof value;
  return {
    redact,
    redacting: (exchange) => async (request, timeoutMs, mayBeHeld) => {
      const authorization = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
      const [, signature] = authorization?.match(/Signature=([0-9a-f]{64})/) ?? [];
      if (signature) learn(signature);
      return redact(await exchange(request, timeoutMs, mayBeHeld));
    },
  };

  function learn(signature: string): void {
    const found = piecesOf(signature);
    if (signatures.now.size > keptSignatures * found.length) {
      signatures.before = signatures.now;
      signatures.now = new Set();
    }
    for (const each of found) signatures.now.add(each);
  }
}

const redacted = 'REDACTED';

/** The encoded forms of a secret, without regard to case. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // The base64 of a text depends on its offset; characters at its ends that also encode other bytes are left out.
  const inBase64 = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const inner = text.slice([0, 2, 3][offset], Math.floor(((offset + bytes.length) * 8) / 6));
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [
    secret,
    secret.replaceAll('/', '\\/'),
    secret.replace(/[/+=]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
    secret.replace(/[/+=]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    ...inBase64,
  ];
}

const byLength = (one: string, other: string) => other.length - one.length;

/** Every part of a text that is long enough, in lower case. */
function piecesOf(text: string): string[] {
  const small = inSmallLetters(text);
  return Array.from({ length: Math.max(0, small.length - piece.length + 1) }, (_, index) =>
    small.slice(index, index + piece.length),
  ).filter((each) => new Set(each).size >= piece.distinct);
}

function withoutPieces(text: string, isPiece: (text: string) => boolean): string {
  const small = inSmallLetters(text);
  let kept = '';
  let from = 0;
  for (let index = 0; index + piece.length <= small.length; index += 1) {
    if (!isPiece(small.slice(index, index + piece.length))) continue;
    let end = index + piece.length;
    while (end < small.length && isPiece(small.slice(end - piece.length + 1, end + 1))) end += 1;
    kept += text.slice(from, index) + redacted;
    from = end;
    index = end - 1;
  }
  return from === 0 ? text : kept + text.slice(from);
}

/** Lowercases without changing the length, which toLowerCase does for some letters. */
function inSmallLetters(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function redactIn(value: unknown, redactText: (text: string) => string): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((each) => redactIn(each, redactText));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, redactIn(each, redactText)]));
}

function asPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

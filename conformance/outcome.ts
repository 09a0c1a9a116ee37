// What an answer amounts to. An outcome is read from the error's name, not from the status: an UnknownResourceFault
// with status 404 is an unknown resource, and its status is another requirement's business.
import { type AwsJsonError, readError } from './awsjson.ts';
import type { Corpus, Outcome } from './corpus.ts';
import type { Answer } from './exchange.ts';

/** An answer with what was read in it. */
export type Reading = { answer: Answer; outcome: Outcome; error?: AwsJsonError };

/**
 * Reads an answer. `errorOutcomes` is the corpus' table of errors.
 *
 * - 2xx is accepted when nothing or JSON comes with it; a page or a document of another service is malformed. No
 *   complete response is transport.
 * - An error whose name the contract knows has that name's outcome, whatever its status.
 * - Otherwise 501 is not-implemented, 429 throttled and any other 5xx server-error.
 * - An error of another name is other-error; anything else is malformed.
 */
export function readAnswer(answer: Answer, errorOutcomes: Corpus['errorOutcomes']): Reading {
  if (answer.kind === 'failure') return { answer, outcome: 'transport' };
  if (answer.status >= 200 && answer.status < 300) {
    return { answer, outcome: isEmptyOrJson(answer.text) ? 'accepted' : 'malformed' };
  }
  const error = readError(answer);
  return { answer, outcome: outcomeOf(answer.status, error, errorOutcomes), ...(error && { error }) };
}

function isEmptyOrJson(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function outcomeOf(
  status: number,
  error: AwsJsonError | undefined,
  errorOutcomes: Corpus['errorOutcomes'],
): Outcome {
  const known = error && Object.hasOwn(errorOutcomes, error.name) ? errorOutcomes[error.name] : undefined;
  if (known) return known;
  if (status === 501) return 'not-implemented';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'server-error';
  return error ? 'other-error' : 'malformed';
}

/**
 * Whether two answers say the same. Compared are status, error name and the words of the message. Numbers, long runs
 * of letters and digits, and literals are left out of the words, because messages echo what was sent: "Invalid
 * token: AAAA…" and "Invalid token: 17" are the same answer.
 */
export function sameAnswer(one: Reading, other: Reading): boolean {
  return fingerprint(one) === fingerprint(other);
}

/** An answer in a few words: `400 ValidationException: 1 validation error detected: …`. */
export function describeAnswer({ answer, error }: Reading): string {
  if (answer.kind === 'failure') return `no answer (${answer.failure}: ${answer.message})`;
  const name = error ? ` ${error.name}` : '';
  const said = (error ? (error.message ?? '') : answer.text).replace(/\s+/g, ' ').trim();
  return `${answer.status}${name}${said === '' ? '' : `: ${said.length > 160 ? `${said.slice(0, 160)}…` : said}`}`;
}

const literals = new Set([
  'null',
  'none',
  'nil',
  'undefined',
  'true',
  'false',
  'object',
  'array',
  'nonetype',
  'nan',
]);

function fingerprint({ answer, outcome, error }: Reading): string {
  if (answer.kind === 'failure') return `${outcome} ${answer.failure}`;
  const message = (error?.message ?? '').replace(/[A-Za-z0-9+/=_-]{16,}/g, ' ');
  const words = (message.match(/[A-Za-z]{2,}/g) ?? []).map((word) => word.toLowerCase());
  return [answer.status, error?.name ?? outcome, ...words.filter((word) => !literals.has(word))].join(' ');
}

// Determines the outcome of a response. The error name determines it, not the status: an UnknownResourceFault with status
// 404 is an unknown resource, and another requirement covers its status.

import type { Corpus, Outcome } from '../cases/corpus.ts';
import { type AwsJsonError, memberAt, objectOf, readError, whyNoError } from '../exchange/awsjson.ts';
import type { Answer } from '../exchange/exchange.ts';

/** A response and what was parsed from it. */
export type Reading = {
  answer: Answer;
  outcome: Outcome;
  error?: AwsJsonError;
  /** Why the response is malformed, if it is. */
  unreadable?: string;
  /** How the response to an accepted call differs from its description in the contract (described.ts). */
  undescribed?: string;
  /** Which member of the response to an accepted call is not as the case expects (members.ts). */
  otherMember?: string;
};

/**
 * Determines the outcome of a response. `errorOutcomes` is the corpus' table of errors.
 *
 * - 2xx with an empty body or JSON is accepted; with any other body it is malformed. No complete response is transport.
 * - 501 is not-implemented, unless the name of its error has another outcome than server-error in the table.
 * - An error whose name is in the table has the outcome of that name, whatever its status.
 * - Otherwise 429 is throttled and any 5xx is server-error.
 * - An error with another name is other-error; anything else is malformed.
 */
export function readAnswer(answer: Answer, errorOutcomes: Corpus['errorOutcomes']): Reading {
  if (answer.kind === 'failure') return { answer, outcome: 'transport' };
  if (answer.status >= 200 && answer.status < 300) {
    if (isEmptyOrJson(answer.text)) return { answer, outcome: 'accepted' };
    return { answer, outcome: 'malformed', unreadable: 'the body is neither empty nor JSON' };
  }
  const error = readError(answer);
  const outcome = outcomeOf(answer.status, error, errorOutcomes);
  if (outcome === 'malformed') return { answer, outcome, unreadable: whyNoError(answer) };
  return { answer, outcome, ...(error && { error }) };
}

/**
 * The same for a call that waits for a task: no response in time is `held`, and a response without a task is `idle`.
 *
 * @param taken JSON pointer to the token of the task in the response
 */
export function readWaitingAnswer(reading: Reading, taken = ''): Reading {
  const { answer, outcome } = reading;
  if (answer.kind === 'failure')
    return answer.failure === 'timeout' ? { ...reading, outcome: 'held' } : reading;
  if (outcome !== 'accepted') return reading;
  const body = objectOf(answer.text);
  const token = body && memberAt(body, taken);
  return token === undefined || token === null || token === '' ? { ...reading, outcome: 'idle' } : reading;
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
  if (status === 501 && (!known || known === 'server-error')) return 'not-implemented';
  if (known) return known;
  if (status === 429) return 'throttled';
  if (status >= 500) return 'server-error';
  return error ? 'other-error' : 'malformed';
}

/** A response with its request. */
export type Answered = {
  request: { body: Uint8Array; headers?: [string, string][] };
  reading: Reading;
};

/**
 * Whether two responses are the same. Compares status, error name and the words of the message, except words that vary
 * with the request: "Invalid token: AAAA…" and "Invalid token: 17" are the same response.
 */
export function sameAnswer(one: Answered, other: Answered): boolean {
  // A response may repeat text of its request, so text that is in either request is not compared.
  const echo = echoOf(`${saidIn(one)} ${saidIn(other)}`);
  return fingerprint(one, echo) === fingerprint(other, echo);
}

/** A response in a few words: `400 ValidationException: 1 validation error detected: …`. */
export function describeAnswer({ answer, error, outcome }: Reading): string {
  if (outcome === 'held') return 'no response: the call was held';
  if (answer.kind === 'failure') return `no response (${answer.failure}: ${answer.message})`;
  const name = error ? ` ${error.name}` : '';
  // The beginning of an HTML page is enough to recognize it.
  const text = error ? (error.message ?? '') : answer.text.replace(/^(\s*<.{60}).*/s, '$1…');
  const said = text.replace(/\s+/g, ' ').trim();
  return `${answer.status}${name}${said === '' ? '' : `: ${said.length > 160 ? `${said.slice(0, 160)}…` : said}`}`;
}

const literals = new Set(['null', 'none', 'undefined', 'true', 'false', 'object', 'array', 'nonetype']);

function fingerprint(
  { reading: { answer, outcome, error } }: Answered,
  echo: (run: string) => boolean,
): string {
  if (answer.kind === 'failure') return `${outcome} ${answer.failure}`;
  const words = runsOf(error?.message ?? '').filter((run) => isWord(run) && !echo(run));
  return [answer.status, error?.name ?? outcome, ...words.map((word) => word.toLowerCase())].join(' ');
}

/** The runs of a text between white space and punctuation; base64 stays together. */
function runsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}+/=_-]+/gu) ?? [];
}

/** Numbers, identifiers, tokens and literals do not count as words, nor do very short words. */
function isWord(run: string): boolean {
  const isToken = run.length >= 16 && /^[A-Za-z0-9+/=_-]+$/.test(run);
  return run.length >= 4 && !isToken && !/\p{N}/u.test(run) && !literals.has(run.toLowerCase());
}

/**
 * Recognizes text that is repeated from the requests: a run that a name or value in them begins or ends with, because an
 * echo may be truncated. A word inside a value does not count, because a random token can contain any short word.
 */
function echoOf(said: string): (run: string) => boolean {
  const runs = [...new Set(runsOf(said))];
  return (run) => runs.some((each) => each.startsWith(run) || each.endsWith(run));
}

/** The names and values of a request that responses may repeat: its target and its body. */
function saidIn({ request: { body, headers = [] } }: Answered): string {
  const text = new TextDecoder().decode(body);
  const target = headers.find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1] ?? '';
  const object = objectOf(text);
  const said = object
    ? Object.entries(object)
        .flat()
        .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    : [text];
  return [target, ...said].join(' ');
}

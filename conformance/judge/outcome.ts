// What an answer amounts to. An outcome is read from the error's name, not from the status: an UnknownResourceFault
// with status 404 is an unknown resource, and its status is another requirement's business.

import type { Corpus, Outcome } from '../cases/corpus.ts';
import { type AwsJsonError, memberAt, objectOf, readError, whyNoError } from '../exchange/awsjson.ts';
import type { Answer } from '../exchange/exchange.ts';

/** An answer with what was read in it. */
export type Reading = {
  answer: Answer;
  outcome: Outcome;
  error?: AwsJsonError;
  /** Why the answer is malformed, when it is. */
  unreadable?: string;
  /** What of an accepted call's answer is not as the contract describes it (described.ts). */
  undescribed?: string;
  /** Which member of an accepted call's answer is not as the case expects (members.ts). */
  otherMember?: string;
};

/**
 * Reads an answer. `errorOutcomes` is the corpus' table of errors.
 *
 * - 2xx is accepted when nothing or JSON comes with it; a page or a document of another service is malformed. No
 *   complete response is transport.
 * - 501 is not-implemented, whether the error says so or is a server's error of another name.
 * - An error whose name the contract knows has that name's outcome, whatever its status.
 * - Otherwise 429 is throttled and any 5xx server-error.
 * - An error of another name is other-error; anything else is malformed.
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
 * The same for a call that waits for a task: no answer is `held`, and the answer that there is none `idle`.
 *
 * @param taken JSON pointer to the token of the task in the answer
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

/** An answer with the request that it answers. */
export type Answered = {
  request: { body: Uint8Array; headers?: [string, string][] };
  reading: Reading;
};

/**
 * Whether two answers say the same. Compared are status, error name and the words of the message, without what differs
 * from request to request: "Invalid token: AAAA…" and "Invalid token: 17" are the same answer.
 */
export function sameAnswer(one: Answered, other: Answered): boolean {
  // What either request says may be echoed in its answer: a name that only one of them has tells nothing apart.
  const echo = echoOf(`${saidIn(one)} ${saidIn(other)}`);
  return fingerprint(one, echo) === fingerprint(other, echo);
}

/** An answer in a few words: `400 ValidationException: 1 validation error detected: …`. */
export function describeAnswer({ answer, error, outcome }: Reading): string {
  if (outcome === 'held') return 'none: the call was held';
  if (answer.kind === 'failure') return `no answer (${answer.failure}: ${answer.message})`;
  const name = error ? ` ${error.name}` : '';
  // Of a page, its beginning is enough to recognise it.
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

/** Text without white space and punctuation; what base64 is made of stays together. */
function runsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}+/=_-]+/gu) ?? [];
}

/** Numbers, identifiers, tokens and literals are no words, and the shortest words tell nothing apart. */
function isWord(run: string): boolean {
  const isToken = run.length >= 16 && /^[A-Za-z0-9+/=_-]+$/.test(run);
  return run.length >= 4 && !isToken && !/\p{N}/u.test(run) && !literals.has(run.toLowerCase());
}

/**
 * Tells what is repeated from requests: what a name or value in them begins or ends with, for an echo may be cut. That
 * a value has a word somewhere inside proves nothing, since a random token has any short word now and then.
 */
function echoOf(said: string): (run: string) => boolean {
  const runs = [...new Set(runsOf(said))];
  return (run) => runs.some((each) => each.startsWith(run) || each.endsWith(run));
}

/** Names and values of a request, as far as answers echo them: those of the target and of the body. */
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

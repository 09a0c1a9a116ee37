// Holds a response against the contract's description of responses: each requirement on a response carries checks,
// and says to which outcomes it applies.
import { errors } from '../../generated/operations.ts';
import type { CorpusRequirement, Outcome, ResponseCheck } from '../cases/corpus.ts';
import type { AwsJsonError } from '../exchange/awsjson.ts';
import type { Response } from '../exchange/exchange.ts';
import type { Reading } from './outcome.ts';

/** A requirement that a response does not meet, and what was found instead. */
export type Deviation = { requirement: string; found: string };

const applies: Record<NonNullable<CorpusRequirement['appliesTo']>, Outcome[]> = {
  success: ['accepted', 'idle'],
  fault: ['unknown-resource', 'not-permitted'],
  constraint: ['constraint'],
  error: ['unknown-resource', 'not-permitted', 'constraint', 'serialization'],
  // Every answer that came.
  any: [],
  case: [],
};

/**
 * Whether a requirement on responses speaks about an answer. One on faults speaks about the operation's own and not
 * about an error of the same outcome that all services share, such as AccessDeniedException.
 */
export function appliesTo(requirement: CorpusRequirement, { answer, outcome, error }: Reading): boolean {
  const subject = requirement.appliesTo ?? 'case';
  if (requirement.checks === undefined || answer.kind !== 'response') return false;
  if (subject === 'any') return true;
  return applies[subject].includes(outcome) && (subject !== 'fault' || isFault(error?.name ?? ''));
}

function isFault(name: string): boolean {
  const described: Record<string, { kind: string }> = errors;
  return Object.hasOwn(described, name) && described[name]?.kind === 'fault';
}

/**
 * What is wrong with an answer under one requirement; undefined when nothing is. `distinct` needs several answers.
 *
 * @param limit the limit that the request breaks, where it breaks one
 */
export function deviationFrom(
  requirement: CorpusRequirement,
  reading: Reading,
  limit?: number,
): Deviation | undefined {
  const { answer } = reading;
  if (answer.kind === 'failure')
    return { requirement: requirement.id, found: `no answer (${answer.failure})` };
  for (const check of requirement.checks ?? []) {
    const found = violation(check, answer, reading, limit);
    if (found !== undefined) return { requirement: requirement.id, found };
  }
  return undefined;
}

/** The header whose values a requirement wants to be different in every response, if it does. */
export function distinctHeaderOf(requirement: CorpusRequirement): string | undefined {
  return requirement.checks?.find((check) => check.distinct)?.header;
}

/**
 * The values of a header, joined as HTTP joins them; undefined when the response does not have it. A content type is
 * given in lower case, since its spelling does not matter (RFC 9110, section 8.3.1).
 */
export function headerOf(response: Response, name: string): string | undefined {
  const values = response.headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  if (values.length === 0) return undefined;
  const joined = values.join(', ');
  return name === 'content-type' ? joined.toLowerCase() : joined;
}

function violation(
  check: ResponseCheck,
  response: Response,
  { error, undescribed }: Reading,
  limit: number | undefined,
): string | undefined {
  if (check.status !== undefined && response.status !== check.status) return `status ${response.status}`;
  if (check.bodyText !== undefined && response.text !== check.bodyText)
    return `the body ${quote(response.text)}`;
  if (check.header !== undefined && check.matches !== undefined) {
    return mismatch(`header ${check.header}`, headerOf(response, check.header), check.matches);
  }
  if (check.member !== undefined) {
    const names = check.member.split('|');
    const value = names.map((name) => memberOf(error, name)).find((each) => each !== undefined);
    return mismatch(`member ${names.join(' or ')}`, value, check.matches ?? '');
  }
  if (check.errorForm !== undefined && !error?.forms.some(({ place }) => place === check.errorForm)) {
    return `the error is named by ${error?.forms[0]?.place ?? 'nothing'}`;
  }
  if (check.errorType !== undefined) return mismatch('error', error?.name, check.errorType);
  if (check.described) return undescribed;
  if (check.limit && limit !== undefined) return otherLimit(error?.message ?? '', limit);
  if (check.readable === 'utf-8') {
    if (response.notUtf8) return 'a body that is not UTF-8';
    return response.text.startsWith('\ufeff') ? 'a body with a byte order mark' : undefined;
  }
  if (check.readable === 'identity' && response.unrequestedCoding)
    return `a body in the coding ${response.unrequestedCoding}, which the request did not ask for`;
  return undefined;
}

/** The limit that a message names, where that is another than the one that was broken. */
function otherLimit(message: string, limit: number): string | undefined {
  const named = [...message.matchAll(/\blength (?:less|greater) than or equal to (\d+)/g)].map(
    (match) => match[1],
  );
  const other = named.find((each) => Number(each) !== limit);
  return other !== undefined && !named.includes(String(limit))
    ? `the limit ${other} in its message, and the limit is ${limit}`
    : undefined;
}

/** A member of an error as it was read. The text of the response may be no more than its beginning. */
function memberOf(error: AwsJsonError | undefined, name: string): string | undefined {
  if (name === error?.messageKey) return error.message;
  return error?.forms.find(({ place }) => place === name)?.value;
}

function mismatch(what: string, value: string | undefined, pattern: string): string | undefined {
  if (value === undefined) return `no ${what}`;
  return new RegExp(pattern).test(value) ? undefined : `${what} ${quote(value)}`;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}

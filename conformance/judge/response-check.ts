// Checks a response against the contract's requirements on responses. Each requirement has checks and the outcomes to
// which they apply.
import { errors } from '../../generated/operations.ts';
import type { CorpusRequirement, Outcome, ResponseCheck } from '../cases/corpus.ts';
import type { AwsJsonError } from '../exchange/awsjson.ts';
import type { Response } from '../exchange/exchange.ts';
import type { Reading } from './outcome.ts';

/** A requirement that a response violates, and what was found instead. */
export type Deviation = { requirement: string; found: string };

const applies: Record<NonNullable<CorpusRequirement['appliesTo']>, Outcome[]> = {
  success: ['accepted', 'idle'],
  fault: ['unknown-resource', 'not-permitted'],
  constraint: ['constraint'],
  error: ['unknown-resource', 'not-permitted', 'constraint', 'serialization'],
  // Every response.
  any: [],
  case: [],
};

/**
 * Whether a requirement on responses applies to a response. A requirement on faults applies to the operation's own faults,
 * not to an error with the same outcome that all services share, such as AccessDeniedException.
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
 * How a response violates a requirement; undefined if it does not. `distinct` is checked elsewhere: it needs several responses.
 *
 * @param limit the limit that the request violates, if any
 */
export function deviationFrom(
  requirement: CorpusRequirement,
  reading: Reading,
  limit?: number,
): Deviation | undefined {
  const { answer } = reading;
  if (answer.kind === 'failure')
    return { requirement: requirement.id, found: `no response (${answer.failure})` };
  for (const check of requirement.checks ?? []) {
    const found = violation(check, answer, reading, limit);
    if (found !== undefined) return { requirement: requirement.id, found };
  }
  return undefined;
}

/** The header whose value must be different in every response, if the requirement has one. */
export function distinctHeaderOf(requirement: CorpusRequirement): string | undefined {
  return requirement.checks?.find((check) => check.distinct)?.header;
}

/**
 * The values of a header, joined as HTTP joins them; undefined if the response does not have it. A content type is
 * lowercased, because it is case-insensitive (RFC 9110, section 8.3.1).
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
    return `an error that is named in ${error?.forms[0]?.place ?? 'no place'}`;
  }
  if (check.errorType !== undefined) return mismatch('error', error?.name, check.errorType);
  if (check.described) return undescribed;
  if (check.limit && limit !== undefined) return otherLimit(error?.message ?? '', limit);
  if (check.readable === 'utf-8') {
    if (response.notUtf8) return 'a body that is not UTF-8';
    return response.text.startsWith('\ufeff') ? 'a body with a byte order mark' : undefined;
  }
  if (check.readable === 'identity' && response.unrequestedCoding)
    return `a body in the coding ${response.unrequestedCoding}, which the request did not accept`;
  return undefined;
}

/** The limit that a message names, if it is not the violated limit. */
function otherLimit(message: string, limit: number): string | undefined {
  const named = [...message.matchAll(/\blength (?:less|greater) than or equal to (\d+)/g)].map(
    (match) => match[1],
  );
  const other = named.find((each) => Number(each) !== limit);
  return other !== undefined && !named.includes(String(limit))
    ? `the limit ${other} in its message, but the limit is ${limit}`
    : undefined;
}

/** A member of a parsed error. The text of the response may have been truncated. */
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

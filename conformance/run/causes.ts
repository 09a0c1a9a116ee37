// Groups the results of a run by cause, so that each cause is reported once. An operation that answers every request with
// the same error is one cause, however many cases fail for it.
import type { CaseResult, Cause, ReceivedResponse } from '../../generated/report-types.ts';

/**
 * The causes of everything that did not pass, the most severe first. Expected failures have no cause.
 *
 * @example causesOf(report.results)[0]
 * // { what: 'RespondActivityTaskCanceled answers 501 NotImplemented in 53 of 54 cases', verdict: 'failed', level: 'MUST',
 * //   cases: ['canceled/operation/known', …], example: 'canceled/operation/known', … }
 */
export function causesOf(results: CaseResult[]): Cause[] {
  const groups = new Map<string, CaseResult[]>();
  for (const result of results) {
    if (result.verdict === 'passed' || result.expectedFailure) continue;
    const key = keyOf(result);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map((group) => causeOf(group, results)).sort(byGravity);
}

/** The key of a result's cause: the response of its operation, what was accepted, a requirement on responses, or a reason. */
function keyOf(result: CaseResult): string {
  const { verdict, operation, requirement, reason, unexpectedPass, flaky } = result;
  if (verdict === 'untested' || verdict === 'error') return `${verdict} ${reasonItself(reason)}`;
  if (unexpectedPass) return 'unexpected pass';
  if (flaky) return `flaky ${result.id}`;
  if (result.group === 'response' && verdict === 'failed')
    return `response ${requirement} ${foundIn(reason)}`;
  const answer = causingAnswer(result);
  if (answer) return `answer ${operation} ${answerKey(answer)}`;
  if (verdict === 'inconclusive') return `inconclusive ${operation} ${reason}`;
  return `${verdict} ${requirement} ${result.outcome}`;
}

/** The response that causes a result, if it is a rejection, another error or no response; undefined otherwise. */
function causingAnswer({
  verdict,
  group,
  response,
  control,
  before,
}: CaseResult): ReceivedResponse | undefined {
  const answer = response ?? before?.at(-1)?.response;
  if (!answer || isSuccess(answer)) return undefined;
  // A case that is inconclusive for another reason than an equal response to its control has that reason as its cause.
  return verdict === 'failed' || control || group === 'response' || !response ? answer : undefined;
}

function causeOf(group: CaseResult[], all: CaseResult[]): Cause {
  const example = group.toSorted(byWeight)[0] as CaseResult;
  const count = (wanted: (result: CaseResult) => boolean) => group.filter(wanted).length;
  const failed = (level: CaseResult['level']) =>
    count((result) => result.verdict === 'failed' && result.level === level);
  const { hint } = example;
  return {
    what: inWords(example, group, all),
    verdict: example.verdict,
    ...(example.verdict === 'failed' && { level: example.level }),
    ...(hint && { hint }),
    example: example.id,
    cases: group.map(({ id }) => id),
    counts: {
      must: failed('MUST'),
      should: failed('SHOULD'),
      may: failed('MAY'),
      inconclusive: count(({ verdict }) => verdict === 'inconclusive'),
      untested: count(({ verdict }) => verdict === 'untested'),
      error: count(({ verdict }) => verdict === 'error'),
    },
  };
}

/** A cause in a sentence or two. */
function inWords(example: CaseResult, group: CaseResult[], all: CaseResult[]): string {
  const { verdict, operation, reason, response, statement = example.title, unexpectedPass } = example;
  if (verdict === 'untested' || verdict === 'error') return sentence(upper(reasonItself(reason)));
  if (unexpectedPass) return 'Listed as an expected failure, but passed.';
  if (example.flaky) return sentence(`${example.id} is flaky: ${reason}`);
  if (example.group === 'response' && verdict === 'failed')
    return `${sentence(statement)} Instead: ${sentence(foundIn(reason))}`;
  const answer = causingAnswer(example);
  if (answer) return sentence(answersInWords(operation, answer, all));
  if (verdict === 'inconclusive') return sentence(`${operation}: ${reason}`);
  const inHistory = / and (.*)$/s.exec(reason)?.[1];
  if (example.outcome === 'accepted' && inHistory === undefined)
    return `${sentence(statement)} Instead it was accepted (${response?.status}).`;
  return `${sentence(group.length > 1 ? statement : example.title)} Instead: ${sentence(inHistory ?? reason)}`;
}

function answersInWords(operation: string, answer: ReceivedResponse, all: CaseResult[]): string {
  const calls = all.filter(
    (each) => each.operation === operation && each.response && each.group !== 'response',
  );
  const alike = calls.filter(({ response }) => response && answerKey(response) === answerKey(answer));
  const said = answerInShort(answer);
  const missing = alike.some(
    ({ outcome }) => outcome === 'not-implemented' || outcome === 'unknown-operation',
  );
  const most = alike.length > calls.length / 2;
  const often = `${alike.length} of ${calls.length} cases`;
  return missing && most
    ? `${operation} is not implemented: ${said} in ${often}`
    : `${operation} answers ${said} in ${often}`;
}

/** The reason without the part that says that it is the reason of the control. */
function reasonItself(reason: string): string {
  return reason
    .replace(/^its control \S+ could not be run: /, '')
    .replace(/ \(the request was \{.*\}\)/s, '');
}

/** What a check of responses found, without counts and the name of the case. */
function foundIn(reason: string): string {
  return reason.replace(/^.*?; the first, in [^:]+: /s, '');
}

/** Equal for equal responses: status, error, and the words that do not vary with the request. */
function answerKey(response: ReceivedResponse): string {
  const key = answerKeys.get(response) ?? makeAnswerKey(response);
  answerKeys.set(response, key);
  return key;
}

/** Cached, because a message may be long and is compared with many others. */
const answerKeys = new WeakMap<ReceivedResponse, string>();

function makeAnswerKey({ status, error, body = '', failure }: ReceivedResponse): string {
  if (failure !== undefined) return `no answer ${failure.split(':')[0]}`;
  const said = error ? (error.message ?? '') : body.slice(0, 200);
  const words = said
    .replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '')
    .replace(/[\p{L}\p{N}+/=_-]+/gu, (word) => (/\p{N}/u.test(word) ? '' : word));
  return `${status} ${error?.name ?? ''} ${words.replace(/\s+/g, ' ').trim().slice(0, 80)}`;
}

/** A response in a few words: `500 (<!doctype html> … Internal Server Error)`. */
function answerInShort({ status, error, body = '', failure }: ReceivedResponse): string {
  if (failure !== undefined) return `nothing (${failure})`;
  if (error) return [status, error.name].join(' ') + (error.message ? `: ${cut(error.message, 80)}` : '');
  const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1];
  const said = title === undefined ? cut(body, 60) : `a page, ${cut(title, 60)}`;
  return said === '' ? `${status}` : `${status} (${said})`;
}

function cut(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

const isSuccess = ({ status = 0 }: ReceivedResponse) => status >= 200 && status < 300;
const sentence = (text: string) => (/[.!?)]$/.test(text) ? text : `${text}.`);
const upper = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const gravity = ['failed MUST', 'error', 'failed SHOULD', 'failed MAY', 'inconclusive', 'untested'];
const weightOf = ({ verdict, level }: { verdict: string; level?: string }) =>
  gravity.indexOf(verdict === 'failed' ? `${verdict} ${level}` : verdict);

/** The most severe result first; among equals, one of the operation's simplest calls. */
function byWeight(one: CaseResult, other: CaseResult): number {
  const plain = ({ group }: CaseResult) => (group === 'operation' ? 0 : 1);
  return weightOf(one) - weightOf(other) || plain(one) - plain(other);
}

function byGravity(one: Cause, other: Cause): number {
  return weightOf(one) - weightOf(other) || other.cases.length - one.cases.length;
}

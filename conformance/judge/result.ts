// The result of a case for reports: plain data, without credentials.
import type { CaseResult, ReceivedResponse, SentRequest } from '../../generated/report-types.ts';
import { type Case, type Corpus, requirementOf } from '../cases/corpus.ts';
import { describeExpectation } from '../cases/describe-case.ts';
import { describeForm } from '../exchange/awsjson.ts';
import { describeBody } from '../request/body.ts';
import { curlCommand } from '../request/curl.ts';
import type { WireRequest } from '../request/request.ts';
import { limitBrokenBy } from './limit.ts';
import type { Observation, Sent, Witness } from './observation.ts';
import { describeAnswer, type Reading } from './outcome.ts';
import { appliesTo, deviationFrom } from './response-check.ts';
import type { ControlSeen, Judgement } from './verdict.ts';

/** The input for a result. `witness` is the exchange that decides the verdict, if it is not the case's own. */
export type ResultParts = {
  corpus: Corpus;
  case: Case;
  observation: Observation;
  judgement: Judgement;
  control?: ControlSeen;
  witness?: Witness;
  durationMs: number;
};

/** Response bodies are kept up to this many characters. */
const keptBody = 4096;

export function resultOf(parts: ResultParts): CaseResult {
  const { corpus, case: judged, observation, judgement, witness, durationMs } = parts;
  const requirement = requirementOf(corpus, judged.requirement);
  const { id, title, group, operation, level } = judged;
  const own = observation.kind === 'sent' ? observation.sent : undefined;
  const shown = witness?.sent ?? own;
  return {
    id,
    title,
    group,
    operation,
    level,
    requirement: requirement.id,
    verdict: judgement.verdict,
    ...(shown && { outcome: shown.reading.outcome }),
    expected: describeExpectation(judged),
    reason: judgement.reason,
    ...(judgement.hint && { hint: judgement.hint }),
    statement: requirement.statement,
    source: requirement.source,
    ...describeControl(parts.control?.case.id ?? judged.expect.control?.case, parts.control, own),
    ...(shown && { request: describeRequest(shown.request), response: describeResponse(shown.reading) }),
    ...(shown && { curl: curlCommand(shown.request) }),
    ...describeBefore(witness?.before ?? stepsOf(observation)),
    ...(own && describeDeviations(corpus, judged, own)),
    durationMs,
  };
}

function describeControl(
  id: string | undefined,
  control: ControlSeen | undefined,
  own: Sent | undefined,
): Partial<CaseResult> {
  if (!id) return {};
  const seen = control?.observation.kind === 'sent' ? control.observation.sent : undefined;
  if (!seen) return { control: { case: id } };
  return {
    control: { case: id, outcome: seen.reading.outcome, answer: describeAnswer(seen.reading) },
    ...(own && { changed: describeChange(seen.request, own.request) }),
  };
}

/** How a request differs from its control, line by line. Tokens always differ and are ignored. */
export function describeChange(control: WireRequest, changed: WireRequest): string {
  const differences: string[] = [];
  if (control.method !== changed.method)
    differences.push(`method ${changed.method} instead of ${control.method}`);
  const ofInterest = ([name]: [string, string]) =>
    !['content-length', 'authorization', 'x-amz-date', 'x-amz-security-token'].includes(name.toLowerCase());
  const line = ([name, value]: [string, string]) => `${name}: ${value}`;
  const before = control.headers.filter(ofInterest).map(line);
  const after = changed.headers.filter(ofInterest).map(line);
  for (const header of after.filter((each) => !before.includes(each))) differences.push(`header ${header}`);
  for (const header of before.filter((each) => !after.includes(each)))
    differences.push(`without header ${header}`);
  differences.push(...changeOfSignature(control, changed));
  const [one, other] = [bodyOf(control), bodyOf(changed)];
  if (one !== other) differences.push(`body ${other} instead of ${one}`);
  return differences.length > 0 ? differences.join('; ') : 'the task';
}

/** Differences in the principal and the region of the signature. Headers show the other differences in signatures. */
function changeOfSignature({ signature: before }: WireRequest, { signature: after }: WireRequest): string[] {
  if (!before || !after) return [];
  const differences: string[] = [];
  if (before.credentials.accessKeyId !== after.credentials.accessKeyId) differences.push('the principal');
  if (before.region !== after.region) {
    differences.push(`signed for region ${after.region} instead of ${before.region}`);
  }
  return differences;
}

/** The body, with the length of each token in place of the token. */
function bodyOf(request: WireRequest): string {
  const text = describeBody(request.parts).replace(
    /"([A-Za-z0-9+/=]{16,})"/g,
    (_, token: string) => `"[token of ${token.length}]"`,
  );
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** A request without credentials. */
export function describeRequest(request: WireRequest): SentRequest {
  const { method, url, headers, parts, body } = request;
  const [only] = parts;
  return {
    method,
    url: url.href,
    headers: headers.map(([name, value]): [string, string] => [name, isSecret(name) ? 'REDACTED' : value]),
    body: parts.length === 0 ? '' : parts.length === 1 && typeof only === 'string' ? only : parts,
    bodyBytes: body.byteLength,
  };
}

function isSecret(name: string): boolean {
  return ['authorization', 'x-amz-security-token', 'x-amzn-authorization'].includes(name.toLowerCase());
}

export function describeResponse({ answer, error }: Reading): ReceivedResponse {
  const { durationMs } = answer;
  if (answer.kind === 'failure') return { failure: `${answer.failure}: ${answer.message}`, durationMs };
  return {
    status: answer.status,
    headers: answer.headers,
    body: answer.text.slice(0, keptBody),
    bodyBytes: answer.bodyBytes,
    ...(error && {
      error: {
        name: error.name,
        forms: error.forms.map(describeForm),
        ...(error.message !== undefined && { message: error.message.slice(0, keptBody) }),
      },
    }),
    durationMs,
  };
}

function stepsOf(observation: Observation): Sent[] {
  return observation.kind === 'sent' || observation.kind === 'given-failed' ? observation.given : [];
}

function describeBefore(steps: Sent[]): Partial<CaseResult> {
  if (steps.length === 0) return {};
  return {
    before: steps.map(({ title, reading, request }) => ({
      title,
      outcome: reading.outcome,
      request: describeRequest(request),
      response: describeResponse(reading),
      curl: curlCommand(request),
    })),
  };
}

/** Only calls of an operation count for its responses, as in response-verdict.ts. */
function describeDeviations(corpus: Corpus, judged: Case, own: Sent): Partial<CaseResult> {
  if (own.operation === undefined) return {};
  const limit = limitBrokenBy(judged, corpus);
  const deviations = corpus.requirements
    .filter((requirement) => requirement.id !== judged.requirement && appliesTo(requirement, own.reading))
    .flatMap((requirement) => deviationFrom(requirement, own.reading, limit) ?? []);
  return deviations.length > 0 ? { deviations } : {};
}

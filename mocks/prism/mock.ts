// Answers in Prism's words on the service's wire: Prism chooses the example, and everything around it is translated.
// Prism has no state: every token is that of an open task, and faults come when a client asks with Prefer.
import { type ErrorName, errors, type OperationName } from '../../generated/operations.ts';
import { scopeOf } from '../core/access/scope.ts';
import type { AnyCall, CallOutcome } from '../core/call.ts';
import { isWithin } from '../core/input/nesting.ts';
import { contentTypeFor, type Refusal, refusalResponse, response } from '../core/refusal.ts';
import { operationOf } from '../core/target.ts';
import { byteLength, type WireRequest, type WireResponse } from '../core/wire.ts';
import { type Prism, PrismError, type PrismViolation } from './package.ts';
import { preferenceOf, toPrismRequest } from './translation.ts';

/** The answer to a request, and the call as logs tell it. */
export type PrismReply = { answer: WireResponse; call: AnyCall };

/** Answers a request. Never fails for what the request says. */
export async function answerWithPrism(
  prism: Prism,
  request: WireRequest,
  { requestId, at }: { requestId: string; at: Date },
): Promise<PrismReply> {
  const operation = request.method === 'POST' ? operationOf(request.headers['x-amz-target']) : undefined;
  const contentType = contentTypeFor(request.headers['content-type']);
  const verdict: Verdict = operation
    ? await ask(prism, operation, request)
    : { refusal: { error: 'UnknownOperationException' } };
  const answer =
    'refusal' in verdict
      ? refusalResponse(verdict.refusal, requestId, contentType)
      : response(verdict.status, verdict.body, requestId, contentType);
  const reason = 'refusal' in verdict ? verdict.refusal.message : undefined;
  const call = {
    operation,
    input: inputOf(request),
    outcome: outcomeOf(answer),
    status: answer.status,
    ...(reason !== undefined && { reason }),
    at,
    requestId,
    ...scopeOf(request, 'us-east-1'),
  } as AnyCall;
  return { answer, call };
}

type Verdict = { refusal: Refusal } | { status: number; body: string };

async function ask(prism: Prism, operation: OperationName, { headers, body }: WireRequest): Promise<Verdict> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  try {
    const { answer, wrong } = await prism.mock(
      toPrismRequest(operation, headers, bytes),
      preferenceOf(headers.prefer),
    );
    if (wrong.length > 0) return { refusal: refusalFor(wrong, headers['content-type']) };
    const { statusCode: status, body: said } = answer;
    return { status, body: said === undefined ? '' : JSON.stringify(said) };
  } catch (error) {
    if (!(error instanceof PrismError)) throw error;
    // What Prefer asks for may not be in the contract.
    return { refusal: { error: 'ValidationException', message: `Prism has no answer: ${error.message}` } };
  }
}

/** Prism answers a violation with the first example of status 400, whatever that is; the service says what is wrong. */
function refusalFor(wrong: PrismViolation[], contentType: string | undefined): Refusal {
  const texts = wrong.map(({ code, message }) =>
    code === 415
      ? `Content-Type ${JSON.stringify(contentType)} is none that the contract describes`
      : message,
  );
  const count = texts.length === 1 ? '1 validation error' : `${texts.length} validation errors`;
  return { error: 'ValidationException', message: `${count} detected: ${texts.join('; ')}` };
}

/** Logs tell what was sent as long as it can be written out. */
const loggable = { levels: 20 };

function inputOf({ body }: WireRequest): Record<string, unknown> {
  if (byteLength(String(body)) === 0) return {};
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
    if (typeof value !== 'object' || value === null || !isWithin(value, loggable)) return {};
    return value as Record<string, unknown>;
  } catch {
    return {};
  }
}

function outcomeOf({ status, body }: WireResponse): CallOutcome {
  if (status < 300) return 'accepted';
  const name = /"__type":"(?:[^"#]*#)?(\w+)/.exec(body)?.[1];
  return name !== undefined && Object.hasOwn(errors, name) ? (name as ErrorName) : 'replied';
}

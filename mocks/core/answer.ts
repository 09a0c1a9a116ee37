// How a call is answered. The checks come in this order: size, method, target, body, constraints, prescribed
// behaviour, access, token. The service's own order is unknown (docs/decisions/0012-order-of-checks.md).
import { descriptionOf, type OperationName, outputOf } from '../../generated/operations.ts';
import type { Access } from './access/access.ts';
import { scopeOf } from './access/scope.ts';
import type { AnyCall, Call, CallBook } from './call.ts';
import type { Clock } from './clock.ts';
import { readInput } from './input/input.ts';
import { namesIn, valueAt, withValueAt } from './input/pointer.ts';
import { type Random, uuid } from './random.ts';
import { contentTypeFor, type Refusal, refusalResponse, response } from './refusal.ts';
import type { Behaviour, Reply, ScriptBook, ScriptedCall } from './script.ts';
import { operationOf } from './target.ts';
import type { Ledger } from './tasks/ledger.ts';
import { type TaskRecord, taskValue } from './tasks/task.ts';
import { byteLength, type WireAnswer, type WireRequest, type WireResponse } from './wire.ts';

/** Everything that answering a call looks at or changes. */
export type MockState = {
  ledger: Ledger;
  scripts: ScriptBook;
  calls: CallBook;
  clock: Clock;
  random: Random;
  access(): Access;
  region: string;
  unissuedToken: UnissuedToken;
};

/**
 * What a token that was never issued gets: the documented UnknownResourceFault, or the ValidationException with the
 * text `Invalid token` that third parties have seen.
 */
export type UnissuedToken = 'UnknownResourceFault' | 'ValidationException';

/** The documented limit of a request, headers included (requirement protocol.size). */
export const maxRequestBytes = 1_048_576;

/** What a request says, as far as it can be read; with a refusal it goes no further. */
type Reading = { operation?: OperationName; input: object; refusal?: Refusal };

/** What was decided about a call. */
type Verdict =
  | { outcome: 'accepted'; body: string }
  | { outcome: 'network-error' }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'replied'; reply: Reply };

/**
 * Answers a request: decides, changes the state, records the call. Only an answer that is to be late is a promise.
 *
 * @param signal makes, for an answer that is late, the signal that is aborted when nobody waits for it any more
 */
export function answer(
  state: MockState,
  request: WireRequest,
  signal?: () => AbortSignal,
): WireAnswer | Promise<WireAnswer> {
  const requestId = uuid(state.random);
  if (request.method === 'OPTIONS') return response(404, '<UnknownOperationException/>\n', requestId);
  const scope = scopeOf(request, state.region);
  const at = new Date(state.clock.now());
  const { operation, input, refusal } = read(request);
  const call = { operation, input, ...scope } as ScriptedCall<OperationName>;
  const behaviour = refusal ? undefined : state.scripts.take(call);
  const verdict = refusal
    ? refused(refusal)
    : ((behaviour && prescribed(behaviour, call)) ?? behave(state, call));
  const sent = express(verdict, requestId, contentTypeFor(request.headers['content-type']));
  state.calls.add(recorded(call, verdict, sent, at, requestId));
  if (!behaviour?.delaySeconds) return sent;
  return state.clock.wait(behaviour.delaySeconds, signal?.()).then(() => sent);
}

function read(request: WireRequest): Reading {
  const size = sizeOf(request);
  if (size > maxRequestBytes) return { input: {}, refusal: tooLarge(size) };
  const target = request.headers['x-amz-target'];
  const operation = request.method === 'POST' ? operationOf(target) : undefined;
  if (operation === undefined) {
    const reason = request.method === 'POST' ? `target ${target ?? 'missing'}` : `method ${request.method}`;
    return { input: {}, refusal: { error: 'UnknownOperationException', reason } };
  }
  const reading = readInput(operation, request.body);
  if ('refusal' in reading) return { operation, input: reading.received ?? {}, refusal: reading.refusal };
  return { operation, input: reading.input };
}

function recorded(
  { operation, input, region, accessKeyId }: ScriptedCall<OperationName>,
  verdict: Verdict,
  sent: WireAnswer,
  at: Date,
  requestId: string,
): AnyCall {
  const call = { operation, input, outcome: verdict.outcome, at, requestId, region } as Call;
  if (sent !== 'network-error') call.status = sent.status;
  if (accessKeyId !== undefined) call.accessKeyId = accessKeyId;
  if (verdict.outcome === 'refused') {
    call.outcome = verdict.refusal.error;
    call.reason = verdict.refusal.reason ?? verdict.refusal.message ?? '';
  }
  return call as AnyCall;
}

/** What is prescribed; undefined when the call is only to be answered late. */
function prescribed(behaviour: Behaviour, call: ScriptedCall<OperationName>): Verdict | undefined {
  if (behaviour.networkError) return { outcome: 'network-error' };
  if (behaviour.reply) {
    const { reply } = behaviour;
    return { outcome: 'replied', reply: typeof reply === 'function' ? reply(call) : reply };
  }
  const error =
    (behaviour.throttle && 'ThrottlingException') ||
    (behaviour.serverError && 'InternalFailure') ||
    behaviour.fault;
  return error && refused({ error, message: behaviour.message, reason: 'prescribed' });
}

/** Access, then token: what the mock does by itself. */
function behave(
  state: MockState,
  { operation, input, region, accessKeyId }: ScriptedCall<OperationName>,
): Verdict {
  const { token, domain: domainMember, effect } = descriptionOf(operation);
  const taskToken = token === null ? undefined : String(valueAt(input, token));
  const recalled = taskToken === undefined ? undefined : state.ledger.recall(taskToken);
  const named = domainMember === null ? undefined : valueAt(input, domainMember);
  const domain = recalled?.about.domain ?? (typeof named === 'string' ? named : state.ledger.domain);
  if (!state.access()({ accessKeyId, operation, region, domain })) {
    const who = accessKeyId ?? 'an unsigned caller';
    const error = 'OperationNotPermittedFault';
    return refused({ error, reason: `${who} may not do this in domain ${domain}` });
  }
  if (taskToken === undefined) return accepted(operation);
  const found = state.ledger.openTask(taskToken, recalled, region);
  if ('unknown' in found) return refused(unknownToken(found.unknown, state.unissuedToken));
  const verdict = accepted(operation, found.task);
  if (effect?.closesWith !== undefined)
    state.ledger.close(found.task, effect.closesWith, saidBeside(token, input));
  return verdict;
}

/** The answer to an accepted call: the documented example, or the smallest that fits, with the values of its task. */
function accepted(operation: OperationName, task?: TaskRecord): Verdict {
  const output = outputOf(operation);
  if (output === null) return { outcome: 'accepted', body: '' };
  let body = output.value;
  for (const [pointer, name] of Object.entries(output.taskValues)) {
    if (task) body = withValueAt(body, pointer, taskValue(task, name));
  }
  return { outcome: 'accepted', body: JSON.stringify(body) };
}

/** What a call says besides the task that it is about. */
function saidBeside(token: string | null, input: object): Record<string, unknown> {
  const [named] = namesIn(token ?? '');
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== named));
}

function unknownToken(unknown: string, unissuedToken: UnissuedToken): Refusal {
  return unknown === 'never-issued' && unissuedToken === 'ValidationException'
    ? { error: unissuedToken, message: 'Invalid token', reason: unknown }
    : { error: 'UnknownResourceFault', reason: unknown };
}

const refused = (refusal: Refusal): Verdict => ({ outcome: 'refused', refusal });

/** What a request beyond the limit gets is not known; this is the mock's choice. */
function tooLarge(size: number): Refusal {
  const error = 'SerializationException';
  return { error, message: `The request has more than ${maxRequestBytes} bytes`, reason: `${size} bytes` };
}

/** Bytes of the request as HTTP/1.1 writes its headers and its body. */
function sizeOf({ headers, body, size }: WireRequest): number {
  if (size !== undefined) return size;
  const head = Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + value.length + 4,
    0,
  );
  return head + (typeof body === 'string' ? byteLength(body) : body.length);
}

function express(verdict: Verdict, requestId: string, contentType: string): WireAnswer {
  switch (verdict.outcome) {
    case 'accepted':
      return response(200, verdict.body, requestId, contentType);
    case 'refused':
      return refusalResponse(verdict.refusal, requestId, contentType);
    case 'replied':
      return replyResponse(verdict.reply, requestId, contentType);
    case 'network-error':
      return 'network-error';
  }
}

function replyResponse(reply: Reply, requestId: string, contentType: string): WireResponse {
  const body = typeof reply.body === 'object' ? JSON.stringify(reply.body) : (reply.body ?? '');
  const usual = response(reply.status ?? 200, body, requestId, contentType);
  const given = new Set(Object.keys(reply.headers ?? {}).map((name) => name.toLowerCase()));
  const kept = Object.entries(usual.headers).filter(([name]) => !given.has(name.toLowerCase()));
  return { ...usual, headers: { ...Object.fromEntries(kept), ...reply.headers } };
}

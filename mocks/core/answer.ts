// How a call is answered. The checks come in this order: size, method, target, body, constraints, prescribed
// behaviour, access, token. The service's own order is unknown (docs/decisions/0012-order-of-checks.md).
import { descriptionOf, type OperationName, outputOf } from '../../generated/operations.ts';
import type { Access } from './access/access.ts';
import { scopeOf } from './access/scope.ts';
import type { AnyCall, Call, CallBook, UnknownCall } from './call.ts';
import type { Clock } from './clock.ts';
import { membersBeside, valueAt, withValueAt } from './input/pointer.ts';
import type { ScriptedCall } from './match.ts';
import { isTaking, type Poll, takeTask, type WaitingPoll } from './poll.ts';
import { type Random, uuid } from './random.ts';
import { read, targetOf } from './reading.ts';
import { contentTypeFor, type Refusal, refusalResponse, response } from './refusal.ts';
import { type Behaviour, checkReply, type Reply, type ScriptBook } from './script.ts';
import { taskValues } from './tasks/history.ts';
import type { Ledger, Lookup } from './tasks/ledger.ts';
import type { Polls } from './tasks/polls.ts';
import type { TaskRecord } from './tasks/task.ts';
import type { WireAnswer, WireRequest, WireResponse } from './wire.ts';

export { maxRequestBytes } from './reading.ts';

/** Everything that answering a call looks at or changes. */
export type MockState = {
  ledger: Ledger;
  polls: Polls<WaitingPoll>;
  maxPolls: number;
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

/** What was decided about a call. */
type Verdict =
  | { outcome: 'accepted'; body: string }
  | { outcome: 'network-error' }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'replied'; reply: Reply };

/** What is not decided yet: a function that calls the one that it is given with the verdict, once. */
type Held = (decide: (verdict: Verdict) => void) => void;

/**
 * Answers a request: decides, changes the state, records the call. Only an answer that is to be late is a promise: one
 * that is delayed, and that of a poll which waits for a task.
 *
 * @param signal makes the signal that is aborted when nobody waits for the answer any more
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
  const { operation, target, input, refusal } = read(request);
  const call = { operation, input, ...scope } as ScriptedCall<OperationName>;
  const behaviour = refusal ? undefined : state.scripts.take(call);
  const verdict = refusal
    ? refused(refusal)
    : ((behaviour && prescribed(behaviour, call)) ?? behave(state, call, at, signal));
  if (typeof verdict !== 'function') return conclude(verdict);
  return new Promise((resolve, reject) => {
    verdict((decided) => {
      try {
        resolve(conclude(decided));
      } catch (error) {
        reject(error);
      }
    });
  });

  function conclude(decided: Verdict): WireAnswer | Promise<WireAnswer> {
    const sent = express(decided, requestId, contentTypeFor(request.headers['content-type']));
    state.calls.add(recorded(call, target, decided, sent, at, requestId));
    if (!behaviour?.delaySeconds) return sent;
    return state.clock.wait(behaviour.delaySeconds, signal?.()).then(() => sent);
  }
}

/** Records a call that is not answered here. */
export function recordPassed(state: MockState, { url, headers }: Pick<WireRequest, 'url' | 'headers'>): void {
  const target = targetOf(headers);
  state.calls.add({
    ...(target !== undefined && { target }),
    input: {},
    outcome: 'passed',
    at: new Date(state.clock.now()),
    requestId: uuid(state.random),
    ...scopeOf({ url, headers }, state.region),
  });
}

function recorded(
  { operation, input, region, accessKeyId }: ScriptedCall<OperationName>,
  target: string | undefined,
  verdict: Verdict,
  sent: WireAnswer,
  at: Date,
  requestId: string,
): AnyCall {
  const call = { operation, input, outcome: verdict.outcome, at, requestId, region } as Call;
  if (target !== undefined) (call as AnyCall as UnknownCall).target = target;
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
    if (typeof behaviour.reply !== 'function') return { outcome: 'replied', reply: behaviour.reply };
    const reply = behaviour.reply(call);
    checkReply(reply);
    return { outcome: 'replied', reply };
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
  call: ScriptedCall<OperationName>,
  at: Date,
  signal?: () => AbortSignal,
): Verdict | Held {
  const { operation, input, region, accessKeyId } = call;
  const { token, domain: domainMember, effect, conditionKeys } = descriptionOf(operation);
  const taskToken = token === null ? undefined : String(valueAt(input, token));
  const recalled = taskToken === undefined ? undefined : state.ledger.recall(taskToken);
  const named = domainMember === null ? undefined : valueAt(input, domainMember);
  const domain = recalled?.about.domain ?? (typeof named === 'string' ? named : state.ledger.domain);
  const keyValue = (key: string) => {
    const pointer = (conditionKeys as Record<string, string>)[key];
    return pointer === undefined ? undefined : valueAt(input, pointer);
  };
  if (!state.access()({ accessKeyId, operation, region, domain, keyValue })) {
    const who =
      accessKeyId === '' ? 'a caller whose key cannot be read' : (accessKeyId ?? 'an unsigned caller');
    const error = 'OperationNotPermittedFault';
    return refused({ error, reason: `${who} may not do this in domain ${domain}` });
  }
  if (isTaking(effect)) return handOver(state, { call, domain, at, effect, signal: signal?.() });
  if (taskToken === undefined) return accepted(operation);
  const found = state.ledger.openTask(taskToken, recalled, region);
  if ('unknown' in found) return refused(unknownToken(found, state.unissuedToken));
  const verdict = accepted(operation, found.task);
  if (effect?.closesWith !== undefined)
    state.ledger.close(found.task, effect.closesWith, membersBeside(input, [token]));
  if (effect?.beats !== undefined) {
    const details = valueAt(input, `/${effect.beats}`);
    state.ledger.beat(found.task, typeof details === 'string' ? details : undefined);
  }
  return verdict;
}

/** A task for a poll, or what holds it. */
function handOver(state: MockState, poll: Poll): Verdict | Held {
  const { operation } = poll.call;
  const taken = takeTask(state, poll);
  if (taken === 'too-many') {
    const reason = `${state.maxPolls} polls are waiting already; raise limits.polls`;
    return refused({ error: 'LimitExceededFault', reason });
  }
  if (typeof taken !== 'function') return accepted(operation, taken);
  const idle: Verdict = { outcome: 'accepted', body: JSON.stringify(poll.effect.idle) };
  return (decide) => taken((task) => decide(task ? accepted(operation, task) : idle));
}

/** The answer to an accepted call: the documented example, or the smallest that fits, with the values of its task. */
function accepted(operation: OperationName, task?: TaskRecord): Verdict {
  const output = outputOf(operation);
  if (output === null) return { outcome: 'accepted', body: '' };
  let body = output.value;
  if (task) {
    const value = taskValues(task);
    for (const [pointer, name] of Object.entries(output.taskValues)) {
      body = withValueAt(body, pointer, value(name));
    }
  }
  return { outcome: 'accepted', body: JSON.stringify(body) };
}

/** Of a closed task the words are recorded; of any other token they are not, so the mock says what helps. */
function unknownToken(
  { unknown, because }: Extract<Lookup, { unknown: string }>,
  unissuedToken: UnissuedToken,
): Refusal {
  const error = 'UnknownResourceFault';
  if (because === 'closed') return { error, reason: unknown };
  if (because !== 'never-issued') return { error, message: `Unknown activity: ${unknown}`, reason: unknown };
  const reason = `never-issued: ${unknown}`;
  return unissuedToken === 'ValidationException'
    ? { error: unissuedToken, message: 'Invalid token', reason }
    : { error, message: `Unknown activity: ${unknown}`, reason };
}

const refused = (refusal: Refusal): Verdict => ({ outcome: 'refused', refusal });

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

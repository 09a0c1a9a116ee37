// Determines the verdict from an observation. Nothing passes for the wrong reason: a rejection counts only in comparison
// with its control, the most similar request that must not be rejected for the same reason.
//
//   was the request sent? ── no ──► untested, with what would change that (error: the setup of the task failed)
//        │ yes
//   did the steps before it go as needed? ── no ──► inconclusive (also if a step got the same response as its neighbour)
//        │ yes
//   was it throttled? ── yes ──► inconclusive
//        │ no
//   should it wait for a task, but got an idle response before the task was scheduled? ── yes ──► inconclusive
//        │ no
//   is the outcome expected? ── no ──► failed (inconclusive: the control got the same rejection, unless that rejection is
//        │ yes                         never right; or the credentials cannot be right)
//   are status, history and connection as expected? ── no ──► failed (inconclusive: the end of the connection was announced)
//        │ yes
//   accepted, or no control? ── yes ─► passed
//        │ no: it was rejected
//   did the control get a response, and was it not throttled? ── no ──► inconclusive
//        │ yes
//   differs: did the control get a different response? ── yes ─► passed    ── no ─► inconclusive
//   same:    did the control get the same response? ── yes ─► passed if the control passed; else inconclusive
//            UnknownResourceFault, and the control was not accepted, or its token has a different form? ── yes ─► passed
//            was the control accepted, or does its token have the same form? ── yes ─► failed    ── no ─► inconclusive
import type { Case } from '../cases/corpus.ts';
import { whatIsUnexpected } from './history.ts';
import type { Observation, Sent, SentCase } from './observation.ts';
import { describeAnswer, type Reading, sameAnswer } from './outcome.ts';

export type Verdict = 'passed' | 'failed' | 'inconclusive' | 'untested' | 'error';

/** A verdict, its reason, and what to do, if the runner knows it. */
export type Judgement = { verdict: Verdict; reason: string; hint?: string };

/** The control of a case: its observation, and its own verdict, which is computed only if needed. */
export type ControlSeen = { case: Case; observation: Observation; judge(): Judgement };

/** The observation of each step's neighbour, if it has one, by the id of the neighbour. */
export type Neighbours = Map<string, Observation>;

/**
 * Judges a case that expects outcomes. judgeResponses (response-verdict.ts) judges cases about responses.
 */
export function judge(
  judged: Case,
  observation: Observation,
  control?: ControlSeen,
  neighbours: Neighbours = new Map(),
): Judgement {
  if (observation.kind === 'untested')
    return { verdict: 'untested', reason: observation.reason, hint: observation.hint };
  if (observation.kind === 'error') return { verdict: 'error', reason: observation.reason };
  if (observation.kind === 'given-failed') return givenFailed(judged, observation.given);

  const { sent, given } = observation;
  const { reading } = sent;
  const answer = describeAnswer(reading);
  const { outcomes, statusClass } = judged.expect;
  for (const [index, { differsFrom }] of judged.given.entries()) {
    const open = differsFrom && whyStepProvesNothing(given[index], differsFrom, neighbours.get(differsFrom));
    if (open) return inconclusive(open);
  }
  if (reading.outcome === 'throttled') {
    return { ...inconclusive(`the endpoint throttled the request: ${answer}`), hint: 'lower --concurrency' };
  }
  if (observation.early && reading.outcome === 'idle' && outcomes?.includes('accepted'))
    return inconclusive(
      `the request got ${answer}, before there was a task: the endpoint does not hold calls`,
    );
  if (judged.expect.acceptedOnce) return judgeTogether(judged, observation);
  if (judged.expect.history?.unchanged && reading.outcome === 'accepted')
    return inconclusive(`the request got ${answer}, but this case is about rejected calls`);
  if (outcomes && !outcomes.includes(reading.outcome)) return unexpected(judged, observation, control);
  if (statusClass !== undefined) {
    if (reading.answer.kind === 'failure') return failed(`the request got ${answer}`);
    if (Math.floor(reading.answer.status / 100) !== statusClass) return failed(`the request got ${answer}`);
  }
  if (reading.otherMember !== undefined)
    return failed(`the request got ${answer}, and ${reading.otherMember}`);
  const found = judged.expect.event || judged.expect.history ? unexpectedHistory(observation) : undefined;
  if (found) return found;
  if (judged.connection === 'reused') return judgeConnection(observation);
  if (!valid.has(reading.outcome) && control) return judgeRejection(judged, observation, control);
  return passed(`the request got ${answer}`);

  function unexpectedHistory({ history }: SentCase): Judgement | undefined {
    if (history === undefined) return undefined;
    const difference = whatIsUnexpected(judged.expect, history);
    return difference === undefined ? undefined : failed(`the request got ${answer}, and ${difference}`);
  }
}

/** The outcomes of a call that the endpoint treats as valid. A call that waits for a task is valid even without a task. */
const valid = new Set(['accepted', 'held', 'idle']);

/** Why a step proves nothing in comparison with its neighbour; undefined if it proves something. */
function whyStepProvesNothing(
  step: Sent | undefined,
  id: string,
  seen: Observation | undefined,
): string | undefined {
  const neighbour = seen && sentOf(seen);
  if (step === undefined || !neighbour)
    return `${id} could not be run, so the step before the request proves nothing`;
  if (!sameAnswer(step, neighbour)) return undefined;
  return `${step.title} got ${describeAnswer(step.reading)}, and ${id} got the same response, so it proves nothing`;
}

/** Simultaneous calls: exactly one is accepted, and the others get one of the outcomes. */
function judgeTogether({ expect: { outcomes = [] } }: Case, { sent, together = [] }: SentCase): Judgement {
  const all = [sent, ...together];
  const throttled = all.find(({ reading }) => reading.outcome === 'throttled');
  if (throttled)
    return inconclusive(`the endpoint throttled one of the calls: ${describeAnswer(throttled.reading)}`);
  const accepted = all.filter(({ reading }) => reading.outcome === 'accepted');
  if (accepted.length !== 1) {
    const names = accepted.map(({ operation }) => operation ?? 'a call').join(', ');
    return failed(
      `of ${all.length} simultaneous calls, ${accepted.length} were accepted${names && ` (${names})`}, not one`,
    );
  }
  const other = all.find(({ reading }) => !outcomes.includes(reading.outcome));
  if (other) {
    return failed(
      `of ${all.length} simultaneous calls, one was accepted, but another got ${describeAnswer(other.reading)}, which is ${other.reading.outcome}`,
    );
  }
  return passed(`of ${all.length} simultaneous calls, one was accepted and the others were rejected`);
}

/** Whether the connection is still open for the second request, unless the endpoint announced that it closes it. */
function judgeConnection({ given, sent: { reading } }: SentCase): Judgement {
  const [before] = given.map((step) => step.reading.answer);
  const { answer } = reading;
  if (before?.kind !== 'response' || answer.kind !== 'response' || !before.connection || !answer.connection)
    return inconclusive('the state of the connection is not known');
  if (before.connection.closes)
    return inconclusive('the endpoint closes each connection after its response, and announces it');
  if (!answer.connection.reused) {
    return failed(
      'the endpoint closed the connection after its first response without announcing it (Connection: close); clients that keep connections open fail on that',
    );
  }
  return passed(`the request on the same connection got ${describeAnswer(reading)}`);
}

function givenFailed({ connection }: Case, given: { title: string; reading: Reading }[]): Judgement {
  const last = given.at(-1);
  // A case about a connection judges each exchange on it.
  if (connection && last?.reading.answer.kind === 'failure')
    return failed(`${last.title} got ${describeAnswer(last.reading)}`);
  return inconclusive(
    last
      ? `before the request, ${last.title}: that got ${describeAnswer(last.reading)}, so the case proves nothing`
      : 'a step before the request failed',
  );
}

function unexpected(
  judged: Case,
  { sent, arranged, asked }: SentCase,
  control: ControlSeen | undefined,
): Judgement {
  const { reading } = sent;
  const answer = describeAnswer(reading);
  if (reading.outcome === 'auth') {
    if (judged.request.authorization === 'as-is') {
      return inconclusive(
        `the request has the retired signature of the documented sample, and the endpoint rejects it: ${answer}`,
      );
    }
    if (judged.needs.principal === 'denied') {
      return {
        ...inconclusive(`the endpoint does not know the principal that it must deny: ${answer}`),
        hint: 'set --denied-credentials to a principal that the endpoint knows',
      };
    }
    return {
      ...failed(`the endpoint rejected the credentials: ${answer}`),
      hint: 'use --credentials env with credentials that the endpoint knows',
    };
  }
  // If the request and its control get the same rejection, and it can be right for both, the case decides nothing.
  const seen = control && sentOf(control.observation);
  const { outcomes = [], never = [] } = judged.expect;
  const mayBeRight = !outcomes.includes('accepted') && !never.includes(reading.outcome);
  if (control && seen && mayBeRight && rejections.has(reading.outcome) && sameAnswer(sent, seen)) {
    return inconclusive(
      `the request got ${answer}, and the control ${control.case.id}, which differs only in this point, got the same response`,
    );
  }
  if (reading.answer.kind === 'failure' && reading.outcome !== 'held') {
    const late = reading.answer.failure === 'timeout';
    return {
      ...failed(`the request got ${answer}`),
      ...(late && { hint: 'raise --timeout if the endpoint is slow' }),
    };
  }
  const why = reading.unreadable ? ` (${reading.unreadable})` : '';
  const about = arranged ? `, for ${arranged}` : '';
  const counted = asked
    ? `${asked.unexpected} of ${asked.tasks} tasks that the run closed did not get the response of a closed task; for the first, `
    : '';
  return failed(`${counted}the request got ${answer}, which is ${reading.outcome}${why}${about}`);
}

const rejections = new Set([
  'unknown-resource',
  'not-permitted',
  'constraint',
  'serialization',
  'other-error',
]);

function judgeRejection(judged: Case, { sent, asked }: SentCase, control: ControlSeen): Judgement {
  const seen = sentOf(control.observation);
  const { id } = control.case;
  if (!seen) {
    const { reason, hint } = whyUnseen(control.observation);
    return {
      verdict: 'untested',
      reason: `its control ${id} could not be run: ${reason}`,
      ...(hint && { hint }),
    };
  }
  const tasks = asked ? ` (none of the ${asked.tasks} tasks that the run closed was open)` : '';
  const answer = `${describeAnswer(sent.reading)}${tasks}`;
  const other = describeAnswer(seen.reading);
  if (
    (seen.reading.answer.kind === 'failure' && seen.reading.outcome !== 'held') ||
    seen.reading.outcome === 'throttled'
  ) {
    return inconclusive(
      `the request got ${answer}, but the control ${id} got ${other}, so the rejection proves nothing`,
    );
  }
  if (judged.expect.control?.relation === 'same') return judgeMadeUpToken(judged, sent, seen, control);
  if (judged.expect.control?.relation === 'like') {
    const isOwn = sent.reading.outcome === 'constraint' && seen.reading.outcome !== 'constraint';
    return isOwn
      ? failed(`the request got ${answer}, and the control ${id}, which also violates no limit, got ${other}`)
      : inconclusive(`the request got ${answer}: there is no prepared resource that the request could name`);
  }
  if (sameAnswer(sent, seen)) {
    return inconclusive(`the request got ${answer}, and the control ${id} got the same response: ${other}`);
  }
  return passed(`the request got ${answer}, and the control ${id} got ${other}`);
}

/** Judges a made-up token at an endpoint that knows its own tokens: it must be rejected like any other made-up token. */
function judgeMadeUpToken(judged: Case, sent: Sent, seen: Sent, control: ControlSeen): Judgement {
  const answer = describeAnswer(sent.reading);
  const beside = `the control ${control.case.id} got ${describeAnswer(seen.reading)}`;
  if (sameAnswer(sent, seen)) {
    const own = control.judge();
    if (own.verdict === 'passed')
      return passed(`the request got ${answer}, like any other token that was never issued`);
    return inconclusive(`the request got ${answer}; ${beside}, which is ${own.verdict} itself`);
  }
  // An endpoint that accepts made-up tokens may not know one of unusual form because an earlier run has closed its task.
  const accepted = seen.reading.outcome === 'accepted';
  const formMatters = judged.expect.control?.formMatters ?? false;
  if (sent.reading.outcome === 'unknown-resource' && (!accepted || formMatters)) {
    return passed(`the token was looked up and not found: ${answer}`);
  }
  if (accepted || !formMatters) return failed(`the request got ${answer}, and ${beside}`);
  return inconclusive(
    `the request got ${answer}, and ${beside}; the tokens differ in form too, so either may be right`,
  );
}

function sentOf(observation: Observation): Sent | undefined {
  return observation.kind === 'sent' ? observation.sent : undefined;
}

function whyUnseen(observation: Observation): { reason: string; hint?: string } {
  if (observation.kind === 'untested') return { reason: observation.reason, hint: observation.hint };
  if (observation.kind === 'error') return { reason: observation.reason };
  return { reason: 'a step before it got an unexpected response' };
}

function passed(reason: string): Judgement {
  return { verdict: 'passed', reason };
}

function failed(reason: string): Judgement {
  return { verdict: 'failed', reason };
}

function inconclusive(reason: string): Judgement {
  return { verdict: 'inconclusive', reason };
}

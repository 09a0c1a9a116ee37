// From what was seen to a verdict. Nothing passes for the wrong reason: a refusal proves something only beside its
// control, the nearest request that is not refused for this reason.
//
//   could it be sent? ── no ──────────────► untested, with what would enable it (error: the arranging broke)
//        │ yes
//   did the steps before it go as needed? ── no ──► inconclusive
//        │ yes
//   was it throttled? ── yes ──► inconclusive
//        │ no
//   is the outcome among those expected? ── no ──► failed (inconclusive: a refusal that the control got alike, or
//        │ yes                                     credentials that cannot be right)
//   accepted, or no control? ── yes ─► passed, if status and closing event hold too
//        │ no: it was refused
//   did the control get an answer, and was it not throttled? ── no ──► inconclusive
//        │ yes
//   differs: did the control get another answer? ── yes ─► passed    ── no ─► inconclusive
//   same:    did the control get the same answer? ── yes ─► passed, if the control passed; else inconclusive
//            UnknownResourceFault, and the control was not accepted, or its token is of another form? ── yes ─► passed
//            was the control accepted, or its token of the same form? ── yes ─► failed    ── no ─► inconclusive
import type { Case } from '../cases/corpus.ts';
import { clipped } from '../printable.ts';
import type { Observation, Sent } from './observation.ts';
import { describeAnswer, type Reading, sameAnswer } from './outcome.ts';

export type Verdict = 'passed' | 'failed' | 'inconclusive' | 'untested' | 'error';

/** A verdict, why, and where the runner knows it, what to do. */
export type Judgement = { verdict: Verdict; reason: string; hint?: string };

/** The control of a case: what was seen of it, and its own verdict, which is asked for only where it matters. */
export type ControlSeen = { case: Case; observation: Observation; judge(): Judgement };

/**
 * Judges a case that expects outcomes. Cases that expect something of a response are judged by judgeResponses
 * (response-verdict.ts).
 */
export function judge(judged: Case, observation: Observation, control?: ControlSeen): Judgement {
  if (observation.kind === 'untested')
    return { verdict: 'untested', reason: observation.reason, hint: observation.hint };
  if (observation.kind === 'error') return { verdict: 'error', reason: observation.reason };
  if (observation.kind === 'given-failed') return givenFailed(observation.given);

  const { sent } = observation;
  const { reading } = sent;
  const answer = describeAnswer(reading);
  const { outcomes, statusClass } = judged.expect;
  if (reading.outcome === 'throttled') {
    return { ...inconclusive(`the endpoint throttled the request: ${answer}`), hint: 'lower --concurrency' };
  }
  if (outcomes && !outcomes.includes(reading.outcome)) return unexpected(judged, observation, control);
  if (statusClass !== undefined) {
    if (reading.answer.kind === 'failure') return failed(`there was ${answer}`);
    if (Math.floor(reading.answer.status / 100) !== statusClass) return failed(`the answer was ${answer}`);
  }
  if (reading.outcome !== 'accepted' && control) return judgeRefusal(judged, sent, control);
  return judgeEvent(judged, observation) ?? passed(`the answer was ${answer}`);
}

function givenFailed(given: { title: string; reading: Reading }[]): Judgement {
  const last = given.at(-1);
  return inconclusive(
    last
      ? `before the request, ${last.title}: that got ${describeAnswer(last.reading)}, so nothing follows`
      : 'a step before the request failed',
  );
}

function unexpected(
  judged: Case,
  { sent, arranged }: Extract<Observation, { kind: 'sent' }>,
  control: ControlSeen | undefined,
): Judgement {
  const { reading } = sent;
  const answer = describeAnswer(reading);
  if (reading.outcome === 'auth') {
    if (judged.request.authorization === 'as-is') {
      return inconclusive(
        `the request carries a retired signature as printed, and the endpoint refuses it: ${answer}`,
      );
    }
    if (judged.needs.principal === 'denied') {
      return {
        ...inconclusive(`the endpoint does not know the principal that it is to deny: ${answer}`),
        hint: 'give --denied-credentials of a principal that the endpoint knows',
      };
    }
    return {
      ...failed(`the endpoint refused the credentials: ${answer}`),
      hint: 'give --credentials env, with credentials that the endpoint knows',
    };
  }
  // A refusal of the right request and of its neighbour alike, by an error that is right for both, decides nothing.
  const seen = control && sentOf(control.observation);
  const refusalExpected = !judged.expect.outcomes?.includes('accepted');
  if (control && seen && refusalExpected && refusals.has(reading.outcome) && sameAnswer(sent, seen)) {
    return inconclusive(
      `the answer was ${answer}, and the control ${control.case.id}, which differs in just this, got the same`,
    );
  }
  if (reading.answer.kind === 'failure') {
    const late = reading.answer.failure === 'timeout';
    return {
      ...failed(`there was ${answer}`),
      ...(late && { hint: 'give a longer --timeout if it is slow' }),
    };
  }
  return failed(
    `the answer was ${answer}, which is ${reading.outcome}${arranged ? `, for ${arranged}` : ''}`,
  );
}

const refusals = new Set(['unknown-resource', 'not-permitted', 'constraint', 'serialization', 'other-error']);

function judgeRefusal(judged: Case, sent: Sent, control: ControlSeen): Judgement {
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
  const answer = describeAnswer(sent.reading);
  const other = describeAnswer(seen.reading);
  if (seen.reading.answer.kind === 'failure' || seen.reading.outcome === 'throttled') {
    return inconclusive(
      `the answer was ${answer}, but the control ${id} got ${other}, so the refusal proves nothing`,
    );
  }
  if (judged.expect.control?.relation === 'same') return judgeMadeUpToken(judged, sent, seen, control);
  if (sameAnswer(sent, seen)) {
    return inconclusive(`the answer was ${answer}, and the control ${id} got the same: ${other}`);
  }
  return passed(`the answer was ${answer}, and the control ${id} got ${other}`);
}

/** A token that nobody issued, for an endpoint that knows its own: it is refused like any other such token. */
function judgeMadeUpToken(judged: Case, sent: Sent, seen: Sent, control: ControlSeen): Judgement {
  const answer = describeAnswer(sent.reading);
  const beside = `the control ${control.case.id} got ${describeAnswer(seen.reading)}`;
  if (sameAnswer(sent, seen)) {
    const own = control.judge();
    if (own.verdict === 'passed')
      return passed(`the answer was ${answer}, as for any token that was never issued`);
    return inconclusive(`the answer was ${answer}; ${beside}, which is ${own.verdict} itself`);
  }
  // Where made-up tokens are taken, one of odd form is unknown when an earlier run has used it up.
  const accepted = seen.reading.outcome === 'accepted';
  const formMatters = judged.expect.control?.formMatters ?? false;
  if (sent.reading.outcome === 'unknown-resource' && (!accepted || formMatters)) {
    return passed(`the token was looked up and not found: ${answer}`);
  }
  if (accepted || !formMatters) return failed(`the answer was ${answer}, and ${beside}`);
  return inconclusive(
    `the answer was ${answer}, and ${beside}; the tokens differ in form too, so either may be right`,
  );
}

function judgeEvent(
  judged: Case,
  observation: Extract<Observation, { kind: 'sent' }>,
): Judgement | undefined {
  const { event: expected } = judged.expect;
  if (!expected) return undefined;
  const { event } = observation;
  if (!event) return failed('the call was accepted, and the history has no closing event');
  if (event.eventType !== expected.type) {
    return failed(`the closing event is ${event.eventType}, not ${expected.type}`);
  }
  for (const [name, value] of Object.entries(expected.attributes)) {
    if (event.attributes[name] !== value) {
      return failed(
        `the ${event.eventType} event has ${name} ${shown(event.attributes[name])}, not ${shown(value)}`,
      );
    }
  }
  return undefined;
}

/** A value of a history in a few words; JSON of it may be long, or too deep to be written. */
function shown(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value !== 'string') return value === null ? 'null' : `that is no text but a ${typeof value}`;
  return JSON.stringify(clipped(value, 1000));
}

function sentOf(observation: Observation): Sent | undefined {
  return observation.kind === 'sent' ? observation.sent : undefined;
}

function whyUnseen(observation: Observation): { reason: string; hint?: string } {
  if (observation.kind === 'untested') return { reason: observation.reason, hint: observation.hint };
  if (observation.kind === 'error') return { reason: observation.reason };
  return { reason: 'a step before it got an unexpected answer' };
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

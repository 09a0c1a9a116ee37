// From what was seen to a verdict. Nothing passes for the wrong reason: a refusal proves something only beside its
// control, the nearest request that is not refused for this reason.
//
//   could it be sent? ── no ──────────────► untested, with what would enable it (error: the arranging broke)
//        │ yes
//   did the steps before it go as needed? ── no ──► inconclusive (also a step that got the same answer as its neighbour)
//        │ yes
//   was it throttled? ── yes ──► inconclusive
//        │ no
//   was it to wait for a task, and answered that there is none before there was one? ── yes ──► inconclusive
//        │ no
//   is the outcome among those expected? ── no ──► failed (inconclusive: a refusal that the control got alike, unless it
//        │ yes                                     can never be right; or credentials that cannot be right)
//   is status, history or connection as expected? ── no ──► failed (inconclusive: a connection that was said to close)
//        │ yes
//   accepted, or no control? ── yes ─► passed
//        │ no: it was refused
//   did the control get an answer, and was it not throttled? ── no ──► inconclusive
//        │ yes
//   differs: did the control get another answer? ── yes ─► passed    ── no ─► inconclusive
//   same:    did the control get the same answer? ── yes ─► passed, if the control passed; else inconclusive
//            UnknownResourceFault, and the control was not accepted, or its token is of another form? ── yes ─► passed
//            was the control accepted, or its token of the same form? ── yes ─► failed    ── no ─► inconclusive
import type { Case } from '../cases/corpus.ts';
import { whatIsUnexpected } from './history.ts';
import type { Observation, Sent, SentCase } from './observation.ts';
import { describeAnswer, type Reading, sameAnswer } from './outcome.ts';

export type Verdict = 'passed' | 'failed' | 'inconclusive' | 'untested' | 'error';

/** A verdict, why, and where the runner knows it, what to do. */
export type Judgement = { verdict: Verdict; reason: string; hint?: string };

/** The control of a case: what was seen of it, and its own verdict, which is asked for only where it matters. */
export type ControlSeen = { case: Case; observation: Observation; judge(): Judgement };

/** What was seen of the neighbour of each step that has one, by the id of the neighbour. */
export type Neighbours = Map<string, Observation>;

/**
 * Judges a case that expects outcomes. Cases that expect something of a response are judged by judgeResponses
 * (response-verdict.ts).
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
    const open = differsFrom && neighbourOpen(given[index], differsFrom, neighbours.get(differsFrom));
    if (open) return inconclusive(open);
  }
  if (reading.outcome === 'throttled') {
    return { ...inconclusive(`the endpoint throttled the request: ${answer}`), hint: 'lower --concurrency' };
  }
  if (observation.early && reading.outcome === 'idle' && outcomes?.includes('accepted'))
    return inconclusive(`the answer was ${answer}, before there was a task: the endpoint holds no calls`);
  if (judged.expect.acceptedOnce) return judgeTogether(judged, observation);
  if (judged.expect.history?.unchanged && reading.outcome === 'accepted')
    return inconclusive(`the answer was ${answer}, and this is about calls that are refused`);
  if (outcomes && !outcomes.includes(reading.outcome)) return unexpected(judged, observation, control);
  if (statusClass !== undefined) {
    if (reading.answer.kind === 'failure') return failed(`there was ${answer}`);
    if (Math.floor(reading.answer.status / 100) !== statusClass) return failed(`the answer was ${answer}`);
  }
  if (reading.otherMember !== undefined)
    return failed(`the answer was ${answer}, and ${reading.otherMember}`);
  const found = judged.expect.event || judged.expect.history ? unexpectedHistory(observation) : undefined;
  if (found) return found;
  if (judged.connection === 'reused') return judgeConnection(observation);
  if (!taken.has(reading.outcome) && control) return judgeRefusal(judged, observation, control);
  return passed(`the answer was ${answer}`);

  function unexpectedHistory({ history }: SentCase): Judgement | undefined {
    if (history === undefined) return undefined;
    const difference = whatIsUnexpected(judged.expect, history);
    return difference === undefined ? undefined : failed(`the answer was ${answer}, and ${difference}`);
  }
}

/** A call that waits for a task was taken for a valid one, whether it got a task or not. */
const taken = new Set(['accepted', 'held', 'idle']);

/** Why a step proves nothing beside a request that is to get another answer; undefined where it does. */
function neighbourOpen(
  step: Sent | undefined,
  id: string,
  seen: Observation | undefined,
): string | undefined {
  const neighbour = seen && sentOf(seen);
  if (step === undefined || !neighbour)
    return `${id} could not be run, so the step before the request proves nothing`;
  if (!sameAnswer(step, neighbour)) return undefined;
  return `${step.title} got ${describeAnswer(step.reading)}, and ${id} got the same, so nothing follows from it`;
}

/** Calls that came at once: exactly one is accepted, and the others get one of the outcomes. */
function judgeTogether({ expect: { outcomes = [] } }: Case, { sent, together = [] }: SentCase): Judgement {
  const all = [sent, ...together];
  const throttled = all.find(({ reading }) => reading.outcome === 'throttled');
  if (throttled)
    return inconclusive(`the endpoint throttled one of the calls: ${describeAnswer(throttled.reading)}`);
  const accepted = all.filter(({ reading }) => reading.outcome === 'accepted');
  if (accepted.length !== 1) {
    const names = accepted.map(({ operation }) => operation ?? 'a call').join(', ');
    return failed(
      `of ${all.length} calls that came at once ${accepted.length} were accepted${names && ` (${names})`}, not one`,
    );
  }
  const other = all.find(({ reading }) => !outcomes.includes(reading.outcome));
  if (other) {
    return failed(
      `of ${all.length} calls that came at once one was accepted, and another got ${describeAnswer(other.reading)}, which is ${other.reading.outcome}`,
    );
  }
  return passed(`of ${all.length} calls that came at once one was accepted, and the others were refused`);
}

/** Whether a connection that the endpoint does not say it closes is still there for the second request. */
function judgeConnection({ given, sent: { reading } }: SentCase): Judgement {
  const [before] = given.map((step) => step.reading.answer);
  const { answer } = reading;
  if (before?.kind !== 'response' || answer.kind !== 'response' || !before.connection || !answer.connection)
    return inconclusive('what became of the connection is not known');
  if (before.connection.closes)
    return inconclusive('the endpoint closes each connection after its answer, and says so');
  if (!answer.connection.reused) {
    return failed(
      'the endpoint closed the connection after its first answer, without saying so (Connection: close); clients that keep connections fail on that',
    );
  }
  return passed(`the answer on the same connection was ${describeAnswer(reading)}`);
}

function givenFailed({ connection }: Case, given: { title: string; reading: Reading }[]): Judgement {
  const last = given.at(-1);
  // Of a connection each exchange on it is what is judged.
  if (connection && last?.reading.answer.kind === 'failure')
    return failed(`${last.title} got ${describeAnswer(last.reading)}`);
  return inconclusive(
    last
      ? `before the request, ${last.title}: that got ${describeAnswer(last.reading)}, so nothing follows`
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
  const { outcomes = [], never = [] } = judged.expect;
  const mayBeRight = !outcomes.includes('accepted') && !never.includes(reading.outcome);
  if (control && seen && mayBeRight && refusals.has(reading.outcome) && sameAnswer(sent, seen)) {
    return inconclusive(
      `the answer was ${answer}, and the control ${control.case.id}, which differs in just this, got the same`,
    );
  }
  if (reading.answer.kind === 'failure' && reading.outcome !== 'held') {
    const late = reading.answer.failure === 'timeout';
    return {
      ...failed(`there was ${answer}`),
      ...(late && { hint: 'give a longer --timeout if it is slow' }),
    };
  }
  const why = reading.unreadable ? ` (${reading.unreadable})` : '';
  const about = arranged ? `, for ${arranged}` : '';
  const counted = asked
    ? `${asked.unexpected} of ${asked.tasks} tasks that the run closed were not closed any more; for the first, `
    : '';
  return failed(`${counted}the answer was ${answer}, which is ${reading.outcome}${why}${about}`);
}

const refusals = new Set(['unknown-resource', 'not-permitted', 'constraint', 'serialization', 'other-error']);

function judgeRefusal(judged: Case, { sent, asked }: SentCase, control: ControlSeen): Judgement {
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
  const tasks = asked ? `of ${asked.tasks} tasks that the run closed none was open: ` : '';
  const answer = `${tasks}${describeAnswer(sent.reading)}`;
  const other = describeAnswer(seen.reading);
  if (
    (seen.reading.answer.kind === 'failure' && seen.reading.outcome !== 'held') ||
    seen.reading.outcome === 'throttled'
  ) {
    return inconclusive(
      `the answer was ${answer}, but the control ${id} got ${other}, so the refusal proves nothing`,
    );
  }
  if (judged.expect.control?.relation === 'same') return judgeMadeUpToken(judged, sent, seen, control);
  if (judged.expect.control?.relation === 'like') {
    const isOwn = sent.reading.outcome === 'constraint' && seen.reading.outcome !== 'constraint';
    return isOwn
      ? failed(`the answer was ${answer}, and the control ${id}, which breaks no limit either, got ${other}`)
      : inconclusive(`the answer was ${answer}: nothing was prepared that the request could name`);
  }
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

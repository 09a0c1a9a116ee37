// What was seen of one case: everything that was sent, what came back, and what kept it from being sent.

import type { WireRequest } from '../request/request.ts';
import type { Reading } from './outcome.ts';

/** One request of a case with its answer. `operation` is the one that it calls, if it calls one. */
export type Sent = { title: string; operation: string | undefined; request: WireRequest; reading: Reading };

/** The event that closed a task, as the history of the execution has it. */
export type HistoryEvent = { eventType: string; attributes: Record<string, unknown> };

export type Observation =
  /**
   * The request was sent. `event` is the closing event, where the case asks for it; `arranged` is how the task came into
   * its state, where that is in question.
   */
  | { kind: 'sent'; given: Sent[]; sent: Sent; arranged?: string; event?: HistoryEvent | undefined }
  /** A step before the request got another answer than it needs; the request was not sent. */
  | { kind: 'given-failed'; given: Sent[] }
  /** It could not be run here; `hint` says what would enable it. */
  | { kind: 'untested'; reason: string; hint: string }
  /** What arranges the tasks broke. */
  | { kind: 'error'; reason: string };

/** An exchange, the case that it was made for, and what was sent before it for the same task. */
export type Witness = { caseId: string; sent: Sent; before: Sent[] };

/** The exchanges of an observation, each with those before it. */
export function witnessesOf(caseId: string, observation: Observation): Witness[] {
  const exchanges = exchangesOf(observation);
  return exchanges.map((sent, index) => ({ caseId, sent, before: exchanges.slice(0, index) }));
}

/** All exchanges of an observation. */
export function exchangesOf(observation: Observation): Sent[] {
  if (observation.kind === 'sent') return [...observation.given, observation.sent];
  return observation.kind === 'given-failed' ? observation.given : [];
}

// What was seen of one case: everything that was sent, what came back, and what kept it from being sent.

import type { WireRequest } from '../request/request.ts';
import type { HistorySeen } from './history.ts';
import type { Reading } from './outcome.ts';

/**
 * One request of a case with its answer. `operation` is the one that it calls, if it calls one; `closed` the token of the
 * task that it closed, if it was accepted and closes tasks.
 */
export type Sent = {
  title: string;
  operation: string | undefined;
  request: WireRequest;
  reading: Reading;
  closed?: string;
};

export type Observation =
  /** The request was sent. */
  | SentCase
  /** A step before the request got another answer than it needs; the request was not sent. */
  | { kind: 'given-failed'; given: Sent[] }
  /** It could not be run here; `hint` says what would enable it. */
  | { kind: 'untested'; reason: string; hint: string }
  /** What arranges the tasks broke. */
  | { kind: 'error'; reason: string };

export type SentCase = {
  kind: 'sent';
  given: Sent[];
  sent: Sent;
  /** What was sent at the same moment. */
  together?: Sent[];
  /** The answer was there before the task was scheduled for which the call was to wait. */
  early?: true;
  /** How the task came into its state, where that is in question. */
  arranged?: string;
  /** A made-up token stands for the task. */
  madeUp?: true;
  /** The history, where the case asks for it. */
  history?: HistorySeen;
  /** For how many tasks the request was sent, and how many of them got an unexpected answer; `sent` is the first of these. */
  asked?: { tasks: number; unexpected: number };
};

/** An exchange, the case that it was made for, and what was sent before it for the same task. */
export type Witness = { caseId: string; sent: Sent; before: Sent[] };

/** The exchanges of an observation, each with those before it. */
export function witnessesOf(caseId: string, observation: Observation): Witness[] {
  const exchanges = exchangesOf(observation);
  return exchanges.map((sent, index) => ({ caseId, sent, before: exchanges.slice(0, index) }));
}

/** All exchanges of an observation. */
export function exchangesOf(observation: Observation): Sent[] {
  if (observation.kind === 'sent')
    return [...observation.given, observation.sent, ...(observation.together ?? [])];
  return observation.kind === 'given-failed' ? observation.given : [];
}

// The observation of a case: everything that was sent and received, or why it was not sent.

import type { WireRequest } from '../request/request.ts';
import type { HistorySeen } from './history.ts';
import type { Reading } from './outcome.ts';

/**
 * One request of a case with its response. `operation` is the operation that it calls, if any. `closed` is the token of the
 * task that it closed, if the request was accepted and its operation closes tasks.
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
  /** A step before the request got an unexpected response, so the request was not sent. */
  | { kind: 'given-failed'; given: Sent[] }
  /** The case could not be run; `hint` says what would change that. */
  | { kind: 'untested'; reason: string; hint: string }
  /** The setup of the task failed. */
  | { kind: 'error'; reason: string };

export type SentCase = {
  kind: 'sent';
  given: Sent[];
  sent: Sent;
  /** The requests that were sent at the same moment. */
  together?: Sent[];
  /** The response arrived before the task was scheduled for which the call should wait. */
  early?: true;
  /** How the task reached its state, if that matters. */
  arranged?: string;
  /** A made-up token stands for the task. */
  madeUp?: true;
  /** The history, if the case needs it. */
  history?: HistorySeen;
  /** The number of tasks for which the request was sent, and of unexpected responses; `sent` is the first of these. */
  asked?: { tasks: number; unexpected: number };
};

/** An exchange, its case, and what was sent before it for the same task. */
export type Witness = { caseId: string; sent: Sent; before: Sent[] };

/** The exchanges of an observation, each with the exchanges before it. */
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

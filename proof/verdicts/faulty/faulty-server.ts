// A server with one fault, and the cases that have to find it.
import type { Tried } from '../trial.ts';

export type FaultyServer = Tried & {
  /** In the words of its list, with hyphens. */
  name: string;
  /** What is wrong with it. */
  what: string;
  /** Ids of cases, or globs: each has to match a failed case. */
  killedBy: string[];
  /** The level of these cases. Only a MUST ends the run with 1. */
  level: 'MUST' | 'SHOULD' | 'MAY';
  /** Says that the fault shows only beside other requests, so that the suite has to be run whole. */
  whole?: true;
  /** What the endpoint's answer amounts to in these cases, where that says whether the kill is for this fault. */
  outcome?: string;
};

/** The mock that knows its tasks. */
export const declared = { tasks: 'declared' } as const;
/** The mock that takes any token for that of an open task. */
export const any = { tasks: 'any' } as const;

// A server with one fault, and the cases that must find it.
import type { Level, Outcome } from '../../../generated/case-types.ts';
import type { Tried } from '../trial.ts';

export type FaultyServer = Tried & {
  /** Subject, place and fault: `members completed/result maxLength: the limit itself is refused`. */
  name: string;
  /** The row that it is made from: subject, requirement or keyword, and fault. */
  row: string;
  /** Groups of ids of cases: in each group, at least one case must fail. */
  killedBy: string[][];
  /** The level of these cases. Only a MUST ends the run with 1. */
  level: Level;
  /** The fault shows only among other requests, so the whole suite must be run. */
  whole?: true;
  /** The outcome of these cases, where it tells this fault from others. */
  outcome?: Outcome;
};

/** The mock that knows its tasks. */
export const declared = { tasks: 'declared' } as const;
/** The mock that treats unknown tokens as open tasks. */
export const any = { tasks: 'any' } as const;

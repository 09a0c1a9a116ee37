// What a run can be told.
import type { Corpus } from '../cases/corpus.ts';
import type { Selection } from '../cases/select.ts';
import type { RunContext } from '../exchange/context.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Credentials } from '../request/sign.ts';
import type { TaskSource } from '../tasks/source.ts';
import type { ExpectedFailure } from './expected-failures.ts';
import type { FailingLevel } from './summary.ts';

export type RunOptions = Selection & {
  /** The URL of the endpoint. */
  endpoint: string;
  /** Allows the real service, under amazonaws.com, where calls have effects and may cost money. */
  live?: boolean;
  /** The lowest level at which a failed case fails the run; must, unless given. */
  level?: FailingLevel;
  /** Whether untested and inconclusive cases fail a run in which nothing else does. */
  strict?: boolean;
  /** What is known to fail. */
  expectedFailures?: ExpectedFailure[];
  /**
   * How often each case is run; differing verdicts are a failure. Once, unless given. All cases are run before any is
   * run again, so results come in the last round.
   */
  repeat?: number;
  /** Ends the run early: what is under way is ended, tasks are cleaned up, and what was found is told. */
  signal?: AbortSignal;
  /**
   * Inputs to make at random for each operation and kind (valid, invalid), and the seed that makes them. Of the parts of
   * a run only the first makes them.
   */
  fuzz?: { runs: number; seed: number };
  /** Milliseconds for each exchange; 5000 unless given. */
  timeoutMs?: number;
  /** Cases at a time; 8 unless given. */
  concurrency?: number;
  /** The region that requests are signed for; us-east-1 unless given. */
  region?: string;
  /** Signs the requests; the test credentials unless given, null for no signature. */
  credentials?: Credentials | null;
  /** A principal without permission. */
  deniedCredentials?: Credentials;
  /** Texts that are taken out of whatever is told, besides secret credentials; eight characters at least. */
  secrets?: string[];
  /** Makes tasks; without it, made-up tokens stand for open tasks where the endpoint takes them so. */
  tasks?: (context: RunContext) => Promise<TaskSource>;
  /**
   * Restarts the endpoint once, at the end of the run, so that what was closed can be asked for again. Fails with an Error
   * when it does not come back.
   */
  restart?: () => Promise<void>;
  /** Sends requests; over HTTP unless given. */
  exchange?: Exchange;
  /** Makes a token of that length which nobody used before; random unless given. */
  newToken?: (length: number) => string;
  /** The time that requests are signed with; the machine's unless given. */
  now?: () => Date;
  /** The cases; those of this package unless given. */
  corpus?: Corpus;
};

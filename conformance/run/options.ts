// The options of a run.
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
  /** The lowest level at which a failed case fails the run. Default: must. */
  level?: FailingLevel;
  /** Whether untested and inconclusive cases fail a run in which nothing else fails. */
  strict?: boolean;
  /** The cases that are known to fail. */
  expectedFailures?: ExpectedFailure[];
  /**
   * How often each case runs. Default: once. A case whose verdict differs between runs fails. All cases run before any
   * runs again, so results come in the last round.
   */
  repeat?: number;
  /** Ends the run early: it finishes the cases in progress, cleans up tasks, and yields the results so far. */
  signal?: AbortSignal;
  /**
   * The number of random inputs for each operation and kind (valid, invalid), and their seed. If the run is a shard, only
   * the first shard sends them.
   */
  fuzz?: { runs: number; seed: number };
  /** Timeout of each exchange in milliseconds. Default: 5000. */
  timeoutMs?: number;
  /** How many cases run at once. Default: 8. */
  concurrency?: number;
  /** The region for which requests are signed. Default: us-east-1. */
  region?: string;
  /** The credentials that sign the requests; null for no signature. Default: the test credentials. */
  credentials?: Credentials | null;
  /** A principal without permission. */
  deniedCredentials?: Credentials;
  /** Texts to redact from all output, in addition to secret credentials; each at least eight characters long. */
  secrets?: string[];
  /** Makes tasks. Without it, made-up tokens stand for open tasks if the endpoint accepts them. */
  tasks?: (context: RunContext) => Promise<TaskSource>;
  /**
   * Restarts the endpoint once, at the end of the run, to check that closed tasks stay closed. Fails with an Error if the
   * endpoint cannot be reached again.
   */
  restart?: () => Promise<void>;
  /** Sends requests. Default: over HTTP. */
  exchange?: Exchange;
  /** Makes an unused token of this length. Default: random. */
  newToken?: (length: number) => string;
  /** The time with which requests are signed. Default: the machine's. */
  now?: () => Date;
  /** The cases. Default: those of this package. */
  corpus?: Corpus;
};

// Waits until something has happened in a mock, for tests of a worker that runs on its own. How long is real time:
// neither the mock's clock nor the fake timers of a test runner move it.
import type { OperationName } from '../../generated/operations.ts';
import type { AnyCall, Call, CallBook } from './call.ts';
import type { Clock, Instant } from './clock.ts';
import { callsInWords, shown } from './in-words.ts';
import { type Match, matcherOf } from './match.ts';
import { checkOptions, type Members } from './options.ts';
import type { WaitingPoll } from './poll.ts';
import type { Ledger } from './tasks/ledger.ts';
import type { Polls } from './tasks/polls.ts';
import type { Task } from './tasks/task.ts';
import type { TaskToken } from './tasks/token.ts';

/** How long to wait. */
export type WaitOptions = {
  /** Of real time. Default 5. */
  seconds?: number;
  /** Ends the wait, which then fails. */
  signal?: AbortSignal;
};

/** Which polls: those that have these members. */
export type PollMatch = {
  /** The name of the list that is polled. */
  taskList?: string;
  /** The domain of the list. */
  domain?: string;
  /** The region that the poll came for. */
  region?: string;
};

/** What the options have to be. */
const waitMembers: Members<WaitOptions> = { seconds: 'number', signal: 'any' };

export const pollMatchMembers: Members<PollMatch> = {
  taskList: 'name of a list',
  domain: 'text',
  region: 'text',
};

/** The options of a wait, where no compiler reads the test. */
export function checkedWait(where: string, options: WaitOptions = {}): WaitOptions {
  checkOptions(where, options, waitMembers);
  return options;
}

/** What a mock lets a test wait for. Each fails, with the calls so far in its message, when it does not happen in time. */
export type Waits = {
  /** Until the task is closed. */
  settled(taskToken: TaskToken, options?: WaitOptions): Promise<Task>;
  /** Until a worker waits for a task: a poll is held. */
  polled(match?: PollMatch, options?: WaitOptions): Promise<WaitingPoll>;
  /** The oldest call that fits and that no `arrival` has given before, or the next one. */
  arrival<O extends OperationName>(operation: O, match?: Match<O>, options?: WaitOptions): Promise<Call<O>>;
  /** Until no task is scheduled or open. */
  idle(options?: WaitOptions): Promise<void>;
};

/** What waits look at. */
export type Watched = {
  ledger: Ledger;
  polls: Polls<WaitingPoll>;
  calls: CallBook;
  clock: Clock;
  /** The task, or an error that says how to get one. */
  task(taskToken: TaskToken): Task | undefined;
};

/** What is waited for. */
type Expectation<T> = {
  /** What a test waits for, for the message: `idle`. */
  name: string;
  /** What has happened; undefined as long as it has not. */
  look(): T | undefined;
  /** When time alone makes it happen, as far as it is known. */
  due?(): Instant | undefined;
  /** How things are instead. */
  instead(): string;
};

// Those of the platform, whatever a test puts in their places later.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** The waits of a mock; `changed` is to be called whenever something has happened. */
export function createWaits({ ledger, polls, calls, clock, task }: Watched): Waits & { changed(): void } {
  const looks = new Set<() => void>();
  const given = new WeakSet<AnyCall>();

  async function until<T>(
    expectation: Expectation<T>,
    { seconds = 5, signal }: WaitOptions = {},
  ): Promise<T> {
    if (!(seconds > 0))
      throw new RangeError(`${expectation.name}: ${seconds} is not a number of seconds above 0`);
    return new Promise((resolve, reject) => {
      let stopClock = () => {};
      const limit = startTimer(fail, Math.min(seconds * 1000, 2 ** 31 - 1));
      signal?.addEventListener('abort', fail);
      looks.add(look);
      if (signal?.aborted) fail();
      else look();

      function look(): void {
        stopClock();
        try {
          const found = expectation.look();
          if (found !== undefined) end(() => resolve(found));
          else rouse(expectation.due?.());
        } catch (error) {
          end(() => reject(error));
        }
      }

      function fail(): void {
        const when = signal?.aborted ? 'when the wait was ended' : `after ${seconds} seconds`;
        const so = calls.list();
        const arrived = so.length === 0 ? 'no call arrived' : `these calls arrived:${callsInWords(so)}`;
        end(() => reject(new Error(`${expectation.name}: ${expectation.instead()} ${when}; ${arrived}`)));
      }

      function end(conclude: () => void): void {
        looks.delete(look);
        stopTimer(limit);
        stopClock();
        signal?.removeEventListener('abort', fail);
        conclude();
      }

      /** Looks again when the mock's clock gets there, unless something happens before. */
      function rouse(due: Instant | undefined): void {
        if (due === undefined) return;
        let stopped = false;
        const stop = clock.start(Math.max(0, due - clock.now()) / 1000, () => stopped || look());
        stopClock = () => {
          stopped = true;
          stop();
        };
      }
    });
  }

  return {
    changed() {
      for (const look of [...looks]) look();
    },
    settled: (taskToken, options) =>
      until(
        {
          name: 'settled',
          look() {
            const now = task(taskToken);
            return now?.closedBy && now;
          },
          due: () => ledger.dueAt(taskToken),
          instead: () => `the task is still ${task(taskToken)?.state ?? 'unheard of'}${waiting()}`,
        },
        options,
      ),
    polled: (match = {}, options) =>
      until(
        {
          name: 'polled',
          look: () =>
            polls
              .waiting()
              .find((poll) =>
                Object.entries(match).every(
                  ([name, value]) => value === undefined || poll[name as keyof PollMatch] === value,
                ),
              ),
          instead: () => `no poll waits that has ${shown(match)}${waiting()}`,
        },
        options,
      ),
    async arrival(operation, match, options) {
      const fits = matcherOf(operation, match);
      return until(
        {
          name: 'arrival',
          look() {
            const call = calls.list(operation).find((each) => !given.has(each) && fits(each as never));
            if (call) given.add(call);
            return call as Call<typeof operation> | undefined;
          },
          instead: () => `no ${operation} arrived${match === undefined ? '' : ` that fits ${shown(match)}`}`,
        },
        options,
      );
    },
    async idle(options) {
      await until(
        {
          name: 'idle',
          look: () => ledger.tasks().every(({ closedBy }) => closedBy) || undefined,
          due: () => ledger.dueAt(),
          instead() {
            const left = ledger.tasks().filter(({ closedBy }) => !closedBy);
            const first = left
              .slice(0, 5)
              .map(({ state, taskToken, activityId }) => ({ state, taskToken, activityId }));
            return `${left.length} tasks are still scheduled or open, ${shown(first)}${waiting()}`;
          },
        },
        options,
      );
    },
  };

  /** The polls that wait, for messages: whether somebody asks for another list is what is to be known. */
  function waiting(): string {
    const lists = polls.waiting().map(({ region, domain, taskList }) => ({ region, domain, taskList }));
    return lists.length === 0 ? '' : ` (polls wait for ${lists.slice(0, 5).map(shown).join(', ')})`;
  }
}

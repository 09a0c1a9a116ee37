// The mock's time. It runs with the clock it is given, and can be moved forward by hand.

import { inWords } from './in-words.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** The last one that a Date can have. */
const lastInstant: Instant = 8.64e15;

export type Clock = {
  now(): Instant;
  /** Moves the clock forward; whatever is due by then has happened. */
  advance(seconds: number): void;
  /** Resolves when so much time has passed, really or by `advance`, or when the signal is aborted. */
  wait(seconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls `end` at that moment, once; the function returned ends the wait at once. Unlike `wait`, it keeps no process
   * alive.
   */
  start(seconds: number, end: () => void, signal?: AbortSignal): () => void;
  /** Takes back every `advance`, and ends every wait at once. */
  reset(): void;
};

/**
 * A clock on top of `source`, which gives milliseconds since 1970 and defaults to the platform's time.
 *
 * @example
 * const clock = createClock(() => 0);
 * clock.advance(31);
 * clock.now(); // 31000
 */
export function createClock(source: () => Instant = () => Date.now()): Clock {
  let moved = 0;
  const waiting = new Set<{ due: Instant; end(): void }>();
  // Where dates end, time stands still.
  const now = () => Math.min(source() + moved, lastInstant);

  function begin(seconds: number, end: () => void, signal?: AbortSignal) {
    const wait = {
      due: now() + seconds * 1000,
      end() {
        if (!waiting.delete(wait)) return;
        clearTimeout(timer);
        signal?.removeEventListener('abort', wait.end);
        end();
      },
    };
    const timer = setTimeout(wait.end, Math.min(seconds * 1000, 2 ** 31 - 1));
    waiting.add(wait);
    if (signal?.aborted) wait.end();
    else signal?.addEventListener('abort', wait.end);
    return { stop: wait.end, timer };
  }

  return {
    now,
    advance(seconds) {
      if (!Number.isFinite(seconds) || seconds < 0) {
        throw new RangeError(
          `advance: ${inWords(seconds)} is not a number of seconds from 0; time only moves forward`,
        );
      }
      if (now() + seconds * 1000 > lastInstant) {
        throw new RangeError(`advance: ${seconds} seconds lead beyond the year 275760, where dates end`);
      }
      moved += seconds * 1000;
      for (const wait of [...waiting]) if (wait.due <= now()) wait.end();
    },
    wait: (seconds, signal) => new Promise((resolve) => begin(seconds, resolve, signal)),
    start(seconds, end, signal) {
      const { stop, timer } = begin(seconds, end, signal);
      // A number in browsers.
      (timer as { unref?(): void }).unref?.();
      return stop;
    },
    reset() {
      moved = 0;
      for (const wait of [...waiting]) wait.end();
    },
  };
}

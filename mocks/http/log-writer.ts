// Writes the log of swf-mock to a stream that somebody may read, or nobody, or that leads to a disk that is full. What
// cannot be written is dropped and counted: a log costs a server neither its memory nor its end.
import type { Writable } from 'node:stream';

export type LogWriter = {
  write(text: string): void;
  /** Waits for what has been written to be taken, a second at most; whether it was. */
  flushed(): Promise<boolean>;
};

/** Characters that wait to be read; what comes while there are more is dropped. */
const defaultLimit = 1_048_576;

/** A reader that reads at all has read everything by then. */
const patienceMs = 1_000;

/** Whether a stream has as much to write as is waited for. */
export function isCongested({ writableLength }: Writable, limit = defaultLimit): boolean {
  return writableLength > limit;
}

/**
 * @param notice what is written as soon as something can be written again, of the lines that could not
 * @example logTo(process.stderr, (lines) => `${lines} lines were dropped\n`).write('a line\n')
 */
export function logTo(stream: Writable, notice: (lines: number) => string, limit = defaultLimit): LogWriter {
  let dropped = 0;
  let writing = 0;
  let taken = () => {};
  // Each write says by itself whether it failed.
  stream.on('error', () => {});

  return {
    write(text) {
      const lines = linesOf(text);
      if (isCongested(stream, limit)) {
        dropped += lines;
        return;
      }
      const before = dropped;
      dropped = 0;
      writing += 1;
      stream.write(before > 0 ? notice(before) + text : text, (error) => {
        if (error) dropped += before + lines;
        writing -= 1;
        if (writing === 0) taken();
      });
    },
    flushed() {
      return new Promise((resolve) => {
        if (writing === 0) return resolve(true);
        const timer = setTimeout(() => resolve(false), patienceMs);
        taken = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
    },
  };
}

const linesOf = (text: string) => text.split('\n').length - 1;

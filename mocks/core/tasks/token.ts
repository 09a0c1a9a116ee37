// Task tokens that look like the service's: 576 characters of standard base64, with the `+` and `/` that trip
// whoever puts a token into a URL or a file name. They are opaque: nothing is encoded in them.
import { inWords } from '../in-words.ts';
import type { Random } from '../random.ts';

/** Names a task. */
export type TaskToken = string;

/** The first bytes of the documented sample's token. */
const start = [0, 0, 0, 0x2a, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1];

/** A new token; the same sequence of random numbers gives the same token. */
export function issueToken(random: Random): TaskToken {
  const bytes = [...start];
  while (bytes.length < 432) {
    const number = random();
    bytes.push(number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255);
  }
  return btoa(String.fromCharCode(...bytes));
}

/**
 * A token that a test passes, where no compiler reads the test.
 *
 * @param where what it was passed to, for the message
 * @throws TypeError for what is no token: the task itself, or nothing
 */
export function tokenOf(where: string, taskToken: unknown): TaskToken {
  if (typeof taskToken === 'string') return taskToken;
  if (typeof (taskToken as { taskToken?: unknown } | null | undefined)?.taskToken === 'string') {
    throw new TypeError(`${where} takes a task token; pass the taskToken of the task, not the task`);
  }
  throw new TypeError(`${where} takes a task token, not ${inWords(taskToken)}; pass the taskToken of a task`);
}

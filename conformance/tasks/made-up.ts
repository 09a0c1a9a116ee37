// Tasks for endpoints that take any token for that of an open task, as mocks do: the tokens are made up. Whether the
// endpoint does so is asked once for each operation.
import type { Outcome } from '../corpus.ts';
import { type TaskSource, TaskUnavailable, type TaskWish } from './source.ts';

const hint = 'give --task-token-command CMD or --arrange control|swf';

/**
 * @param answerTo the outcome of calling an operation with a made-up token
 * @param newToken a token of that many characters which nobody has used before
 */
export function madeUpTasks(
  answerTo: (operation: string) => Promise<Outcome>,
  newToken: (length: number) => string,
): TaskSource {
  return {
    issued: false,
    history: false,
    anyTokenIsOpen: {
      reason: 'made-up tokens stand for open tasks here, so there is none that was never issued',
      hint,
    },
    async take({ state, operations }: TaskWish) {
      if (state === 'timed-out') throw new TaskUnavailable('it needs a task that timed out', hint);
      for (const operation of operations) {
        const outcome = await answerTo(operation);
        if (outcome !== 'accepted') {
          const task = state === 'open' ? 'an open task' : 'a task whose cancellation was requested';
          const got = outcome === 'transport' ? 'no answer' : outcome;
          throw new TaskUnavailable(
            `it needs ${task}, and ${operation} got ${got} for a made-up token`,
            hint,
          );
        }
      }
      return { taskToken: newToken(576) };
    },
    close: async () => {},
  };
}

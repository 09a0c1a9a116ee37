// Tasks for endpoints that treat any token as an open task, as mocks do: the tokens are made up. Whether the endpoint does
// so is checked once for each operation.
import type { Outcome } from '../cases/corpus.ts';
import { type TaskSource, TaskUnavailable, type TaskWish } from './source.ts';

const hint = 'use --task-token-command CMD or --arrange control|swf';

/**
 * @param answerTo the outcome of a call of an operation with a made-up token; undefined if it is not known
 * @param newToken makes an unused token
 */
export function madeUpTasks(
  answerTo: (operation: string) => Promise<Outcome | undefined>,
  newToken: (length?: number) => string,
): TaskSource {
  return {
    issued: false,
    history: false,
    anyTokenIsOpen: {
      reason:
        'it needs tasks that the endpoint issued, to distinguish their tokens from tokens that were never issued',
      hint,
    },
    async take({ state, operations, timeouts, sibling }: TaskWish) {
      if (sibling) throw new TaskUnavailable('it needs two tasks of one execution', hint);
      if (timeouts) throw new TaskUnavailable('it needs a task with a timeout', hint);
      if (state === 'scheduled') throw new TaskUnavailable('it needs a task that is scheduled', hint);
      if (state === 'timed-out') throw new TaskUnavailable('it needs a task that timed out', hint);
      for (const operation of operations) {
        const outcome = await answerTo(operation);
        if (outcome !== 'accepted') {
          const task = state === 'open' ? 'an open task' : 'a task whose cancellation was requested';
          throw new TaskUnavailable(`it needs ${task}, and ${describe(operation, outcome)}`, hint);
        }
      }
      return { taskToken: newToken() };
    },
    close: async () => {},
  };
}

function describe(operation: string, outcome: Outcome | undefined): string {
  if (outcome === undefined) return `no case calls ${operation} with a made-up token`;
  return `${operation} got ${outcome === 'transport' ? 'no response' : outcome} for a made-up token`;
}

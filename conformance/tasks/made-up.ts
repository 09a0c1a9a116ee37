// Tasks for endpoints that take any token for that of an open task, as mocks do: the tokens are made up. Whether the
// endpoint does so is asked once for each operation.
import type { Outcome } from '../cases/corpus.ts';
import { type TaskSource, TaskUnavailable, type TaskWish } from './source.ts';

const hint = 'give --task-token-command CMD or --arrange control|swf';

/**
 * @param answerTo the outcome of calling an operation with a made-up token; undefined when that is not known
 * @param newToken a token that nobody has used before
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
        'without tasks that the endpoint issued, a token that was never issued cannot be told from others',
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
  if (outcome === undefined) return `no case asks how ${operation} takes a made-up token`;
  return `${operation} got ${outcome === 'transport' ? 'no answer' : outcome} for a made-up token`;
}

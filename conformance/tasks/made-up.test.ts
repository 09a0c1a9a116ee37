import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../cases/corpus.ts';
import { madeUpTasks } from './made-up.ts';
import { TaskUnavailable, type TaskWish } from './source.ts';

const completed = 'RespondActivityTaskCompleted';
const canceled = 'RespondActivityTaskCanceled';

function source(answers: Record<string, Outcome>) {
  const asked: string[] = [];
  const answerTo = async (operation: string) => {
    asked.push(operation);
    return answers[operation] ?? 'accepted';
  };
  return { asked, tasks: madeUpTasks(answerTo, (length = 576) => 'M'.repeat(length)) };
}

const wish = (state: TaskWish['state'], ...operations: string[]): TaskWish => ({
  caseId: 'completed/operation/accepted',
  state,
  operations,
});

describe('where an endpoint takes made-up tokens for those of open tasks', () => {
  test.each(['open', 'cancel-requested'] as const)('a task that is %s is a new token', async (state) => {
    const { asked, tasks } = source({});
    expect(await tasks.take(wish(state, completed, canceled))).toEqual({ taskToken: 'M'.repeat(576) });
    expect(asked).toEqual([completed, canceled]);
  });

  test('no task has timed out', async () => {
    await expect(source({}).tasks.take(wish('timed-out', completed))).rejects.toThrow(TaskUnavailable);
  });

  test('none is the endpoint’s own, none has a history, and none was never issued', () => {
    const { tasks } = source({});
    expect(tasks).toMatchObject({ issued: false, history: false });
    // Said before it is known whether the endpoint takes made-up tokens, so it has to be true in either case.
    expect(tasks.anyTokenIsOpen?.reason).not.toContain('made-up');
    expect(tasks.anyTokenIsOpen?.hint).toContain('--task-token-command');
  });
});

describe('where it does not', () => {
  test.each<[Outcome, string]>([
    ['unknown-resource', 'unknown-resource'],
    ['constraint', 'constraint'],
    ['transport', 'no response'],
  ])('a task cannot be had, and the reason is its answer: %s', async (outcome, words) => {
    const taken = source({ [completed]: outcome }).tasks.take(wish('open', completed));
    await expect(taken).rejects.toThrow(TaskUnavailable);
    await expect(taken).rejects.toThrow(`${completed} got ${words} for a made-up token`);
    await expect(taken).rejects.toHaveProperty('hint', expect.stringContaining('--arrange control|swf'));
  });

  test('one operation that refuses is enough for a case that calls both', async () => {
    const { tasks } = source({ [canceled]: 'not-implemented' });
    await expect(tasks.take(wish('cancel-requested', completed, canceled))).rejects.toThrow(canceled);
    await expect(tasks.take(wish('open', completed))).resolves.toBeDefined();
  });
});

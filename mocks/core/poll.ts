// How a poll is answered: with the first task of its list, or when one is scheduled, or with none (requirements
// poll.answers-at-once, poll.holds). The contract says of an operation that it takes tasks, how long it waits for one,
// and what it answers without (x-effect).
import { descriptionOf, type Effect, type OperationName } from '../../generated/operations.ts';
import { membersBeside, valueAt } from './input/pointer.ts';
import type { ScriptedCall } from './match.ts';
import type { Ledger } from './tasks/ledger.ts';
import type { Polls } from './tasks/polls.ts';
import type { TaskRecord } from './tasks/task.ts';
import type { TaskList } from './tasks/task-lists.ts';

/** A poll that waits for a task, as the mock shows it. */
export type WaitingPoll = ScriptedCall<OperationName> & {
  /** The name of the task list. */
  taskList: string;
  /** The domain whose list it polls. */
  domain: string;
  /** When it arrived. */
  at: Date;
};

/** The effect of an operation that takes tasks. */
export type Taking = Effect & Required<Pick<Effect, 'takes' | 'waits' | 'idle'>>;

export const isTaking = (effect: Effect | null): effect is Taking => effect?.takes !== undefined;

export type Poll = {
  call: ScriptedCall<OperationName>;
  domain: string;
  at: Date;
  effect: Taking;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal | undefined;
};

export type TaskSource = { ledger: Ledger; polls: Polls<WaitingPoll>; maxPolls: number };

/**
 * Takes a task for a poll, now or later.
 *
 * @returns the task; or `too-many` when no more polls can be held; or what holds the poll: a function that calls the one
 * that it is given, once, with the task, or with none
 */
export function takeTask(
  { ledger, polls, maxPolls }: TaskSource,
  { call, domain, at, effect, signal }: Poll,
): TaskRecord | 'too-many' | ((end: (task: TaskRecord | undefined) => void) => void) {
  const { domain: domainPointer, taskList } = descriptionOf(call.operation);
  const list: TaskList = { region: call.region, domain, name: String(valueAt(call.input, taskList ?? '')) };
  const aboutTheWorker = membersBeside(call.input, [domainPointer, taskList]);
  const take = () => ledger.take(list, aboutTheWorker);
  // A client that has gone takes no task with it.
  const task = signal?.aborted ? undefined : take();
  if (task) return task;
  if (polls.length >= maxPolls) return 'too-many';
  return (end) =>
    polls.hold(list, { ...call, taskList: list.name, domain, at }, { seconds: effect.waits, signal }, (why) =>
      end(why === 'task' ? take() : undefined),
    );
}

// The polls that wait for a task: each ends with the next task of its list, or with none when its time is up, its
// client is gone, or the mock is made as new. The oldest one comes first (requirements poll.answers-at-once,
// poll.one-poller, poll.holds).
import type { Clock } from '../clock.ts';
import { createTaskLists, type TaskList } from './task-lists.ts';

/** How long a poll waits, and what ends it besides. */
export type Patience = { seconds: number; signal?: AbortSignal | undefined };

export type Polls<Poll> = {
  /** Holds a poll. `end` is called once, and told whether there is a task for it. */
  hold(list: TaskList, poll: Poll, patience: Patience, end: (why: 'task' | 'idle') => void): void;
  /** Ends the poll that has waited longest in a list, if there is one: there is a task for it. */
  wake(list: TaskList): void;
  /** Those that wait, the oldest first. */
  waiting(): Poll[];
  readonly length: number;
  /** Ends all of them, without a task. */
  endAll(): void;
};

/** No polls yet. They wait on the mock's clock; `told` is called when one begins to. */
export function createPolls<Poll>(clock: Clock, told: () => void): Polls<Poll> {
  type Held = { poll: Poll; end(why: 'task' | 'idle'): void };
  const held = new Set<Held>();
  const lists = createTaskLists<Held>();
  return {
    hold(list, poll, { seconds, signal }, end) {
      let why: 'task' | 'idle' = 'idle';
      const one: Held = {
        poll,
        end(reason) {
          why = reason;
          stop();
        },
      };
      held.add(one);
      lists.add(list, one);
      const ended = () => {
        held.delete(one);
        lists.remove(list, one);
        end(why);
      };
      const stop = clock.start(seconds, ended, signal);
      told();
    },
    wake: (list) => lists.first(list)?.end('task'),
    waiting: () => [...held].map(({ poll }) => poll),
    get length() {
      return held.size;
    },
    endAll() {
      for (const one of [...held]) one.end('idle');
    },
  };
}

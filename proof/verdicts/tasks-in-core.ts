// Tasks for the runner, opened in the mock itself and not through a control API, so that nothing stands between a
// faulty server and the verdicts about it.
import { randomUUID } from 'node:crypto';
import type { TaskSource } from '../../conformance/index.ts';
import { readEvents } from '../../conformance/tasks/history.ts';
import type { SwfMock } from '../../mocks/core/mock.ts';

type Taking = TaskSource['take'];

export function tasksInCore(swf: SwfMock): TaskSource {
  return {
    issued: true,
    history: true,
    async take(wish) {
      if (wish.state === 'scheduled') return scheduled(swf, wish);
      const { state } = wish;
      const { taskToken } = swf.openTask(state === 'timed-out' ? { startToCloseTimeout: 1 } : {});
      if (state === 'cancel-requested') swf.requestCancel(taskToken);
      if (state === 'timed-out') swf.advance(2);
      return { taskToken, history: async () => readEvents(swf.history(taskToken)) };
    },
    close: async () => {},
  };
}

/** A task in a task list of its own, for whoever polls it. */
async function scheduled(swf: SwfMock, { input, later }: Parameters<Taking>[0]): ReturnType<Taking> {
  const values = { domain: 'conformance', taskList: `conformance-${randomUUID()}` };
  const schedule = async () => {
    swf.schedule({ ...values, ...(input !== undefined && { input }) });
  };
  if (!later) await schedule();
  return { taskToken: '', values, schedule };
}

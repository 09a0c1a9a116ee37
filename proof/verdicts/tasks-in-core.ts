// Tasks for the runner, opened in the mock itself and not through a control API, so that nothing stands between a
// faulty server and the verdicts about it.
import type { TaskSource } from '../../conformance/index.ts';
import { readEvents } from '../../conformance/tasks/history.ts';
import type { SwfMock } from '../../mocks/core/mock.ts';

export function tasksInCore(swf: SwfMock): TaskSource {
  return {
    issued: true,
    history: true,
    async take({ state }) {
      const { taskToken } = swf.openTask(state === 'timed-out' ? { startToCloseTimeout: 1 } : {});
      if (state === 'cancel-requested') swf.requestCancel(taskToken);
      if (state === 'timed-out') swf.advance(2);
      return { taskToken, history: async () => readEvents(swf.history(taskToken)) };
    },
    close: async () => {},
  };
}

// Tasks for the runner, opened in the mock itself and not through a control API, so that only the fault of a server affects
// the verdicts.
import type { TaskSource } from '../../conformance/index.ts';
import { readEvents } from '../../conformance/tasks/history.ts';
import { scheduledTask } from '../../conformance/tasks/scheduled.ts';
import type { SwfMock } from '../../mocks/core/mock.ts';

export function tasksInCore(swf: SwfMock): TaskSource {
  return {
    issued: true,
    history: true,
    async take(wish) {
      if (wish.state === 'scheduled') return scheduledTask(wish, (task) => swf.schedule(task));
      const { state, timeouts } = wish;
      const { taskToken, workflowId, runId } = swf.openTask(state === 'timed-out' ? atOnce : timeouts);
      if (state === 'cancel-requested') swf.requestCancel(taskToken);
      while (state === 'timed-out' && swf.task(taskToken).state !== state) await nextTurn();
      const sibling = wish.sibling && swf.openTask({ workflowId, runId }).taskToken;
      return {
        taskToken,
        ...(sibling && { sibling }),
        history: async () => readEvents(swf.history(taskToken)),
      };
    },
    close: async () => {},
  };
}

/** It times out immediately. The clock of the mock is not advanced: other tasks have timeouts too. */
const atOnce = { startToCloseTimeout: 0.001 };

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 1));

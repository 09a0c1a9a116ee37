// Tasks for the runner, opened in the mock itself and not through a control API, so that nothing stands between a
// faulty server and the verdicts about it.
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
      const { state, timeouts = {} } = wish;
      const { taskToken } = swf.openTask(state === 'timed-out' ? atOnce : timeoutsOf(timeouts));
      if (state === 'cancel-requested') swf.requestCancel(taskToken);
      while (state === 'timed-out' && swf.task(taskToken).state !== state) await nextTurn();
      return { taskToken, history: async () => readEvents(swf.history(taskToken)) };
    },
    close: async () => {},
  };
}

/** It has timed out a moment later. The clock of the mock is not moved: other tasks have timeouts too. */
const atOnce = { startToCloseTimeout: 0.001 };

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 1));

function timeoutsOf({ heartbeat, startToClose }: NonNullable<Parameters<Taking>[0]['timeouts']>) {
  return {
    ...(heartbeat !== undefined && { heartbeatTimeout: heartbeat }),
    ...(startToClose !== undefined && { startToCloseTimeout: startToClose }),
  };
}

/** A task in a task list of its own, for whoever polls it. */
async function scheduled(swf: SwfMock, { input, later }: Parameters<Taking>[0]): ReturnType<Taking> {
  const values: NonNullable<Awaited<ReturnType<Taking>>['values']> = {
    domain: 'conformance',
    taskList: `conformance-${crypto.randomUUID()}`,
  };
  const schedule = async () => {
    const { activityId, workflowId, runId, activityType } = swf.schedule({
      ...values,
      ...(input !== undefined && { input }),
    });
    const { name: activityTypeName = '', version: activityTypeVersion = '' } = activityType ?? {};
    Object.assign(values, { activityId, workflowId, runId, activityTypeName, activityTypeVersion });
  };
  if (!later) await schedule();
  return { taskToken: '', values, schedule };
}

// Tasks for the runner, opened in the mock itself and not through a control API, so that nothing stands between a
// faulty server and the verdicts about it.
import type { TaskSource } from '../../conformance/index.ts';
import type { SwfMock } from '../../mocks/core/mock.ts';

export function tasksInCore(swf: SwfMock): TaskSource {
  return {
    issued: true,
    history: true,
    async take({ state }) {
      const { taskToken } = swf.openTask(state === 'timed-out' ? { startToCloseTimeout: 1 } : {});
      if (state === 'cancel-requested') swf.requestCancel(taskToken);
      if (state === 'timed-out') swf.advance(2);
      return { taskToken, closingEvent: async () => closingEventOf(swf, taskToken) };
    },
    close: async () => {},
  };
}

function closingEventOf(swf: SwfMock, taskToken: string) {
  const closing = swf
    .events(taskToken)
    .findLast(({ eventType }) => eventType !== 'ActivityTaskCancelRequested');
  if (!closing) return undefined;
  const { eventType } = closing;
  const name = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes` as const;
  return { eventType, attributes: closing[name] ?? {} };
}

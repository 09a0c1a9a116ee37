// Tasks made through the control API of swf-mock (--arrange control), which spec/control.openapi.yaml describes.
import type { TaskState } from '../corpus.ts';
import { type HistoryEvent, type Task, type TaskSource, TaskUnavailable } from './source.ts';

/**
 * Fails with an Error that says what to do when the endpoint has no control API or refuses to be driven.
 *
 * @param key the key that the mock was started with, when it is not on this machine
 */
export async function controlTasks(endpoint: URL, timeoutMs: number, key?: string): Promise<TaskSource> {
  const call = controlClient(endpoint, timeoutMs, key);
  const mock = await call('GET', '');
  if (mock.name !== 'swf-mock')
    throw new Error(`${endpoint.href}_swf-mock/ is not the control API of swf-mock`);
  return {
    issued: true,
    history: true,
    ...(mock.tasks === 'any' && {
      anyTokenIsOpen: {
        reason: 'the mock takes any token for that of an open task',
        hint: 'start it with --tasks declared',
      },
    }),
    async take({ state }) {
      const { taskToken } = await call(
        'POST',
        'tasks',
        state === 'timed-out' ? { startToCloseTimeout: 1 } : {},
      );
      if (typeof taskToken !== 'string') throw new Error('the control API answered without a taskToken');
      await bringAbout(state, taskToken);
      const task: Task = { taskToken, closingEvent: () => closingEventOf(taskToken) };
      return task;
    },
    close: async () => {},
  };

  async function bringAbout(state: TaskState, taskToken: string): Promise<void> {
    switch (state) {
      case 'open':
        return;
      case 'cancel-requested':
        await call('POST', 'tasks/request-cancel', { taskToken });
        return;
      case 'timed-out':
        await call('POST', 'clock/advance', { seconds: 2 });
        return;
      default:
        throw new TaskUnavailable(`the control API makes no task that is ${state satisfies never}`, '');
    }
  }

  async function closingEventOf(taskToken: string): Promise<HistoryEvent | undefined> {
    const { events } = await call('POST', 'tasks/events', { taskToken });
    const last = (events as Record<string, unknown>[]).at(-1);
    if (!last) return undefined;
    const eventType = String(last.eventType);
    const attributes = last[`${eventType[0]?.toLowerCase()}${eventType.slice(1)}EventAttributes`];
    return { eventType, attributes: (attributes ?? {}) as Record<string, unknown> };
  }
}

type Reply = Record<string, unknown>;

function controlClient(endpoint: URL, timeoutMs: number, key: string | undefined) {
  return async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const url = new URL(`/_swf-mock/${path}`, endpoint);
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...(key && { 'x-swf-mock-key': key }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: Error) => {
      throw new Error(`the control API at ${url.href} does not answer: ${error.message}`);
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(
        `the control API at ${url.href} answered ${response.status} (${text.slice(0, 200)}); it is that of swf-mock, without --no-control`,
      );
    }
    try {
      return text === '' ? {} : (JSON.parse(text) as Reply);
    } catch {
      throw new Error(`the control API at ${url.href} did not answer in JSON`);
    }
  };
}

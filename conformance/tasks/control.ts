// Tasks from the control API of swf-mock (--arrange control), which spec/control.openapi.yaml describes.

import { setTimeout as wait } from 'node:timers/promises';
import type { TaskState } from '../cases/corpus.ts';
import { objectOf } from '../exchange/awsjson.ts';
import { exchange } from '../exchange/exchange.ts';
import type { WireRequest } from '../request/request.ts';
import { readEvents } from './history.ts';
import { scheduledTask } from './scheduled.ts';
import { type HistoryEvent, type TaskSource, TaskUnavailable } from './source.ts';

/**
 * Fails with an Error that says what to do if the endpoint has no control API or denies access to it.
 *
 * @param key the key with which the mock was started, if it has one
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
        reason: 'the mock treats any token as an open task',
        hint: 'start it with --tasks declared',
      },
    }),
    async take(wish) {
      const { state, timeouts } = wish;
      if (state === 'scheduled') return scheduledTask(wish, (task) => call('POST', 'tasks/schedule', task));
      const { taskToken, workflowId, runId } = await call(
        'POST',
        'tasks',
        // Do not advance the clock of the mock: other tasks have timeouts too.
        state === 'timed-out' ? { startToCloseTimeout: 0.001 } : { ...timeouts },
      );
      if (typeof taskToken !== 'string') throw new Error('the response of the control API has no taskToken');
      await setState(state, taskToken);
      const sibling = wish.sibling && (await call('POST', 'tasks', { workflowId, runId })).taskToken;
      return {
        taskToken,
        ...(typeof sibling === 'string' && { sibling }),
        history: () => historyOf(taskToken),
      };
    },
    close: async () => {},
  };

  async function setState(state: Exclude<TaskState, 'scheduled'>, taskToken: string): Promise<void> {
    switch (state) {
      case 'open':
        return;
      case 'cancel-requested':
        await call('POST', 'tasks/request-cancel', { taskToken });
        return;
      case 'timed-out':
        await waitForTimeOut(taskToken);
        return;
      default:
        throw new TaskUnavailable(`the control API cannot make a task that is ${state satisfies never}`, '');
    }
  }

  /** The task times out almost immediately, unless the clock of the mock is stopped. */
  async function waitForTimeOut(taskToken: string): Promise<void> {
    for (const pause of [1, 10, 100]) {
      if ((await call('POST', 'tasks/describe', { taskToken })).state === 'timed-out') return;
      await wait(pause);
    }
    await call('POST', 'clock/advance', { seconds: 1 });
  }

  async function historyOf(taskToken: string): Promise<HistoryEvent[]> {
    const { events } = await call('POST', 'tasks/history', { taskToken });
    return readEvents(events);
  }
}

type Reply = Record<string, unknown>;

function controlClient(endpoint: URL, timeoutMs: number, key: string | undefined) {
  return async (method: string, path: string, input?: unknown): Promise<Reply> => {
    const url = new URL(`/_swf-mock/${path}`, endpoint);
    // Redirects are not followed: the key is for this host only.
    const answer = await exchange(requestFor(url, method, input, key), timeoutMs);
    if (answer.kind === 'failure') {
      throw new Error(
        `the control API at ${url.href} does not respond: ${answer.failure}: ${answer.message}`,
      );
    }
    const { status, text } = answer;
    if (status < 200 || status > 299) {
      throw new Error(
        `the control API at ${url.href} responded with ${status} (${text.slice(0, 200)}); --arrange control needs swf-mock without --no-control`,
      );
    }
    const reply = text === '' ? {} : objectOf(text);
    if (!reply) throw new Error(`the control API at ${url.href} did not respond with JSON`);
    return reply;
  };
}

function requestFor(url: URL, method: string, input: unknown, key: string | undefined): WireRequest {
  const text = input === undefined ? '' : JSON.stringify(input);
  const body = Buffer.from(text);
  const headers: [string, string][] = [
    ['Host', url.host],
    ['Content-Type', 'application/json'],
    ...(key ? [['X-Swf-Mock-Key', key] as [string, string]] : []),
    ['Content-Length', String(body.byteLength)],
  ];
  return { method, url, headers, parts: text === '' ? [] : [text], body, chunked: false };
}

// The script of the page in which the suite meets MSW: a mock behind the service worker, and what the runner outside
// asks of the page.
import { setupWorker } from 'msw/browser';
import { type FetchedRequest, fetchHere } from '../../../conformance/exchange/fetch.ts';
import type { HistoryEvent, Task, TaskWish } from '../../../conformance/tasks/source.ts';
import { createSwfMock, noNetwork } from '../../../mocks/msw/index.ts';
import { tasksInCore } from '../../../proof/verdicts/tasks-in-core.ts';
import { access } from './endpoint.ts';

export type SuitePage = {
  fetch(
    request: Carried<FetchedRequest>,
    timeoutMs: number,
  ): Promise<CarriedResponse | { name: string; message: string }>;
  /** `id` is the number of the task in the page. */
  take(wish: TaskWish): Promise<Pick<Task, 'taskToken' | 'sibling' | 'values'> & { id: number }>;
  schedule(id: number): Promise<void>;
  history(id: number): Promise<HistoryEvent[]>;
};

/** With its body in base64. */
type Carried<T> = Omit<T, 'body'> & { body: string | null };
type CarriedResponse = { status: number; headers: [string, string][]; body: string };

const swf = createSwfMock({ tasks: 'declared', access, endpoint: '/swf' });
const source = tasksInCore(swf);
const taken: Task[] = [];
const ready = setupWorker(...swf.handlers).start({ ...noNetwork, quiet: true });

const suitePage: SuitePage = {
  async fetch({ body, ...request }, timeoutMs) {
    await ready;
    try {
      const bytes =
        body === null ? null : Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
      const response = await fetchHere({ ...request, body: bytes }, timeoutMs);
      return {
        ...response,
        body: btoa(Array.from(response.body, (byte) => String.fromCharCode(byte)).join('')),
      };
    } catch (error) {
      const { name, message } = error as Error;
      return { name, message };
    }
  },
  async take(wish) {
    const task = await source.take(wish);
    const { taskToken, sibling, values } = task;
    return { taskToken, ...(sibling && { sibling }), ...(values && { values }), id: taken.push(task) - 1 };
  },
  schedule: async (id) => taken[id]?.schedule?.(),
  history: async (id) => (await taken[id]?.history?.()) ?? [],
};

Object.assign(globalThis, { suitePage });

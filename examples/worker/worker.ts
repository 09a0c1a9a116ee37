// An activity worker: polls Amazon SWF for the tasks of a task list, does one at a time, and reports what became of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { type ActivityTask, type SWF, SWFServiceException, UnknownResourceFault } from '@aws-sdk/client-swf';

/**
 * Does the work of a task and returns its result. What it throws fails the task; once `signal` is aborted, because a
 * cancellation was requested or the task has timed out, it cancels the task.
 *
 * @param progress says how far the work is; the heartbeats from now on have it
 */
export type Activity = (
  input: string,
  context: { signal: AbortSignal; progress(details: string): void },
) => Promise<string>;

export type Worker = {
  /** Made with `requestHandler: forPolls`. */
  client: SWF;
  domain: string;
  taskList: string;
  /** By name and version of the activity type: `ship/1`. */
  activities: Record<string, Activity>;
  /** Aborted to stop the worker: it polls no more, and finishes the task under way. */
  signal: AbortSignal;
  /** Well below the heartbeat timeout of the tasks. Default 10. */
  heartbeatSeconds?: number;
  log?: (line: string) => void;
};

/** SWF holds a poll for 60 seconds; a connection that is silent for 70 is dead. */
export const forPolls = { requestTimeout: 70_000, throwOnRequestTimeout: true };

/**
 * Works until the signal is aborted.
 *
 * @throws what SWF refuses for good: a domain that it does not know, a permission that is missing
 */
export async function runWorker(worker: Worker): Promise<void> {
  const { client, domain, signal } = worker;
  const taskList = { name: worker.taskList };
  // Stopping gives up a poll that is held. A task that SWF hands out at that very moment times out.
  const poll = () => client.pollForActivityTask({ domain, taskList }, { abortSignal: signal });
  while (!signal.aborted) {
    const task = await persist(poll, worker, signal);
    if (task?.taskToken) await handle(task, worker);
  }
}

async function handle(task: ActivityTask, worker: Worker): Promise<void> {
  const { client, activities, heartbeatSeconds = 10, log = console.log } = worker;
  const { taskToken, activityId, activityType, input = '' } = task;
  const work = new AbortController();
  const reported = new AbortController();
  let details: string | undefined;

  async function beat(abortSignal: AbortSignal): Promise<void> {
    while (!abortSignal.aborted) {
      try {
        await sleep(heartbeatSeconds * 1000, undefined, { signal: abortSignal });
        const status = await client.recordActivityTaskHeartbeat({ taskToken, details }, { abortSignal });
        if (status.cancelRequested) work.abort(new Error('a cancellation was requested'));
      } catch (error) {
        if (error instanceof UnknownResourceFault) return work.abort(error);
        if (!abortSignal.aborted) log(`${activityId}: no heartbeat: ${error}`);
      }
    }
  }

  function progress(text: string): void {
    details = text.slice(0, 2048);
  }

  /** Does the work, and returns what reports it. */
  async function perform(): Promise<() => Promise<unknown>> {
    try {
      const type = `${activityType?.name}/${activityType?.version}`;
      const activity = activities[type];
      if (!activity) throw new Error(`this worker has no activity ${type}`);
      const result = await activity(input, { signal: work.signal, progress });
      if (result.length > 32_768) throw new Error(`a result of ${result.length} characters is too long`);
      return () => client.respondActivityTaskCompleted({ taskToken, result });
    } catch (error) {
      if (work.signal.aborted) return () => client.respondActivityTaskCanceled({ taskToken, details });
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      const why = { reason: message.slice(0, 256), details: stack.slice(0, 32_768) };
      return () => client.respondActivityTaskFailed({ taskToken, ...why });
    }
  }

  const beating = beat(reported.signal);
  try {
    await persist(await perform(), worker);
  } catch (error) {
    // The task has timed out, or was closed by an attempt whose answer never came.
    if (!(error instanceof UnknownResourceFault)) throw error;
    log(`${activityId}: no report: ${error}`);
  } finally {
    reported.abort();
    await beating;
  }
}

/** Sends until there is an answer, or until the signal is aborted. */
async function persist<T>(send: () => Promise<T>, worker: Worker, signal?: AbortSignal) {
  const { log = console.log } = worker;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (signal?.aborted) return undefined;
      if (isFinal(error)) throw error;
      log(`the client has given up, trying again: ${error}`);
      await sleep(1000, undefined, { signal }).catch(() => {});
    }
  }
}

const isFinal = (error: unknown) =>
  error instanceof SWFServiceException &&
  error.$fault === 'client' &&
  !['LimitExceededFault', 'ThrottlingException'].includes(error.name);

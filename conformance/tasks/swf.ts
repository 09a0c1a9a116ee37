// Tasks made with the API of the service itself (--arrange swf): a domain and types are registered, and each task is
// the activity of a workflow execution of its own, decided and polled here. The history is read back. What was
// started is terminated afterwards, and the domain deprecated. Names are unique for each run.

import { taskStates } from '../../generated/operations.ts';
import type { Outcome, TaskState } from '../cases/corpus.ts';
import { objectOf } from '../exchange/awsjson.ts';
import { describeAnswer, type Reading } from '../judge/outcome.ts';
import { inOrder } from '../pool.ts';
import { closingEventAmong, eventsIn } from './history.ts';
import { type Task, type TaskSource, TaskUnavailable } from './source.ts';

/**
 * Calls an operation of the service. Never rejects for what the endpoint answers, only where a call can no longer be
 * made.
 *
 * @param options `waitsMs`: for how long the service may hold the call before it answers
 */
export type CallService = (
  operation: string,
  input: Record<string, unknown>,
  options?: { waitsMs?: number },
) => Promise<Reading>;

/** Polls are held for up to 60 seconds. */
const pollWaitsMs = 70_000;

/** How long a task is given to time out, and how often the history is looked at meanwhile. In milliseconds. */
export type Patience = { timeOutWithin: number; lookEvery: number };

/**
 * When so many tasks in a row could not be made, no more are tried: a poll that comes to nothing takes more than a
 * minute.
 */
const perseverance = 8;

function givenUp({ message }: Error): Error {
  return new Error(`${message}; no task was asked for after ${perseverance} that could not be made`);
}

type Names = { domain: string; type: { name: string; version: string } };
type Execution = { workflowId: string; runId: string };
type RawEvent = Record<string, unknown>;

/**
 * Each task fails with TaskUnavailable when the endpoint lacks an operation that making it takes, and with an Error that
 * begins with "arranging:" when a call was refused.
 *
 * @param name a name that no other run has; the domain and the types get it
 * @param wait resolves after so many milliseconds
 */
export function serviceTasks(
  callService: CallService,
  name: string,
  wait: (ms: number) => Promise<void>,
  patience: Patience = { timeOutWithin: 15_000, lookEvery: 500 },
): TaskSource {
  const names: Names = { domain: name, type: { name, version: '1' } };
  const started: Execution[] = [];
  let registration: Promise<void> | undefined;
  let count = 0;
  const unavailable = new Map<TaskState, TaskUnavailable>();
  /** Since a task was made. */
  let failures: Error[] = [];
  const underWay = new Set<Promise<Task>>();

  return {
    issued: true,
    history: true,
    async take({ state }) {
      const known = unavailable.get(state);
      if (known) throw known;
      await assertPromising();
      registration ??= register();
      await registration;
      count += 1;
      const making = makeTask(state, `${name}-${count}`);
      underWay.add(making);
      try {
        const task = await making;
        failures = [];
        return task;
      } catch (error) {
        // What the endpoint cannot do once it need not be asked for again.
        if (error instanceof TaskUnavailable) unavailable.set(state, error);
        else failures.push(error as Error);
        throw error;
      } finally {
        underWay.delete(making);
      }
    },
    close: cleanUp,
  };

  /** After a failure, those that are under way are waited for where all of them could fail too. */
  async function assertPromising(): Promise<void> {
    while (failures.length > 0 && failures.length + underWay.size >= perseverance) {
      if (failures.length >= perseverance) throw givenUp(failures.at(-1) as Error);
      await Promise.race(underWay).catch(() => {});
    }
  }

  async function register(): Promise<void> {
    const { domain, type } = names;
    await call('RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '1' });
    await call('RegisterWorkflowType', {
      domain,
      ...type,
      defaultTaskList: { name },
      defaultTaskStartToCloseTimeout: '60',
      defaultExecutionStartToCloseTimeout: '600',
      defaultChildPolicy: 'TERMINATE',
    });
    await call('RegisterActivityType', { domain, ...type, defaultTaskList: { name } });
  }

  async function makeTask(state: TaskState, workflowId: string): Promise<Task> {
    const { domain } = names;
    const taskList = { name: workflowId };
    const { runId } = await call('StartWorkflowExecution', {
      domain,
      workflowId,
      workflowType: names.type,
      taskList,
    });
    if (typeof runId !== 'string') throw new Error('arranging: StartWorkflowExecution gave no runId');
    const execution = { workflowId, runId };
    started.push(execution);
    await decide(taskList, scheduleActivity(workflowId, state));
    const { taskToken } = await call('PollForActivityTask', { domain, taskList }, { waitsMs: pollWaitsMs });
    if (typeof taskToken !== 'string' || taskToken === '')
      throw new Error('arranging: PollForActivityTask gave no task');
    if (state === 'cancel-requested') await requestCancel(execution, taskList);
    if (state === 'timed-out') await waitForTimeOut(execution);
    return { taskToken, closingEvent: async () => closingEventAmong(await historyOf(execution)) };
  }

  function scheduleActivity(activityId: string, state: TaskState): Record<string, unknown> {
    return {
      decisionType: 'ScheduleActivityTask',
      scheduleActivityTaskDecisionAttributes: {
        activityId,
        activityType: names.type,
        taskList: { name: activityId },
        scheduleToStartTimeout: '600',
        scheduleToCloseTimeout: '600',
        startToCloseTimeout: state === 'timed-out' ? '1' : '600',
        heartbeatTimeout: 'NONE',
      },
    };
  }

  async function decide(taskList: { name: string }, decision: Record<string, unknown>): Promise<void> {
    const { taskToken } = await call(
      'PollForDecisionTask',
      { domain: names.domain, taskList },
      { waitsMs: pollWaitsMs },
    );
    if (typeof taskToken !== 'string' || taskToken === '')
      throw new Error('arranging: PollForDecisionTask gave no task');
    await call('RespondDecisionTaskCompleted', { taskToken, decisions: [decision] });
  }

  /** A signal makes the next decision task, which requests the cancellation. */
  async function requestCancel({ workflowId, runId }: Execution, taskList: { name: string }): Promise<void> {
    await call('SignalWorkflowExecution', { domain: names.domain, workflowId, runId, signalName: 'cancel' });
    await decide(taskList, {
      decisionType: 'RequestCancelActivityTask',
      requestCancelActivityTaskDecisionAttributes: { activityId: workflowId },
    });
  }

  async function waitForTimeOut(execution: Execution): Promise<void> {
    for (let waited = 0; waited < patience.timeOutWithin; waited += patience.lookEvery) {
      await wait(patience.lookEvery);
      const events = await historyOf(execution);
      if (events.some(({ eventType }) => eventType === taskStates['timed-out'].event)) return;
    }
    throw new TaskUnavailable(
      `a task with a start-to-close timeout of 1 s did not time out within ${patience.timeOutWithin / 1000} s`,
      'the endpoint does not time tasks out; nothing in the runner changes that',
    );
  }

  async function historyOf(execution: Execution): Promise<RawEvent[]> {
    const { events } = await call('GetWorkflowExecutionHistory', { domain: names.domain, execution });
    return eventsIn(events);
  }

  /** What cannot be ended is left; the names say whose it is. */
  async function cleanUp(): Promise<void> {
    if (!registration) return;
    const { domain } = names;
    const end = (execution: Execution) =>
      call('TerminateWorkflowExecution', { domain, ...execution }).catch(() => {});
    for await (const _ of inOrder(started, 8, end));
    await call('DeprecateDomain', { name: domain }).catch(() => {});
  }

  async function call(
    operation: string,
    input: Record<string, unknown>,
    options?: { waitsMs?: number },
  ): Promise<Record<string, unknown>> {
    let reading = await callService(operation, input, options);
    // The service limits the rate of calls; arranging is none of the endpoint's conformance, and can wait.
    for (let pause = 250; reading.outcome === 'throttled' && pause <= 4000; pause *= 2) {
      await wait(pause);
      reading = await callService(operation, input, options);
    }
    if (reading.outcome === 'accepted' && reading.answer.kind === 'response')
      return contentOf(reading.answer.text);
    const said = `arranging: ${operation} got ${describeAnswer(reading)}`;
    if (absent.includes(reading.outcome)) {
      throw new TaskUnavailable(
        said,
        'the endpoint does not have the operation; give --task-token-command CMD',
      );
    }
    throw new Error(said);
  }
}

/** An endpoint that answers so does not have what is asked for, or not in working order. */
const absent: Outcome[] = ['unknown-operation', 'not-implemented', 'server-error'];

function contentOf(text: string): Record<string, unknown> {
  const content = text.trim() === '' ? {} : objectOf(text);
  if (!content) throw new Error(`arranging: the answer is no JSON object: ${text.slice(0, 100)}`);
  return content;
}

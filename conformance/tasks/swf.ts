// Tasks from the SWF API of the endpoint (--arrange swf). It registers a domain and types. Each task is the activity of its
// own workflow execution; this module plays the decider and polls for the activity. It reads the history back. At the end
// it terminates the executions and deprecates the domain. Names are unique for each run.
import { taskStates } from '../../generated/operations.ts';
import { inOrder } from '../pool.ts';
import type { TaskValues } from '../request/body.ts';
import { type CallService, createArranger, type Step } from './arranger.ts';
import { readEvents } from './history.ts';
import { type HistoryEvent, type Task, type TaskSource, TaskUnavailable, type TaskWish } from './source.ts';

/** Polls are held for up to 60 seconds. */
const pollWaitsMs = 70_000;

/** How long to wait until a task times out, and how often to read the history meanwhile. In milliseconds. */
export type Patience = { timeOutWithin: number; lookEvery: number };

/**
 * After this many failures in a row, no more tasks are tried, because a poll without a task takes more than a minute.
 */
const maxFailures = 8;

function givenUp({ message }: Error): Error {
  return new Error(`${message}; no more tasks were tried after ${maxFailures} failures`);
}

type Names = { domain: string; type: { name: string; version: string } };
/** The properties of a task to make. */
type Wanted = Pick<TaskWish, 'state'> & {
  input: string | undefined;
  later: boolean;
  timeouts: NonNullable<TaskWish['timeouts']>;
  sibling: boolean;
};
type Execution = { workflowId: string; runId: string };

/**
 * Each task fails with TaskUnavailable if the endpoint cannot make it, and with an Error that begins with "arranging:" if a
 * call was rejected or failed once (arranger.ts).
 *
 * @param name a name that no other run has; the name of the domain and the types
 * @param wait resolves after this many milliseconds
 */
export function serviceTasks(
  callService: CallService,
  name: string,
  wait: (ms: number) => Promise<void>,
  patience: Patience = { timeOutWithin: 15_000, lookEvery: 500 },
): TaskSource {
  const names: Names = { domain: name, type: { name, version: '1' } };
  const { domain, type } = names;
  const { carryOut, withRetries } = createArranger(callService, wait);
  const started: Execution[] = [];
  let registration: Promise<void> | undefined;
  let mayHaveRegistered = false;
  let count = 0;
  /** Whether the endpoint has timed out a task in the time allowed; undefined until that was tried. */
  let timesOut: boolean | undefined;
  /** Failures since the last success. */
  let failures: Error[] = [];
  const underWay = new Set<Promise<Task>>();

  return {
    issued: true,
    history: true,
    async take({ state, input, later = false, timeouts = {}, sibling = false }) {
      await assertPromising();
      await registered();
      const making = withRetries(() => {
        count += 1;
        return makeTask({ state, input, later, timeouts, sibling }, `${name}-${count}`);
      });
      underWay.add(making);
      try {
        const task = await making;
        failures = [];
        return task;
      } catch (error) {
        if (!(error instanceof TaskUnavailable)) failures.push(error as Error);
        throw error;
      } finally {
        underWay.delete(making);
      }
    },
    close: cleanUp,
  };

  /** After a failure, waits for tasks in progress while all of them together could reach the limit of failures. */
  async function assertPromising(): Promise<void> {
    while (failures.length > 0 && failures.length + underWay.size >= maxFailures) {
      if (failures.length >= maxFailures) throw givenUp(failures.at(-1) as Error);
      await Promise.race(underWay).catch(() => {});
    }
  }

  /** A failed registration is tried again with the next task. */
  async function registered(): Promise<void> {
    registration ??= withRetries(register);
    const own = registration;
    await own.catch((error) => {
      if (registration === own) registration = undefined;
      throw error;
    });
  }

  async function register(): Promise<void> {
    mayHaveRegistered = true;
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

  async function makeTask(wanted: Wanted, workflowId: string): Promise<Task> {
    const { state, later } = wanted;
    const taskList = { name: workflowId };
    const { runId } = await carryOut({
      operation: 'StartWorkflowExecution',
      input: { domain, workflowId, workflowType: type, taskList },
      optional: { input: 'swf-conformance', ...executionDefaults },
    });
    if (typeof runId !== 'string') throw new Error('arranging: StartWorkflowExecution gave no runId');
    const execution = { workflowId, runId };
    started.push(execution);
    const siblingId = `${workflowId}-sibling`;
    const decisions = [
      scheduleActivity(workflowId, wanted),
      ...(wanted.sibling
        ? [scheduleActivity(siblingId, { state: 'open', input: undefined, timeouts: {} })]
        : []),
    ];
    const schedule = () => decide(taskList, ...decisions);
    if (!later) await schedule();
    if (state === 'scheduled') return { taskToken: '', values: valuesOf(execution), schedule };
    const { taskToken } = await poll('PollForActivityTask', taskList);
    const sibling = wanted.sibling && (await poll('PollForActivityTask', { name: siblingId })).taskToken;
    if (state === 'cancel-requested') await requestCancel(execution, taskList);
    const arranged = state === 'timed-out' ? await waitForTimeOut(execution) : undefined;
    return {
      taskToken,
      ...(arranged && { arranged }),
      ...(sibling && { sibling }),
      history: () => withRetries(() => historyOf(execution)),
    };
  }

  /** The activity id and the task list are the id of the workflow. */
  function valuesOf({ workflowId, runId }: Execution): TaskValues {
    const { name: activityTypeName, version: activityTypeVersion } = type;
    const activityId = workflowId;
    return {
      domain,
      taskList: workflowId,
      activityId,
      workflowId,
      runId,
      activityTypeName,
      activityTypeVersion,
    };
  }

  async function poll(operation: string, taskList: { name: string }): Promise<{ taskToken: string }> {
    const { taskToken } = await carryOut({
      operation,
      input: { domain, taskList },
      waitsMs: pollWaitsMs,
    });
    if (typeof taskToken === 'string' && taskToken !== '') return { taskToken };
    throw new Error(`arranging: ${operation} gave no task`);
  }

  function scheduleActivity(
    activityId: string,
    { state, input, timeouts }: Pick<Wanted, 'state' | 'input' | 'timeouts'>,
  ): Decision {
    const given = Object.entries(timeouts).map(([name, seconds]) => [name, String(seconds)]);
    return {
      decisionType: 'ScheduleActivityTask',
      scheduleActivityTaskDecisionAttributes: {
        activityId,
        activityType: type,
        taskList: { name: activityId },
        ...(input !== undefined && { input }),
        scheduleToStartTimeout: '600',
        ...(state === 'timed-out' ? shortTimeouts : longTimeouts),
        ...Object.fromEntries(given),
      },
    };
  }

  async function decide(taskList: { name: string }, ...decisions: Decision[]): Promise<void> {
    const { taskToken } = await poll('PollForDecisionTask', taskList);
    await carryOut({
      operation: 'RespondDecisionTaskCompleted',
      feature: `decision ${decisions[0]?.decisionType}`,
      input: { taskToken, decisions },
    });
  }

  /** A signal creates a decision task, and its decision requests the cancellation. */
  async function requestCancel({ workflowId, runId }: Execution, taskList: { name: string }): Promise<void> {
    await carryOut({
      operation: 'SignalWorkflowExecution',
      input: { domain, workflowId, runId, signalName: 'cancel' },
      optional: { input: 'swf-conformance' },
    });
    await decide(taskList, {
      decisionType: 'RequestCancelActivityTask',
      requestCancelActivityTaskDecisionAttributes: { activityId: workflowId },
    });
  }

  /**
   * Waits until the history says that the task timed out. If it never does, or cannot be read, the timeouts of the task have
   * passed nevertheless, and a call for it must not be accepted.
   *
   * @returns how the task timed out
   */
  async function waitForTimeOut(execution: Execution): Promise<string> {
    const timeouts = Object.entries(shortTimeouts).map(([name, seconds]) => `${name} ${seconds} s`);
    const enough = timesOut === false ? upByTheClockMs : patience.timeOutWithin;
    let unreadable: Error | undefined;
    for (let waited = patience.lookEvery; waited <= enough; waited += patience.lookEvery) {
      await wait(patience.lookEvery);
      const events = await historyOf(execution).catch((error: Error) => {
        unreadable = error;
        return [];
      });
      if (events.some(({ eventType }) => eventType === taskStates['timed-out'].event)) {
        timesOut = true;
        return `a task with ${timeouts.join(', ')}that timed out according to its history`;
      }
    }
    timesOut ??= false;
    const history = unreadable
      ? `its history could not be read: ${unreadable.message}`
      : 'its history does not say that it timed out';
    return `a task with ${timeouts.join(', ')}, ${enough / 1000} s after it was started; ${history}`;
  }

  async function historyOf(execution: Execution): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    let page: { nextPageToken?: string } = {};
    do {
      const answer = await call('GetWorkflowExecutionHistory', { domain, execution, ...page });
      events.push(...readEvents(answer.events));
      const { nextPageToken: next } = answer;
      page =
        typeof next === 'string' && next !== '' && next !== page.nextPageToken ? { nextPageToken: next } : {};
    } while (page.nextPageToken !== undefined);
    return events;
  }

  /** Executions that cannot be terminated are left; their names identify the run. */
  async function cleanUp(): Promise<void> {
    if (!mayHaveRegistered) return;
    const end = (execution: Execution) =>
      call('TerminateWorkflowExecution', { domain, ...execution }).catch(() => {});
    for await (const _ of inOrder(started, 8, end));
    await call('DeprecateDomain', { name: domain }).catch(() => {});
  }

  function call(operation: string, input: Step['input']): Promise<Record<string, unknown>> {
    return carryOut({ operation, input });
  }
}

type Decision = {
  decisionType: string;
  [attributes: `${string}DecisionAttributes`]: Record<string, unknown>;
};

/** In seconds. Any one is enough; some endpoints support only one of them. */
const shortTimeouts = { scheduleToCloseTimeout: '2', startToCloseTimeout: '1', heartbeatTimeout: '1' };
const longTimeouts = { scheduleToCloseTimeout: '600', startToCloseTimeout: '600', heartbeatTimeout: 'NONE' };

/** Longer than the longest of the short timeouts. */
const upByTheClockMs = 3_000;

/** Optional if the workflow type has defaults. */
const executionDefaults = {
  executionStartToCloseTimeout: '600',
  taskStartToCloseTimeout: '60',
  childPolicy: 'TERMINATE',
};

// The mock without any platform: plain requests in, plain answers out, and what a test asks of it. The adapters
// (index.ts for MSW, http.ts for a port) stand on it.
import type { OperationName } from '../../generated/operations.ts';
import { type Access, type AccessDocument, readAccess } from './access/access.ts';
import { answer, type MockState, recordPassed, type UnissuedToken } from './answer.ts';
import { type AnyCall, type Call, createCallBook } from './call.ts';
import { createClock, type Instant } from './clock.ts';
import { defaultLimits } from './limits.ts';
import { type Match, operationNamed } from './match.ts';
import { checkFunction, checkOptions, type Members } from './options.ts';
import type { WaitingPoll } from './poll.ts';
import { createRandom } from './random.ts';
import { createScriptBook, type Pending, type Script } from './script.ts';
import type { HistoryEvent } from './tasks/history.ts';
import { createLedger, type TaskMode } from './tasks/ledger.ts';
import { createPolls } from './tasks/polls.ts';
import { listOf } from './tasks/record.ts';
import {
  type ScheduleOptions,
  scheduleMembers,
  type Task,
  type TaskOptions,
  taskMembers,
} from './tasks/task.ts';
import { type TaskToken, tokenOf } from './tasks/token.ts';
import { checkedWait, createWaits, pollMatchMembers, type Waits } from './waits.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/** How a mock is made. */
export type SwfMockOptions = {
  /**
   * `declared`: only tokens of opened and scheduled tasks are known. `any`: a token that nobody opened is an open task.
   * Without either: `any` until `openTask` or `schedule` is called, then `declared`.
   */
  tasks?: TaskMode;
  /** Policies by access key id, or `*`. Without it everybody may do everything. */
  access?: AccessDocument;
  /** Milliseconds since 1970; the platform's time unless given. */
  clock?: () => Instant;
  /** The same seed gives the same tokens and request ids. Without one they are random. */
  seed?: number | string;
  /** Of tasks for which none is named, and of calls whose host and signature name none. Default `us-east-1`. */
  region?: string;
  /** Of tasks for which none is named. Default `default`. */
  domain?: string;
  /** The account in the domains' ARNs, which policies name. Default `123456789012`. */
  account?: string;
  /** What a token that was never issued gets where only declared ones are known. Default UnknownResourceFault. */
  unissuedToken?: UnissuedToken;
  /** How much the mock remembers. */
  limits?: MockLimits;
};

/** How much a mock remembers; beyond it the oldest is forgotten, and an open task too many is refused. */
export type MockLimits = {
  /** Tasks, open and closed. Default 10 000. */
  tasks?: number;
  /** Characters that the closed tasks may have together, the calls as many again, and prescribed behaviours too. Default 4 194 304. */
  characters?: number;
  /** Calls. Default 1 000. */
  calls?: number;
  /** Prescribed behaviours not yet used up. Default 1 000. */
  scripts?: number;
  /** Polls that wait for a task; one more gets LimitExceededFault. Default 1 000. */
  polls?: number;
};

/** What the options have to be, for the faces that take them. */
export const mockMembers = {
  tasks: ['any', 'declared'],
  access: 'any',
  clock: 'function',
  seed: 'any',
  region: 'text',
  domain: 'text',
  account: 'text',
  unissuedToken: ['UnknownResourceFault', 'ValidationException'],
  limits: {
    tasks: 'count',
    characters: 'count',
    calls: 'count',
    scripts: 'count',
    polls: 'count',
  } satisfies Members<MockLimits>,
} as const satisfies Members<SwfMockOptions>;

/** A mock: what a test asks of it, and does with its tasks. */
export type SwfMock = Waits & {
  /** How a token that nobody opened is taken now. */
  readonly tasks: TaskMode;
  /** Opens a task, as if a worker had just received it from PollForActivityTask. */
  openTask(options?: TaskOptions): Task;
  /**
   * Schedules a task, as a decider does: the first poll of its task list, domain and region takes it.
   *
   * @example
   * const { taskToken } = swf.schedule({ taskList: 'orders', activityType: { name: 'ship', version: '1' }, input: '17' });
   * const { closedBy } = await swf.settled(taskToken);
   */
  schedule(options?: ScheduleOptions): Task;
  /** The polls that wait for a task, the oldest first. */
  waitingPolls(): WaitingPoll[];
  /**
   * Requests the cancellation of a task, as a decider does. One that no poll has taken is canceled at once.
   *
   * @throws RangeError when the task is closed; `heartbeat` and `fail` when no poll has taken it, too
   */
  requestCancel(taskToken: TaskToken): Task;
  /** Says that the worker is alive, as RecordActivityTaskHeartbeat does; tells whether it is to cancel. */
  heartbeat(taskToken: TaskToken, details?: string): { cancelRequested: boolean };
  /** Closes an open task as failed, as RespondActivityTaskFailed does. */
  fail(taskToken: TaskToken, why?: { reason?: string; details?: string }): Task;
  /** The task as it is now. */
  task(taskToken: TaskToken): Task;
  /** Whether there is a task of that token, open or closed; `task` throws an error where there is none. */
  hasTask(taskToken: TaskToken): boolean;
  /** All tasks: those that are not closed in the order of opening, then those that are in the order of closing. */
  listTasks(): Task[];
  /** The cancel request and the closing event, as GetWorkflowExecutionHistory has them. */
  events(taskToken: TaskToken): HistoryEvent[];
  /** The whole history of the task's execution, with the events of workflow and decider, by type. */
  history(taskToken: TaskToken): HistoryEvent[];
  /**
   * Prescribes behaviour for calls of an operation. The last `on` that fits and has something left applies; what is
   * chained on it is done in its order.
   *
   * @example
   * swf.on('RespondActivityTaskCompleted', { taskToken }).throttles(2).failsOnce('UnknownResourceFault');
   */
  on<O extends OperationName>(operation: O, match?: Match<O>): Script<O>;
  /**
   * What is prescribed and not used up; what has no number, until it is used once.
   *
   * @example expect(swf.pending()).toEqual([]); // at the end of a test: everything that was prescribed took place
   */
  pending(): Pending[];
  /** The calls that arrived, oldest first; of one operation, or all, also those that named no operation. */
  calls<O extends OperationName>(operation: O): Call<O>[];
  /** All calls that arrived, oldest first. */
  calls(): AnyCall[];
  /** Tells a listener about every call that is answered from now on; returns what ends it. */
  onCall(listener: (call: AnyCall) => void): () => void;
  /** Moves the mock's clock forward. Tasks whose time is up time out; delayed answers that are due are sent. */
  advance(seconds: number): void;
  /** The time on the mock's clock. */
  now(): Date;
  /** Replaces the access document; `undefined` lets everybody do everything. */
  setAccess(access: AccessDocument | undefined): void;
  /**
   * Makes the mock as new: forgets tasks, prescribed behaviour and calls, takes back `setAccess` and `advance`, and
   * starts the seed again. Delayed answers are sent at once, and polls that wait are answered without a task.
   */
  reset(): void;
  /** Forgets the recorded calls only. */
  resetCalls(): void;
  /**
   * Answers a request given as plain data; what the adapters call. Only an answer that is to be late is a promise.
   *
   * @param signal made for a poll and for an answer that is late, and aborted when nobody waits for it any more
   */
  answer(request: WireRequest, signal?: () => AbortSignal): WireAnswer | Promise<WireAnswer>;
  /** Records a call that an adapter leaves to whoever comes next. */
  pass(request: Pick<WireRequest, 'url' | 'headers'>): void;
};

/**
 * Makes a mock that answers plain requests. Mocks share nothing.
 *
 * @throws TypeError when the access document has a policy that cannot work
 * @example
 * const swf = createMock({ tasks: 'declared', seed: 1 });
 * const { taskToken } = swf.openTask({ domain: 'billing' });
 * swf.requestCancel(taskToken);
 * swf.task(taskToken).state; // 'cancel-requested'
 */
export function createMock(options: SwfMockOptions = {}): SwfMock {
  const { region = 'us-east-1', account = '123456789012', limits = {} } = options;
  const maxCharacters = limits.characters ?? defaultLimits.characters;
  const initialAccess = readAccess(options.access, account);
  let access: Access = initialAccess;
  const clock = createClock(options.clock);
  // Two streams, so that an unexpected call does not change the tokens of the tasks that follow.
  const sources = () => ({ tokens: createRandom(options.seed), requestIds: createRandom(options.seed) });
  let random = sources();
  const ledger = createLedger({
    mode: options.tasks,
    clock,
    random: () => random.tokens(),
    region,
    domain: options.domain ?? 'default',
    maxTasks: limits.tasks ?? defaultLimits.tasks,
    maxCharacters,
  });
  const polls = createPolls<WaitingPoll>(clock, () => changed());
  const state: MockState = {
    ledger,
    polls,
    maxPolls: limits.polls ?? defaultLimits.polls,
    clock,
    random: () => random.requestIds(),
    region,
    scripts: createScriptBook(limits.scripts ?? defaultLimits.scripts, maxCharacters),
    calls: createCallBook(limits.calls ?? defaultLimits.calls, maxCharacters),
    access: () => access,
    unissuedToken: options.unissuedToken ?? 'UnknownResourceFault',
  };

  function known<T>(taskToken: TaskToken, found: T | undefined): T {
    if (found !== undefined) return found;
    const token = JSON.stringify(taskToken.slice(0, 40));
    throw new RangeError(
      `no task has the token ${token} (reset() forgets all tasks); ` +
        'open one with openTask() or schedule(), or POST /_swf-mock/tasks',
    );
  }

  const { changed, ...waits } = createWaits({
    ...state,
    task: (taskToken) =>
      ledger.mode === 'any' ? ledger.task(taskToken) : known(taskToken, ledger.task(taskToken)),
  });
  state.calls.listen(changed);

  /** What was done, after which those who wait for it have looked. */
  function done<T>(result: T): T {
    changed();
    return result;
  }

  return {
    settled: async (taskToken, options) =>
      waits.settled(tokenOf('settled', taskToken), checkedWait('settled', options)),
    async polled(match = {}, options) {
      checkOptions('polled', match, pollMatchMembers);
      return waits.polled(match, checkedWait('polled', options));
    },
    arrival: async (operation, match, options) =>
      waits.arrival(operationNamed(operation), match, checkedWait('arrival', options)),
    idle: async (options) => waits.idle(checkedWait('idle', options)),
    get tasks() {
      return ledger.mode;
    },
    openTask(task = {}) {
      checkOptions('openTask', task, taskMembers);
      return ledger.open(task);
    },
    schedule(options = {}) {
      checkOptions('schedule', options, scheduleMembers);
      const task = ledger.schedule(options);
      polls.wake(listOf({ about: task }));
      return task;
    },
    waitingPolls: () => polls.waiting(),
    requestCancel: (taskToken) =>
      done(known(taskToken, ledger.requestCancel(tokenOf('requestCancel', taskToken)))),
    heartbeat(taskToken, details) {
      checkOptions('heartbeat', { details }, { details: 'text' });
      const task = ledger.heartbeat(tokenOf('heartbeat', taskToken), details);
      return { cancelRequested: known(taskToken, task).state === 'cancel-requested' };
    },
    fail(taskToken, why = {}) {
      checkOptions('fail', why, { reason: 'text', details: 'text' });
      return done(known(taskToken, ledger.fail(tokenOf('fail', taskToken), why)));
    },
    task: (taskToken) => known(taskToken, ledger.task(tokenOf('task', taskToken))),
    hasTask: (taskToken) => ledger.task(tokenOf('hasTask', taskToken)) !== undefined,
    listTasks: () => ledger.tasks(),
    events: (taskToken) => known(taskToken, ledger.events(tokenOf('events', taskToken))),
    history: (taskToken) => known(taskToken, ledger.history(tokenOf('history', taskToken))),
    on: (operation, match) => state.scripts.on(operationNamed(operation), match),
    pending: () => state.scripts.pending(),
    calls: ((operation?: OperationName) =>
      state.calls.list(operation === undefined ? undefined : operationNamed(operation))) as SwfMock['calls'],
    onCall(listener) {
      checkFunction('onCall', 'listener', listener);
      return state.calls.listen(listener);
    },
    advance: (seconds) => clock.advance(seconds),
    now: () => new Date(clock.now()),
    setAccess(document) {
      access = readAccess(document, account);
    },
    reset() {
      // Whoever was answered by this is not among the calls afterwards.
      polls.endAll();
      ledger.clear();
      state.scripts.clear();
      state.calls.clear();
      access = initialAccess;
      random = sources();
      clock.reset();
      changed();
    },
    resetCalls: () => state.calls.clear(),
    answer: (request, signal) => answer(state, request, signal),
    pass: (request) => recordPassed(state, request),
  };
}

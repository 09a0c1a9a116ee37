// What tests like to say about a mock, for `expect.extend` of Jest and of Vitest. The files jest.ts and vitest.ts beside
// this one register them, with their types.
import { type InputOf, type OperationName, type TaskState, taskStates } from '../../generated/operations.ts';
import type { AnyCall } from '../core/call.ts';
import { callsInWords, inWords, shown } from '../core/in-words.ts';
import { type AsymmetricMatcher, isPlain, onlyMembers, operationNamed } from '../core/match.ts';
import type { SwfMock } from '../core/mock.ts';
import { checkOptions, type Members } from '../core/options.ts';
import type { ActivityType, ClosedBy, Task } from '../core/tasks/task.ts';
import { tokenOf } from '../core/tasks/token.ts';

/** An input as expected: members not named may be anything. */
export type ExpectedInput<O extends OperationName> = {
  [M in keyof InputOf<O>]?: InputOf<O>[M] | AsymmetricMatcher;
};

/** A task as expected: members not named may be anything. */
export type ExpectedTask = {
  /** Its state now. */
  state?: TaskState;
  /** The domain of its workflow execution. */
  domain?: string;
  /** The region that it belongs to. */
  region?: string;
  /** The id of its workflow execution. */
  workflowId?: string;
  /** The id of the run of its workflow execution. */
  runId?: string;
  /** What its decider calls it. */
  activityId?: string;
  /** The name of its task list. */
  taskList?: string;
  /** What is to be done. */
  activityType?: ActivityType;
  /** What the worker is given. */
  input?: string | AsymmetricMatcher;
  /** All that are remembered, oldest first. */
  heartbeats?: readonly ExpectedHeartbeat[] | AsymmetricMatcher;
  /** What closed it. */
  closedBy?: { [M in keyof ClosedBy]?: ClosedBy[M] | AsymmetricMatcher };
};

type ExpectedHeartbeat = { at?: Date | AsymmetricMatcher; details?: string | AsymmetricMatcher };

/** The matchers as they are written after `expect(swf)`. */
export interface SwfMatchers<R = void> {
  /** At least one call of the operation arrived, with an input that has these members. */
  toHaveReceived<O extends OperationName>(operation: O, input?: ExpectedInput<O>): R;
  /** So many calls arrived, with an input that has these members; refused and retried ones count. */
  toHaveReceivedTimes<O extends OperationName>(operation: O, times: number, input?: ExpectedInput<O>): R;
  /** The call with this number, from 1, had an input with these members. */
  toHaveReceivedNth<O extends OperationName>(n: number, operation: O, input?: ExpectedInput<O>): R;
  /** The last call of the operation had an input with these members. */
  toHaveReceivedLast<O extends OperationName>(operation: O, input?: ExpectedInput<O>): R;
  /** The task is in this state, or is like this. */
  toHaveTask(taskToken: string, expected: TaskState | ExpectedTask): R;
}

/** As much of a test runner's matcher context as is used: equality that knows asymmetric matchers, and a diff. */
type Context = {
  equals(a: unknown, b: unknown): boolean;
  utils?: { diff?(expected: unknown, received: unknown): string | null | undefined };
};
type Result = { pass: boolean; message: () => string };
type Expected = Record<string, unknown>;

/**
 * The matchers as functions for `expect.extend`.
 *
 * @example
 * expect.extend(swfMatchers);
 * expect(swf).toHaveReceived('RespondActivityTaskCompleted', { taskToken });
 */
export const swfMatchers = {
  /** At least one call of the operation arrived, with an input that has these members. */
  toHaveReceived(this: Context, swf: unknown, operation: OperationName, input?: Expected): Result {
    const calls = callsOf(swf, operation);
    const fitting = fits(this, operation, input);
    return result({
      pass: calls.some(fitting),
      what: `${operation}${withInput(input)}`,
      swf,
      calls,
      difference: calls.length === 1 ? difference(this, calls[0]?.input, input) : '',
    });
  },
  /** So many calls arrived, with an input that has these members; refused and retried ones count. */
  toHaveReceivedTimes(
    this: Context,
    swf: unknown,
    operation: OperationName,
    times: number,
    input?: Expected,
  ): Result {
    const calls = callsOf(swf, operation);
    checkNumber('toHaveReceivedTimes', 'second', times, 0);
    const count = calls.filter(fits(this, operation, input)).length;
    const but = count === times ? '' : `, not ${count} times`;
    return result({
      pass: count === times,
      what: `${operation} ${times} times${withInput(input)}${but}`,
      swf,
      calls,
    });
  },
  /** The call with this number, from 1, had an input with these members. */
  toHaveReceivedNth(
    this: Context,
    swf: unknown,
    n: number,
    operation: OperationName,
    input?: Expected,
  ): Result {
    checkNumber('toHaveReceivedNth', 'first', n, 1);
    const calls = callsOf(swf, operation);
    return ofOneCall(this, calls[n - 1], { what: `${operation} as call ${n}`, operation, input, swf, calls });
  },
  /** The last call of the operation had an input with these members. */
  toHaveReceivedLast(this: Context, swf: unknown, operation: OperationName, input?: Expected): Result {
    const calls = callsOf(swf, operation);
    return ofOneCall(this, calls.at(-1), { what: `${operation} as last call`, operation, input, swf, calls });
  },
  /** The task is in this state, or is like this. */
  toHaveTask(this: Context, swf: unknown, taskToken: string, expected: TaskState | ExpectedTask): Result {
    const mock = mockOf(swf);
    const token = tokenOf('toHaveTask', taskToken);
    const wanted = typeof expected === 'string' ? { state: expected } : expected;
    checkOptions('toHaveTask', wanted, expectedMembers);
    const task: Task | undefined = mock.hasTask(token) ? mock.task(token) : undefined;
    const pass = task !== undefined && contains(this, task, wanted);
    return {
      pass,
      message: () =>
        `expected the task ${pass ? 'not ' : ''}to be ${shown(wanted)}\n` +
        (task
          ? `it is ${shown(task)}${pass ? '' : difference(this, task, wanted)}`
          : `no task has the token ${shown(token)} (reset() forgets all tasks)`),
    };
  },
};

const expectedMembers: Members<ExpectedTask> = {
  state: Object.keys(taskStates),
  domain: 'any',
  region: 'any',
  workflowId: 'any',
  runId: 'any',
  activityId: 'any',
  taskList: 'any',
  activityType: 'any',
  input: 'any',
  heartbeats: 'any',
  closedBy: { event: 'any', result: 'any', details: 'any', reason: 'any', timeoutType: 'any' },
};

function callsOf(swf: unknown, operation: OperationName): AnyCall[] {
  return mockOf(swf).calls(operationNamed(operation)) as AnyCall[];
}

function mockOf(swf: unknown): SwfMock {
  if (typeof (swf as SwfMock | undefined)?.calls === 'function') return swf as SwfMock;
  const inside = (swf as { swf?: unknown } | undefined)?.swf;
  const hint = inside ? 'write expect(served.swf)' : 'createSwfMock() makes one';
  throw new TypeError(`expect(swf): this is no mock; ${hint}`);
}

function checkNumber(where: string, which: string, value: unknown, least: number): void {
  if (Number.isInteger(value) && (value as number) >= least) return;
  throw new TypeError(
    `${where}: the ${which} argument must be a number from ${least}, not ${inWords(value)}`,
  );
}

function fits(context: Context, operation: OperationName, input: Expected | undefined) {
  if (input !== undefined) onlyMembers(operation, input);
  return (call: AnyCall) => input === undefined || contains(context, call.input, input);
}

function contains(context: Context, actual: object, expected: object): boolean {
  return Object.entries(expected).every(([member, value]) => has(context, actual, member, value));
}

function has(context: Context, actual: object, member: string, value: unknown): boolean {
  const found = (actual as Expected)[member];
  if (context.equals(found, value)) return true;
  return isPlain(found) && isPlain(value) && contains(context, found, value);
}

/** The members that are not as expected, as the test runner shows differences. */
function difference(context: Context, actual: object | undefined, expected: object | undefined): string {
  const wrong = Object.entries(expected ?? {}).filter(
    ([member, value]) => actual !== undefined && !has(context, actual, member, value),
  );
  if (wrong.length === 0) return '';
  const found = wrong.map(([member, value]) => [member, named((actual as Expected)[member], value)]);
  const diff = context.utils?.diff?.(Object.fromEntries(wrong), Object.fromEntries(found));
  return diff ? `\n\n${diff}` : '';
}

/** Of a value only the members that are expected: the others may be anything. */
function named(found: unknown, value: unknown): unknown {
  if (!isPlain(found) || !isPlain(value)) return found;
  const members = Object.entries(value).filter(([member]) => member in found);
  return Object.fromEntries(
    members.map(([member, each]) => [member, named((found as Expected)[member], each)]),
  );
}

type Received = { what: string; swf: unknown; calls: AnyCall[] };

function ofOneCall(
  context: Context,
  call: AnyCall | undefined,
  {
    operation,
    input,
    what,
    ...received
  }: Received & { operation: OperationName; input: Expected | undefined },
): Result {
  const fitting = fits(context, operation, input);
  return result({
    ...received,
    pass: call !== undefined && fitting(call),
    what: `${what}${withInput(input)}`,
    difference: difference(context, call?.input, input),
  });
}

/** Of a call that did not come, the message lists those that did: of the operation, or else all. */
function result({
  pass,
  what,
  swf,
  calls,
  difference: wrong = '',
}: Received & { pass: boolean; difference?: string }): Result {
  return {
    pass,
    message() {
      const all = mockOf(swf).calls();
      let came = `these:${callsInWords(calls, 'unnamed')}`;
      if (calls.length === 0) {
        came = all.length === 0 ? 'no call' : `no such call, but these:${callsInWords(all)}`;
      }
      return `expected the mock ${pass ? 'not ' : ''}to have received ${what}\nit received ${came}${pass ? '' : wrong}`;
    },
  };
}

const withInput = (input: Expected | undefined) => (input === undefined ? '' : ` with ${shown(input)}`);

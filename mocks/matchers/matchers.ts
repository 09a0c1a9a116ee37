// What tests like to say about a mock, for `expect.extend` of Jest and of Vitest. The files jest.ts and vitest.ts beside
// this one register them, with their types.
import type { InputOf, OperationName } from '../../generated/operations.ts';
import type { AnyCall } from '../core/call.ts';
import { callsInWords, shown } from '../core/in-words.ts';
import { type AsymmetricMatcher, isPlain, onlyMembers } from '../core/match.ts';
import type { SwfMock } from '../core/mock.ts';
import type { ActivityType, ClosedBy, Task, TaskState } from '../core/tasks/task.ts';

/** An input as expected: members not named may be anything. */
export type ExpectedInput<O extends OperationName> = {
  [M in keyof InputOf<O>]?: InputOf<O>[M] | AsymmetricMatcher;
};

/** A task as expected. */
export type ExpectedTask = {
  state?: TaskState;
  domain?: string;
  region?: string;
  workflowId?: string;
  runId?: string;
  activityId?: string;
  taskList?: string;
  activityType?: ActivityType;
  input?: string | AsymmetricMatcher;
  heartbeats?:
    | readonly { at?: Date | AsymmetricMatcher; details?: string | AsymmetricMatcher }[]
    | AsymmetricMatcher;
  closedBy?: { [M in keyof ClosedBy]?: ClosedBy[M] | AsymmetricMatcher };
};

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

/** As much of a test runner's matcher context as is used: equality that knows asymmetric matchers. */
type Context = { equals(a: unknown, b: unknown): boolean };
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
  toHaveReceived(this: Context, swf: unknown, operation: OperationName, input?: Expected): Result {
    const calls = callsOf(swf, operation);
    return result(calls.some(fits(this, operation, input)), `${operation}${withInput(input)}`, swf, calls);
  },
  toHaveReceivedTimes(
    this: Context,
    swf: unknown,
    operation: OperationName,
    times: number,
    input?: Expected,
  ): Result {
    const calls = callsOf(swf, operation);
    const count = calls.filter(fits(this, operation, input)).length;
    return result(
      count === times,
      `${operation} ${times} times${withInput(input)}${count === times ? '' : `, not ${count} times`}`,
      swf,
      calls,
    );
  },
  toHaveReceivedNth(
    this: Context,
    swf: unknown,
    n: number,
    operation: OperationName,
    input?: Expected,
  ): Result {
    const calls = callsOf(swf, operation);
    const call = calls[n - 1];
    const fitting = fits(this, operation, input);
    return result(
      call !== undefined && fitting(call),
      `${operation} as call ${n}${withInput(input)}`,
      swf,
      calls,
    );
  },
  toHaveReceivedLast(this: Context, swf: unknown, operation: OperationName, input?: Expected): Result {
    const calls = callsOf(swf, operation);
    const call = calls.at(-1);
    const fitting = fits(this, operation, input);
    return result(
      call !== undefined && fitting(call),
      `${operation} as last call${withInput(input)}`,
      swf,
      calls,
    );
  },
  toHaveTask(this: Context, swf: unknown, taskToken: string, expected: TaskState | ExpectedTask): Result {
    const task: Task | undefined = mockOf(swf).hasTask(taskToken) ? mockOf(swf).task(taskToken) : undefined;
    const wanted = typeof expected === 'string' ? { state: expected } : expected;
    const pass = task !== undefined && contains(this, task, wanted);
    return {
      pass,
      message: () =>
        `expected the task ${pass ? 'not ' : ''}to be ${shown(wanted)}\nit is ${task ? shown(task) : 'unknown'}`,
    };
  },
};

function callsOf(swf: unknown, operation: OperationName): AnyCall[] {
  return mockOf(swf).calls(operation) as AnyCall[];
}

function mockOf(swf: unknown): SwfMock {
  if (typeof (swf as SwfMock | undefined)?.calls === 'function') return swf as SwfMock;
  throw new TypeError('expect(swf): this is no mock; createSwfMock() makes one');
}

function fits(context: Context, operation: OperationName, input: Expected | undefined) {
  if (input !== undefined) onlyMembers(operation, input);
  return (call: AnyCall) => input === undefined || contains(context, call.input, input);
}

function contains(context: Context, actual: object, expected: object): boolean {
  return Object.entries(expected).every(([member, value]) => {
    const found = (actual as Expected)[member];
    if (context.equals(found, value)) return true;
    return isPlain(found) && isPlain(value) && contains(context, found, value);
  });
}

/** Of a call that did not come, the message lists those that did: of the operation, or else all. */
function result(pass: boolean, what: string, swf: unknown, calls: AnyCall[]): Result {
  return {
    pass,
    message() {
      const all = mockOf(swf).calls();
      let came = `these:${callsInWords(calls, 'unnamed')}`;
      if (calls.length === 0) {
        came = all.length === 0 ? 'no call' : `no such call, but these:${callsInWords(all)}`;
      }
      return `expected the mock ${pass ? 'not ' : ''}to have received ${what}\nit received ${came}`;
    },
  };
}

const withInput = (input: Expected | undefined) => (input === undefined ? '' : ` with ${shown(input)}`);

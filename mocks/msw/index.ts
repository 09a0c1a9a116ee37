// The mock for tests in TypeScript and JavaScript: a mock with the handlers by which MSW gives requests to it.
import type { HttpHandler } from 'msw';
import { createMock, mockMembers, type SwfMock, type SwfMockOptions } from '../core/mock.ts';
import { checkOptions, type Members } from '../core/options.ts';
import { type Endpoint, mockHandlers, type Others } from './handlers.ts';

/** A mock and its MSW handlers. */
export type SwfMswMock = SwfMock & {
  /** For `setupServer(...)` in Node and `setupWorker(...)` in browsers. */
  readonly handlers: HttpHandler[];
};

/**
 * Makes a mock that answers, through MSW, what the code under test sends to Amazon SWF.
 *
 * @throws TypeError when the access document has a policy that cannot work
 * @example
 * import { setupServer } from 'msw/node';
 * import { createSwfMock, noNetwork } from 'swf-contract/mocks';
 *
 * const swf = createSwfMock();
 * const server = setupServer(...swf.handlers);
 * server.listen(noNetwork);
 *
 * const { taskToken } = swf.openTask();
 * await worker.complete(taskToken);
 * swf.task(taskToken).closedBy; // { event: 'ActivityTaskCompleted', result: '…' }
 */
export function createSwfMock(options: SwfMswMockOptions = {}): SwfMswMock {
  checkOptions('createSwfMock', options, memberKinds);
  const { endpoint, others = 'error', ...ofTheMock } = options;
  const swf = createMock(ofTheMock);
  const handlers = mockHandlers(swf, endpoint === undefined ? { others } : { endpoint, others });
  return Object.assign(swf, { handlers });
}

const memberKinds: Members<SwfMswMockOptions> = {
  ...mockMembers,
  endpoint: 'any',
  others: ['error', 'pass'],
};

/** How a mock for MSW is made. */
export type SwfMswMockOptions = SwfMockOptions & {
  /** Which requests are meant. Default: the hosts of the service, and whatever has one of its targets. */
  endpoint?: Endpoint;
  /** What becomes of operations that the mock lacks: `error` (default), or `pass`, to the next handler. */
  others?: Others;
};

export type { ErrorName, OperationName, TaskState } from '../../generated/operations.ts';
export type { AccessDocument } from '../core/access/access.ts';
export type { Condition, ConditionKey, ConditionOperator } from '../core/access/condition.ts';
export type { PolicyDocument, PolicyStatement } from '../core/access/policy.ts';
export type { UnissuedToken } from '../core/answer.ts';
export type { AnyCall, Call, CallOutcome, UnknownCall } from '../core/call.ts';
export type { AsymmetricMatcher, Match, Pattern, ScriptedCall } from '../core/match.ts';
export type { MockLimits, SwfMock, SwfMockOptions } from '../core/mock.ts';
export type { WaitingPoll } from '../core/poll.ts';
export type { Behaviour, FrameworkError, Pending, Reply, Script } from '../core/script.ts';
export type { EventType, HistoryEvent } from '../core/tasks/history.ts';
export type { TaskMode } from '../core/tasks/ledger.ts';
export type {
  ActivityType,
  ClosedBy,
  ClosingEvent,
  Heartbeat,
  ScheduleOptions,
  Task,
  TaskOptions,
  TimeoutType,
} from '../core/tasks/task.ts';
export type { TaskToken } from '../core/tasks/token.ts';
export type { PollMatch, WaitOptions } from '../core/waits.ts';
export type { WireAnswer, WireRequest, WireResponse } from '../core/wire.ts';
export { type Endpoint, noNetwork, type Others } from './handlers.ts';

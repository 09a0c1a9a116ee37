// The mock for tests in TypeScript and JavaScript: a mock with the handlers by which MSW gives requests to it.
import type { HttpHandler } from 'msw';
import { createMock, type SwfMock, type SwfMockOptions } from '../core/mock.ts';
import { type Endpoint, mockHandlers } from './handlers.ts';

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
export function createSwfMock({ endpoint, ...options }: SwfMswMockOptions = {}): SwfMswMock {
  const swf = createMock(options);
  return { ...swf, handlers: mockHandlers(swf, endpoint === undefined ? {} : { endpoint }) };
}

export type SwfMswMockOptions = SwfMockOptions & { endpoint?: Endpoint };

export type { AccessDocument } from '../core/access/access.ts';
export type { PolicyDocument, PolicyStatement } from '../core/access/policy.ts';
export type { UnissuedToken } from '../core/answer.ts';
export type { AnyCall, Call, CallOutcome } from '../core/call.ts';
export type { MockLimits, SwfMock, SwfMockOptions } from '../core/mock.ts';
export type { Behaviour, FrameworkError, Match, Reply, Script, ScriptedCall } from '../core/script.ts';
export type { HistoryEvent } from '../core/tasks/history.ts';
export type { TaskMode } from '../core/tasks/ledger.ts';
export type { ClosedBy, Task, TaskOptions, TaskState, TimeoutType } from '../core/tasks/task.ts';
export type { TaskToken } from '../core/tasks/token.ts';
export type { WireAnswer, WireRequest, WireResponse } from '../core/wire.ts';
export { type Endpoint, noNetwork } from './handlers.ts';

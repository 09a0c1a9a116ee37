// The mock for tests in TypeScript and JavaScript: a mock with the handlers by which MSW gives requests to it.
import type { HttpHandler } from 'msw';
import { createMock, type SwfMock, type SwfMockOptions } from './mock.ts';
import { type Endpoint, mockHandlers } from './msw.ts';

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

export type { AccessDocument } from './access.ts';
export type { UnissuedToken } from './answer.ts';
export type { AnyCall, Call, CallOutcome } from './call.ts';
export type { HistoryEvent } from './history.ts';
export type { TaskMode } from './ledger.ts';
export type { MockLimits, SwfMock, SwfMockOptions } from './mock.ts';
export { type Endpoint, noNetwork } from './msw.ts';
export type { PolicyDocument, PolicyStatement } from './policy.ts';
export type { Behaviour, FrameworkError, Match, Reply, Script, ScriptedCall } from './script.ts';
export type { ClosedBy, Task, TaskOptions, TaskState, TimeoutType } from './task.ts';
export type { TaskToken } from './token.ts';
export type { WireAnswer, WireRequest, WireResponse } from './wire.ts';

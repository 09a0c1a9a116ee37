// Generated from spec/ by `npm run generate`. Do not edit.
import type { HttpHandler } from 'msw';
import { createMock, type SwfMock } from '../mocks/core/mock.ts';
import { type HandlerOptions, mockHandlers, type OperationResolver, operationHandler } from '../mocks/msw/handlers.ts';

export * from '../mocks/msw/handlers.ts';

/** The mock behind `handlers`. Between tests: `swf.reset()`. */
export const swf: SwfMock = /* @__PURE__ */ createMock();

/**
 * The handlers of a mock that takes every token it has not seen for an open task. For a mock of your own, with options,
 * there is `createSwfMock` in swf-contract/mocks.
 *
 * @example const server = setupServer(...handlers);
 */
export const handlers: HttpHandler[] = /* @__PURE__ */ mockHandlers(swf);

/**
 * Handles RespondActivityTaskCompleted: report that an activity task was completed.
 * The resolver is called with input that fits the contract; other calls are refused before, as the service does.
 *
 * @example server.use(respondActivityTaskCompleted(({ fault }) => fault('UnknownResourceFault'), { once: true }));
 */
export function respondActivityTaskCompleted(
  resolver: OperationResolver<'RespondActivityTaskCompleted'>,
  options?: HandlerOptions,
): HttpHandler {
  return operationHandler('RespondActivityTaskCompleted', resolver, options);
}

/**
 * Handles RespondActivityTaskCanceled: report that an activity task was canceled.
 * The resolver is called with input that fits the contract; other calls are refused before, as the service does.
 *
 * @example server.use(respondActivityTaskCanceled(({ fault }) => fault('UnknownResourceFault'), { once: true }));
 */
export function respondActivityTaskCanceled(
  resolver: OperationResolver<'RespondActivityTaskCanceled'>,
  options?: HandlerOptions,
): HttpHandler {
  return operationHandler('RespondActivityTaskCanceled', resolver, options);
}

/**
 * Handles PollForActivityTask: wait for an activity task of a task list.
 * The resolver is called with input that fits the contract; other calls are refused before, as the service does.
 *
 * @example server.use(pollForActivityTask(({ fault }) => fault('UnknownResourceFault'), { once: true }));
 */
export function pollForActivityTask(
  resolver: OperationResolver<'PollForActivityTask'>,
  options?: HandlerOptions,
): HttpHandler {
  return operationHandler('PollForActivityTask', resolver, options);
}

/**
 * Handles RecordActivityTaskHeartbeat: report that an activity task is in progress.
 * The resolver is called with input that fits the contract; other calls are refused before, as the service does.
 *
 * @example server.use(recordActivityTaskHeartbeat(({ fault }) => fault('UnknownResourceFault'), { once: true }));
 */
export function recordActivityTaskHeartbeat(
  resolver: OperationResolver<'RecordActivityTaskHeartbeat'>,
  options?: HandlerOptions,
): HttpHandler {
  return operationHandler('RecordActivityTaskHeartbeat', resolver, options);
}

/**
 * Handles RespondActivityTaskFailed: report that an activity task failed.
 * The resolver is called with input that fits the contract; other calls are refused before, as the service does.
 *
 * @example server.use(respondActivityTaskFailed(({ fault }) => fault('UnknownResourceFault'), { once: true }));
 */
export function respondActivityTaskFailed(
  resolver: OperationResolver<'RespondActivityTaskFailed'>,
  options?: HandlerOptions,
): HttpHandler {
  return operationHandler('RespondActivityTaskFailed', resolver, options);
}

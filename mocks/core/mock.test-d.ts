// What the compiler has to refuse, and to let through, where users write against the mock. `tsc --noEmit`, a part of
// `npm run lint`, reads this file: an error that is expected and does not come is an error.
import { expect as jestExpect } from '@jest/globals';
import { expect as vitestExpect } from 'vitest';
import { respondActivityTaskCanceled, respondActivityTaskCompleted } from '../../generated/handlers.ts';
import type { ErrorName } from '../../generated/operations.ts';
import { createSwfMock, type OperationName } from '../msw/index.ts';
import '../matchers/jest.ts';
import '../matchers/vitest.ts';

declare function same<A>(): <B>(value: B & (A extends B ? (B extends A ? unknown : never) : never)) => void;

const swf = createSwfMock({ tasks: 'declared', seed: 1, access: {} });

// Making a mock
createSwfMock();
// @ts-expect-error there is no such mode
createSwfMock({ tasks: 'some' });
// @ts-expect-error a typing error in an option
createSwfMock({ task: 'any' });
createSwfMock({ access: { AKID: { Statement: { Effect: 'Deny', Action: 'swf:*', Resource: '*' } } } });
// @ts-expect-error an effect is Allow or Deny
createSwfMock({ access: { AKID: { Statement: { Effect: 'allow', Action: '*', Resource: '*' } } } });
createSwfMock({
  access: {
    AKID: {
      Statement: {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        // @ts-expect-error a Condition on a parameter cannot work
        Condition: { StringEquals: { 'swf:taskToken': 'A' } },
      },
    },
  },
});
createSwfMock({
  access: {
    AKID: {
      Statement: {
        Effect: 'Allow',
        Action: 'swf:PollForActivityTask',
        Resource: '*',
        Condition: { StringLikeIfExists: { 'swf:taskList.name': ['orders', 'returns*'] } },
      },
    },
  },
});
createSwfMock({ others: 'pass' });
// @ts-expect-error there is no such choice
createSwfMock({ others: 'ignore' });

// Prescribing
swf.on('RespondActivityTaskCompleted', { result: 'Y' }).failsOnce('UnknownResourceFault').throttles(2);
swf
  .on('RespondActivityTaskCanceled', { details: /Y/ })
  .replies(({ input }) => ({ body: input.details ?? '' }));
swf.on('RespondActivityTaskCanceled', ({ input }) => input.details === 'Y').delays(3);
swf.on('RespondActivityTaskCompleted', { result: jestExpect.stringContaining('Y') }).breaks();
swf.on('RespondActivityTaskCompleted', { result: vitestExpect.stringContaining('Y') }).breaks();
// @ts-expect-error there is no such operation
swf.on('RespondActivityTaskComplete');
// @ts-expect-error there is no such member
swf.on('RespondActivityTaskCompleted', { token: 'A' });
// @ts-expect-error details belong to Canceled
swf.on('RespondActivityTaskCompleted', { details: 'Y' });
// @ts-expect-error result belongs to Completed
swf.on('RespondActivityTaskCanceled', ({ input }) => input.result === 'Y');
// @ts-expect-error a result is a text
swf.on('RespondActivityTaskCompleted', { result: 5 });
// @ts-expect-error the operation does not have this fault
swf.on('RespondActivityTaskCompleted').fails('DomainAlreadyExistsFault');
// @ts-expect-error nor does it once
swf.on('RespondActivityTaskCompleted').failsOnce('LimitExceededFault');
// @ts-expect-error nor as plain data
swf.on('RespondActivityTaskCompleted').behaves({ fault: 'LimitExceededFault' });
swf.on('PollForActivityTask', { taskList: { name: 'orders' } }).failsOnce('LimitExceededFault');
// Errors of the framework may come to any operation.
swf.on('RespondActivityTaskCompleted').fails('UnrecognizedClientException', { times: 2 });

// Calls
const [call] = swf.calls('RespondActivityTaskCompleted');
same<string | undefined>()(call?.input.result);
same<'accepted' | 'replied' | 'network-error' | 'passed' | ErrorName | undefined>()(call?.outcome);
// @ts-expect-error details belong to Canceled
call?.input.details;
// @ts-expect-error there is no such operation
swf.calls('RespondActivityTaskForgotten');
for (const any of swf.calls()) {
  if (any.operation === 'RespondActivityTaskCanceled') same<string | undefined>()(any.input.details);
  if (any.operation === undefined) {
    same<Record<string, never>>()(any.input);
    same<string | undefined>()(any.target);
  }
}

// Tasks
const task = swf.openTask({ domain: 'billing', heartbeatTimeout: 30 });
same<string>()(task.taskToken);
same<string | undefined>()(swf.task(task.taskToken).closedBy?.result);
// @ts-expect-error a timeout is a number of seconds
swf.openTask({ heartbeatTimeout: '30' });
// @ts-expect-error there is no such state
swf.task(task.taskToken).state === 'done';

const scheduled = swf.schedule({
  taskList: 'orders',
  activityType: { name: 'ship', version: '1' },
  input: '17',
});
// @ts-expect-error an activity type has a version
swf.schedule({ activityType: { name: 'ship' } });
// @ts-expect-error input is a text
swf.schedule({ input: { order: 17 } });
same<string | undefined>()(scheduled.input);
same<Date | undefined>()(scheduled.heartbeats[0]?.at);

// Waits
swf.settled(task.taskToken, { seconds: 1 }).then((settled) => same<string>()(settled.taskToken));
swf.polled({ taskList: 'orders' }).then(({ taskList }) => same<string>()(taskList));
swf
  .arrival('RecordActivityTaskHeartbeat', { taskToken: 'A' })
  .then(({ input }) => same<string | undefined>()(input.details));
swf.idle().then((nothing) => same<void>()(nothing));
// @ts-expect-error result belongs to Completed
swf.arrival('RecordActivityTaskHeartbeat', { result: 'A' });
// @ts-expect-error there is no such operation
swf.arrival('RespondActivityTaskForgotten');

// Handlers of one operation
respondActivityTaskCompleted(({ input, fault }) =>
  input.result ? fault('UnknownResourceFault') : undefined,
);
respondActivityTaskCanceled(async ({ input, accept }) => (input.details ? accept() : undefined), {
  once: true,
});
respondActivityTaskCanceled(() => {});
// @ts-expect-error details belong to Canceled
respondActivityTaskCompleted(({ input }) => void input.details);
// @ts-expect-error the operation does not have this fault
respondActivityTaskCompleted(({ fault }) => fault('LimitExceededFault'));
// @ts-expect-error a resolver answers with a Response
respondActivityTaskCompleted(() => 'fine');

// Matchers
jestExpect(swf).toHaveReceived('RespondActivityTaskCompleted', {
  taskToken: 'A',
  result: jestExpect.anything(),
});
jestExpect(swf).not.toHaveTask(task.taskToken, { state: 'completed', closedBy: { result: 'Y' } });
vitestExpect(swf).toHaveReceivedTimes('RespondActivityTaskCanceled', 2, { details: 'Y' });
vitestExpect(swf).toHaveReceivedLast('RespondActivityTaskCanceled');
// @ts-expect-error there is no such operation
jestExpect(swf).toHaveReceived('RespondActivityTaskForgotten');
// @ts-expect-error details belong to Canceled
jestExpect(swf).toHaveReceivedNth(1, 'RespondActivityTaskCompleted', { details: 'Y' });
// @ts-expect-error details belong to Canceled
vitestExpect(swf).toHaveReceived('RespondActivityTaskCompleted', { details: 'Y' });
// @ts-expect-error there is no such state
vitestExpect(swf).toHaveTask(task.taskToken, 'done');

// Events are unions, so that a slip in a comparison is an error.
same<
  'ActivityTaskCompleted' | 'ActivityTaskCanceled' | 'ActivityTaskFailed' | 'ActivityTaskTimedOut' | undefined
>()(swf.task(task.taskToken).closedBy?.event);
// @ts-expect-error there is no such closing event
swf.task(task.taskToken).closedBy?.event === 'ActivityTaskStarted';
// @ts-expect-error there is no such event
swf.history(task.taskToken)[0]?.eventType === 'ActivityTaskComplete';
const named: OperationName = 'RespondActivityTaskCompleted';
swf.on(named).throttles(1);
same<number>()(swf.pending().length);

import { afterEach, describe, expect, test } from '@jest/globals';
import { readCorpus } from '../cases/corpus.ts';
import { randomToken } from '../exchange/context.ts';
import { exchange } from '../exchange/exchange.ts';
import { type Fault, refuse, type Service, serveService } from '../fixtures/service.ts';
import { inOrder } from '../pool.ts';
import { testCredentials } from '../request/sign.ts';
import { serviceClient } from './service-client.ts';
import { type TaskSource, TaskUnavailable } from './source.ts';
import { serviceTasks } from './swf.ts';

const open: Service[] = [];
afterEach(async () => {
  for (const service of open.splice(0)) await service.close();
});

type Arranged = {
  service: Service;
  tasks: TaskSource;
  waits: number[];
  respond: ReturnType<typeof serviceClient>;
};

/** Tasks of a service, which has this fault. `waits` are the milliseconds that were waited, in no time. */
async function arrange(fault?: Fault): Promise<Arranged> {
  const service = await serveService(fault);
  open.push(service);
  const respond = serviceClient({
    corpus: readCorpus(),
    endpoint: new URL(service.url),
    region: 'us-east-1',
    credentials: testCredentials,
    deniedCredentials: undefined,
    timeoutMs: 2000,
    exchange,
    newToken: randomToken,
    now: () => new Date(),
  });
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
  };
  return { service, waits, respond, tasks: serviceTasks(respond, 'run-17', wait) };
}

const wish = (state: 'open' | 'cancel-requested' | 'timed-out') => ({ caseId: 'a/b', state, operations: [] });
const named = (operation: string) => (call: { operation: string }) => call.operation === operation;

describe('a task made with the API of the service', () => {
  test('is open, and its history is read', async () => {
    const { tasks, respond } = await arrange();
    const { taskToken, history } = await tasks.take(wish('open'));
    const types = async () => (await history?.())?.map(({ eventType }) => eventType);
    expect(await types()).not.toContain('ActivityTaskCompleted');
    expect(await respond('RespondActivityTaskCompleted', { taskToken, result: 'é' })).toMatchObject({
      outcome: 'accepted',
    });
    expect(await history?.()).toContainEqual(
      expect.objectContaining({
        eventType: 'ActivityTaskCompleted',
        attributes: expect.objectContaining({ result: 'é' }),
      }),
    );
  });

  test('can have its cancellation requested', async () => {
    const { tasks, service, respond } = await arrange();
    const { taskToken } = await tasks.take(wish('cancel-requested'));
    const decisions = service.calls.filter(named('RespondDecisionTaskCompleted'));
    expect(JSON.stringify(decisions.at(-1)?.input)).toContain('RequestCancelActivityTask');
    expect(await respond('RespondActivityTaskCanceled', { taskToken })).toMatchObject({
      outcome: 'accepted',
    });
  });

  test('can have timed out', async () => {
    const { tasks, respond, waits } = await arrange();
    const { taskToken } = await tasks.take(wish('timed-out'));
    expect(waits).toEqual([500]);
    expect(await respond('RespondActivityTaskCompleted', { taskToken })).toMatchObject({
      outcome: 'unknown-resource',
    });
  });

  test('is the only one of its execution, under a name of the run', async () => {
    const { tasks, service } = await arrange();
    const tokens = await Promise.all([1, 2, 3].map(() => tasks.take(wish('open'))));
    expect(new Set(tokens.map(({ taskToken }) => taskToken)).size).toBe(3);
    expect(service.open().sort()).toEqual(['run-17-1', 'run-17-2', 'run-17-3']);
    expect(service.calls.filter(named('RegisterDomain'))).toHaveLength(1);
  });
});

describe('cleaning up', () => {
  test('ends every execution and the domain', async () => {
    const { tasks, service } = await arrange();
    for (const state of ['open', 'cancel-requested', 'timed-out'] as const) await tasks.take(wish(state));
    expect(service.open()).toHaveLength(3);
    await tasks.close();
    expect(service.open()).toEqual([]);
    expect(service.calls.at(-1)).toEqual({ operation: 'DeprecateDomain', input: { name: 'run-17' } });
  });

  test('does nothing where nothing was started', async () => {
    const { tasks, service } = await arrange();
    await tasks.close();
    expect(service.calls).toEqual([]);
  });

  test('ends what a task that failed has started', async () => {
    const { tasks, service } = await arrange((operation) =>
      operation === 'PollForActivityTask' ? refuse('ValidationException', 'no') : undefined,
    );
    await expect(tasks.take(wish('open'))).rejects.toThrow('PollForActivityTask');
    await tasks.close();
    expect(service.open()).toEqual([]);
  });

  test('goes on where one thing cannot be ended', async () => {
    const { tasks, service } = await arrange((operation, { workflowId }) =>
      operation === 'TerminateWorkflowExecution' && workflowId === 'run-17-1'
        ? refuse('ValidationException', 'no')
        : undefined,
    );
    await tasks.take(wish('open'));
    await tasks.take(wish('open'));
    await tasks.close();
    expect(service.open()).toEqual(['run-17-1']);
    expect(service.calls.at(-1)?.operation).toBe('DeprecateDomain');
  });

  test('never fails, also when nothing can be called any more', async () => {
    const tasks = serviceTasks(
      async () => {
        throw new Error('it was not sent: the endpoint is silent');
      },
      'run-17',
      async () => {},
    );
    await expect(tasks.take(wish('open'))).rejects.toThrow('silent');
    await expect(tasks.close()).resolves.toBeUndefined();
  });
});

describe('what goes wrong in arranging is told apart from what the endpoint does wrong', () => {
  const refusing = (operation: string, reply: ReturnType<Fault>) =>
    arrange((called) => (called === operation ? reply : undefined));

  test.each([
    ['RegisterDomain', refuse('com.amazonaws.swf.base.model#LimitExceededFault', 'too many domains')],
    ['StartWorkflowExecution', refuse('ValidationException', 'no')],
    ['PollForDecisionTask', refuse('ValidationException', 'no')],
  ])('%s that is refused is an error that names it', async (operation, reply) => {
    const { tasks } = await refusing(operation, reply);
    const taken = tasks.take(wish('open'));
    await expect(taken).rejects.not.toBeInstanceOf(TaskUnavailable);
    await expect(taken).rejects.toThrow(`arranging: ${operation} got 400`);
  });

  test('a history that cannot be read is an error of the case that needs it', async () => {
    const { tasks } = await refusing('GetWorkflowExecutionHistory', refuse('ValidationException', 'no'));
    const { history } = await tasks.take(wish('open'));
    await expect(history?.()).rejects.toThrow('arranging: GetWorkflowExecutionHistory got 400');
  });

  const once =
    (operation: string, at: number): Fault =>
    (called, _, count) =>
      called === operation && count === at ? { status: 500, body: 'a fault' } : undefined;

  test("a server's error of a step that has worked is an error of one task, with the request and the answer", async () => {
    const { tasks } = await arrange(once('StartWorkflowExecution', 1));
    await tasks.take(wish('open'));
    const failed = tasks.take(wish('open'));
    await expect(failed).rejects.not.toBeInstanceOf(TaskUnavailable);
    await expect(failed).rejects.toThrow(
      /^arranging: StartWorkflowExecution got 500: a fault \(the request was \{"domain":"run-17".*\), after it had worked$/,
    );
    await expect(tasks.take(wish('open'))).resolves.toBeDefined();
  });

  test("a server's error of a step that has not worked yet is passed over when the step works then", async () => {
    const { tasks, waits } = await arrange(once('StartWorkflowExecution', 0));
    await expect(tasks.take(wish('open'))).resolves.toBeDefined();
    expect(waits).toEqual([]);
  });

  test('a step that fails without an optional member is carried out with it, and so from then on', async () => {
    const { tasks, service } = await arrange((operation, input) =>
      operation === 'SignalWorkflowExecution' && input.input === undefined
        ? { status: 500, body: "KeyError: 'input'" }
        : undefined,
    );
    await expect(tasks.take(wish('cancel-requested'))).resolves.toBeDefined();
    await expect(tasks.take(wish('cancel-requested'))).resolves.toBeDefined();
    const signals = service.calls.filter(named('SignalWorkflowExecution'));
    expect(signals.map(({ input }) => 'input' in input)).toEqual([false, true, true]);
  });

  test('of an operation with several features the one that fails is named, and that the operation works', async () => {
    const { tasks } = await arrange((operation, { decisions }) =>
      operation === 'RespondDecisionTaskCompleted' && JSON.stringify(decisions).includes('RequestCancel')
        ? { status: 500, body: 'NotImplementedError' }
        : undefined,
    );
    await tasks.take(wish('open'));
    const taken = tasks.take(wish('cancel-requested'));
    await expect(taken).rejects.toThrow(TaskUnavailable);
    await expect(taken).rejects.toThrow(
      /RespondDecisionTaskCompleted with decision RequestCancelActivityTask got 500: NotImplementedError .*in each of 3 attempts.*; RespondDecisionTaskCompleted itself works$/,
    );
  });

  test.each(['PollForDecisionTask', 'PollForActivityTask'])(
    '%s that gives nothing is an error',
    async (operation) => {
      const { tasks } = await refusing(operation, { status: 200, body: { startedEventId: 0 } });
      await expect(tasks.take(wish('open'))).rejects.toThrow(`arranging: ${operation} gave no task`);
    },
  );

  test.each([
    ['knows no such operation', { status: 400, body: { __type: 'UnknownOperationException' } }, 1],
    ['has not implemented it', { status: 501 }, 1],
    // With and without the optional member, for each of three executions.
    ['always breaks on it', { status: 500, body: '<h1>Internal Server Error</h1>' }, 6],
  ])('an endpoint that %s makes no such task, and is asked no more', async (_, reply, times) => {
    const { tasks, service } = await refusing('SignalWorkflowExecution', reply);
    for (let count = 0; count < 3; count += 1) {
      const taken = tasks.take(wish('cancel-requested'));
      await expect(taken).rejects.toThrow(TaskUnavailable);
      await expect(taken).rejects.toThrow('arranging: SignalWorkflowExecution got');
    }
    expect(service.calls.filter(named('SignalWorkflowExecution'))).toHaveLength(times);
    await expect(tasks.take(wish('open'))).resolves.toBeDefined();
  });

  test('a task that does not time out is taken for one when its time is up by the clock', async () => {
    const { tasks, waits } = await refusing('GetWorkflowExecutionHistory', {
      status: 200,
      body: { events: [] },
    });
    expect(await tasks.take(wish('timed-out'))).toMatchObject({
      arranged:
        'a task with scheduleToCloseTimeout 2 s, startToCloseTimeout 1 s, heartbeatTimeout 1 s, 15 s after it was started; its history does not say that it timed out',
    });
    expect(waits).toHaveLength(30);
    // The next is given no more than the time by which each of the timeouts is over.
    await tasks.take(wish('timed-out'));
    expect(waits).toHaveLength(36);
  });

  test('when eight tasks in a row could not be made, no more are asked for', async () => {
    const { tasks, service } = await refusing('PollForActivityTask', { status: 200 });
    for (let count = 0; count < 12; count += 1) {
      await expect(tasks.take(wish('open'))).rejects.toThrow('arranging: PollForActivityTask gave no task');
    }
    expect(service.calls.filter(named('PollForActivityTask'))).toHaveLength(8);
    await expect(tasks.take(wish('open'))).rejects.toThrow('no more tasks were tried after 8 failures');
  });

  test('nor while so many are under way that there may be eight', async () => {
    const { tasks, service } = await refusing('PollForActivityTask', { status: 200 });
    const take = () => tasks.take(wish('open')).catch(() => {});
    for await (const _ of inOrder(Array(20).fill(0), 8, take));
    expect(service.calls.filter(named('PollForActivityTask'))).toHaveLength(8);
  });

  test('a state that the endpoint cannot make stands in the way of no other', async () => {
    const { tasks } = await refusing('SignalWorkflowExecution', { status: 501 });
    const taken = Array.from({ length: 10 }, () => tasks.take(wish('cancel-requested')));
    for (const each of taken) await expect(each).rejects.toThrow(TaskUnavailable);
    await expect(tasks.take(wish('open'))).resolves.toBeDefined();
  });

  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  test.each<[string, string, string, string]>([
    [
      'no object',
      'StartWorkflowExecution',
      'null',
      'StartWorkflowExecution got a response that is not a JSON object: null (the request',
    ],
    ['a list', 'StartWorkflowExecution', '[]', 'got a response that is not a JSON object: []'],
    ['an id without end', 'StartWorkflowExecution', `{"runId":${deep}}`, 'gave no runId'],
    ['a history that is a number', 'GetWorkflowExecutionHistory', '{"events":1}', 'not a list of events'],
    ['a history of nothing', 'GetWorkflowExecutionHistory', '{"events":[null]}', 'not a list of events'],
  ])('an answer that has %s is told as such', async (_, operation, body, message) => {
    const { tasks } = await refusing(operation, { status: 200, body });
    const taken = tasks.take(wish('open')).then(({ history }) => history?.());
    await expect(taken).rejects.toThrow(message);
  });

  test('a call that is throttled is made again, less and less often', async () => {
    const throttling = refuse('ThrottlingException', 'Rate exceeded');
    const { tasks, waits } = await arrange((operation, _, count) =>
      operation === 'StartWorkflowExecution' && count < 3 ? throttling : undefined,
    );
    await expect(tasks.take(wish('open'))).resolves.toBeDefined();
    expect(waits).toEqual([250, 500, 1000]);
  });

  test('a call that is throttled for ever is an error', async () => {
    const { tasks } = await refusing('RegisterDomain', refuse('ThrottlingException', 'Rate exceeded'));
    await expect(tasks.take(wish('open'))).rejects.toThrow(
      'arranging: RegisterDomain got 400 ThrottlingException',
    );
  });
});

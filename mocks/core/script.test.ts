import { describe, expect, jest, test } from '@jest/globals';
import type { OperationName } from '../../generated/operations.ts';
import { asResponse, cancel, complete, errorOf, request } from '../fixtures/request.ts';
import { createMock } from './mock.ts';
import type { Behaviour } from './script.ts';

const outcomes = (swf: ReturnType<typeof createMock>) => swf.calls().map(({ outcome }) => outcome);

describe('a prescribed fault', () => {
  test('is answered once, and then the mock behaves; the task was left open', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    swf.on('RespondActivityTaskCompleted', { taskToken }).failsOnce('UnknownResourceFault');
    expect(errorOf(await complete(swf, { taskToken }))).toBe('UnknownResourceFault');
    expect(swf.task(taskToken).state).toBe('open');
    expect((await complete(swf, { taskToken })).status).toBe(200);
  });

  test('is answered always, unless it is said how often', async () => {
    const swf = createMock();
    swf.on('RespondActivityTaskCompleted').fails('OperationNotPermittedFault');
    swf.on('RespondActivityTaskCanceled').fails('OperationNotPermittedFault', { times: 2 });
    for (let i = 0; i < 3; i++) {
      await complete(swf, { taskToken: 'A' });
      await cancel(swf, { taskToken: 'A' });
    }
    expect(outcomes(swf)).toEqual([...Array(5).fill('OperationNotPermittedFault'), 'accepted']);
  });

  test('has the text that is given, as when the whole execution is closed', async () => {
    const swf = createMock();
    const message =
      'Unknown execution: WorkflowExecution=[workflowId=order-17, runId=12Ow4iP9cUUKJhPfUP6zzJWy5I]';
    swf.on('RespondActivityTaskCompleted').failsOnce('UnknownResourceFault', message);
    expect(JSON.parse((await complete(swf, { taskToken: 'A' })).body)).toEqual({
      __type: 'com.amazonaws.swf.base.model#UnknownResourceFault',
      message,
    });
  });
});

test('throttling and server errors are answered as recorded', async () => {
  const swf = createMock();
  swf.on('RespondActivityTaskCompleted').throttles(1).breaks(1);
  const [throttled, broken, accepted] = [
    await complete(swf, { taskToken: 'A' }),
    await complete(swf, { taskToken: 'A' }),
    await complete(swf, { taskToken: 'A' }),
  ];
  expect([throttled.status, throttled.body]).toEqual([
    400,
    '{"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}',
  ]);
  expect([broken.status, broken.body]).toEqual([
    500,
    '{"__type":"com.amazon.coral.service#InternalFailure"}',
  ]);
  expect(accepted.status).toBe(200);
});

test('a network error is given to the adapter, and recorded', async () => {
  const swf = createMock();
  swf.on('RespondActivityTaskCompleted').disconnects(1);
  expect(await swf.answer(request('RespondActivityTaskCompleted', { taskToken: 'A' }))).toBe('network-error');
  expect(swf.calls()).toMatchObject([{ outcome: 'network-error', input: { taskToken: 'A' } }]);
  expect(swf.calls()[0]).not.toHaveProperty('status');
});

describe('a reply of your own', () => {
  test('is sent as it is, with what is missing added', async () => {
    const swf = createMock();
    swf
      .on('RespondActivityTaskCompleted')
      .replies({ status: 503, headers: { 'content-type': 'text/html' }, body: '<p>' }, 1);
    const { status, headers, body } = await complete(swf, { taskToken: 'A' });
    expect([status, body]).toEqual([503, '<p>']);
    expect(headers).toEqual({
      'content-type': 'text/html',
      'Content-Length': '3',
      'x-amzn-RequestId': expect.any(String),
    });
    expect(outcomes(swf)).toEqual(['replied']);
  });

  test('may be made from the call, and an object is sent as JSON', async () => {
    const swf = createMock();
    swf
      .on('RespondActivityTaskCompleted')
      .replies(({ input, region }) => ({ body: { echo: input.result, region } }));
    const { body } = await complete(swf, { taskToken: 'A', result: 'Y' });
    expect(JSON.parse(body)).toEqual({ echo: 'Y', region: 'us-east-1' });
    expect(swf.hasTask('A')).toBe(false);
  });
});

describe('a delay', () => {
  test('holds the answer back until the clock was moved, while the call takes effect at once', async () => {
    const swf = createMock();
    const { taskToken } = swf.openTask();
    swf.on('RespondActivityTaskCompleted').delays(30, 1);
    const arrived = jest.fn();
    const answer = complete(swf, { taskToken }).then(arrived);
    expect(swf.task(taskToken).state).toBe('completed');
    swf.advance(29);
    await Promise.resolve();
    expect(arrived).not.toHaveBeenCalled();
    swf.advance(1);
    await answer;
    expect(arrived).toHaveBeenCalledWith(expect.objectContaining({ status: 200 }));
  });

  test('passes in real time too', async () => {
    jest.useFakeTimers();
    try {
      const swf = createMock();
      swf.on('RespondActivityTaskCompleted').delays(30);
      const answer = complete(swf, { taskToken: 'A' });
      jest.advanceTimersByTime(30_000);
      expect((await answer).status).toBe(200);
    } finally {
      jest.useRealTimers();
    }
  });

  test('ends when nobody waits any more, and when the mock is reset', async () => {
    const swf = createMock();
    swf.on('RespondActivityTaskCompleted').behaves({ delaySeconds: 600, throttle: true });
    const call = request('RespondActivityTaskCompleted', { taskToken: 'A' });
    await swf.answer(call, () => AbortSignal.abort());
    const waiting = swf.answer(call);
    swf.reset();
    expect(errorOf(asResponse(await waiting))).toBe('ThrottlingException');
  });
});

describe('what is prescribed', () => {
  test('last, and fits, applies before what was prescribed earlier, as with server.use() of MSW', async () => {
    const swf = createMock();
    swf.on('RespondActivityTaskCompleted').throttles();
    swf.on('RespondActivityTaskCompleted', { taskToken: 'A' }).failsOnce('UnknownResourceFault');
    for (const taskToken of ['B', 'A', 'A']) await complete(swf, { taskToken });
    expect(outcomes(swf)).toEqual(['ThrottlingException', 'UnknownResourceFault', 'ThrottlingException']);
    swf.on('RespondActivityTaskCompleted').breaks();
    await complete(swf, { taskToken: 'A' });
    expect(outcomes(swf).at(-1)).toBe('InternalFailure');
  });

  test('is done in its order, where it is one chain; what has no number comes last', async () => {
    const swf = createMock();
    swf.on('RespondActivityTaskCompleted').breaks().throttles(2).failsOnce('UnknownResourceFault');
    for (let i = 0; i < 5; i++) await complete(swf, { taskToken: 'A' });
    expect(outcomes(swf)).toEqual([
      'ThrottlingException',
      'ThrottlingException',
      'UnknownResourceFault',
      'InternalFailure',
      'InternalFailure',
    ]);
  });

  test('without a number replaces what the same chain has without a number', async () => {
    const swf = createMock();
    const script = swf.on('RespondActivityTaskCompleted').breaks();
    await complete(swf, { taskToken: 'A' });
    script.throttles();
    await complete(swf, { taskToken: 'A' });
    expect(outcomes(swf)).toEqual(['InternalFailure', 'ThrottlingException']);
  });

  test('is pending until it is used up, or used once where it has no number', async () => {
    const swf = createMock();
    expect(swf.pending()).toEqual([]);
    swf.on('RespondActivityTaskCompleted', { taskToken: 'A' }).throttles(2).breaks();
    swf.on('RespondActivityTaskCanceled').disconnects(1);
    expect(swf.pending()).toEqual([
      {
        operation: 'RespondActivityTaskCompleted',
        match: { taskToken: 'A' },
        behaviour: { throttle: true },
        times: 2,
      },
      {
        operation: 'RespondActivityTaskCompleted',
        match: { taskToken: 'A' },
        behaviour: { serverError: true },
      },
      { operation: 'RespondActivityTaskCanceled', behaviour: { networkError: true }, times: 1 },
    ]);
    for (const left of [3, 2, 1]) {
      await complete(swf, { taskToken: 'A' });
      expect(swf.pending()).toHaveLength(left);
    }
    swf.reset();
    expect(swf.pending()).toEqual([]);
  });

  test('may fit by text, pattern, function, asymmetric matcher, or all of the call', async () => {
    const swf = createMock();
    const { fails } = { fails: 'UnknownResourceFault' as const };
    swf.on('RespondActivityTaskCompleted', { result: 'a' }).fails(fails);
    swf.on('RespondActivityTaskCompleted', { result: /^b/ }).fails(fails);
    swf.on('RespondActivityTaskCompleted', { result: (text) => text === 'c' }).fails(fails);
    swf.on('RespondActivityTaskCompleted', { result: expect.stringContaining('d') }).fails(fails);
    swf.on('RespondActivityTaskCompleted', ({ input }) => input.result === 'e').fails(fails);
    for (const result of ['a', 'bb', 'c', 'dd', 'e', 'f']) await complete(swf, { taskToken: 'A', result });
    expect(outcomes(swf)).toEqual([...Array(5).fill(fails), 'accepted']);
  });

  test('waits for calls that keep the contract; others are refused as ever', async () => {
    const swf = createMock();
    swf.on('RespondActivityTaskCompleted').replies({ status: 200 }, 1);
    expect(errorOf(await complete(swf, { taskToken: '' }))).toBe('ValidationException');
    await complete(swf, { taskToken: 'A' });
    expect(outcomes(swf)).toEqual(['ValidationException', 'replied']);
  });

  const wrong: [object, number | undefined, RegExp][] = [
    [{}, 1, /nothing is prescribed/],
    [{ throttle: true, serverError: true }, 1, /throttle and serverError cannot happen to one call/],
    [
      { fault: 'NoSuchFault' },
      1,
      /RespondActivityTaskCompleted has no fault "NoSuchFault"; it has UnknownResourceFault, .*framework: .*ThrottlingException/,
    ],
    [{ fault: 'LimitExceededFault' }, 1, /has no fault "LimitExceededFault"/],
    [{ throttle: true }, 0, /0 times is never/],
    [{ delaySeconds: -1 }, 1, /a delay of -1 seconds/],
    [{ reply: { headers: { 'X A': '1' } } }, 1, /"X A" is no name of a header/],
    [{ reply: { headers: { 'X-A': '\u2028x' } } }, 1, /"\u2028x" cannot be sent in the header X-A/],
    [{ reply: { headers: { 'X-A': 'x\n' } } }, 1, /"x\\n" cannot be sent in the header X-A/],
  ];
  test.each(wrong)('is refused when it cannot be: %j, %p times', (behaviour, times, why) => {
    const script = createMock().on('RespondActivityTaskCompleted');
    expect(() => script.behaves(behaviour as Behaviour<'RespondActivityTaskCompleted'>, times)).toThrow(why);
  });

  test('is refused for an operation that does not exist', () => {
    const wrongName = 'RespondActivityTaskCompletd' as OperationName;
    expect(() => createMock().on(wrongName)).toThrow(/there is no operation "RespondActivityTaskCompletd"/);
    expect(() => createMock().calls(wrongName)).toThrow(/there is no operation/);
  });

  test('is refused for a member that the operation does not have, which no call could ever have', () => {
    const match = { details: 'Y' } as object;
    expect(() => createMock().on('RespondActivityTaskCompleted', match)).toThrow(
      /RespondActivityTaskCompleted has no member "details"; it has taskToken, result/,
    );
  });

  test('is bounded in its characters, until it is used up', async () => {
    const swf = createMock({ limits: { characters: 1_000 } });
    const script = swf.on('RespondActivityTaskCompleted').replies({ body: 'x'.repeat(600) }, 1);
    expect(() => script.replies({ body: { list: Array(200).fill([]) } })).toThrow(
      /of 1000 characters are waiting already; reset the mock, or raise limits\.characters/,
    );
    await complete(swf, { taskToken: 'A' });
    script.replies({ body: { list: Array(200).fill([]) } });
    expect(() => swf.on('RespondActivityTaskCompleted', { result: 'x'.repeat(600) }).throttles()).toThrow(
      /of 1000 characters are waiting already/,
    );
  });

  test('fits where all that is named does, and nothing is made of what a call does not have', async () => {
    const swf = createMock();
    swf.on('RespondActivityTaskCompleted', { taskToken: 'A', result: /^d/ }).throttles();
    for (const input of [
      { taskToken: 'A' },
      { taskToken: 'B', result: 'd' },
      { taskToken: 'A', result: 'd' },
    ]) {
      await complete(swf, input);
    }
    expect(outcomes(swf)).toEqual(['accepted', 'accepted', 'ThrottlingException']);
  });

  test('as a reply without a body has none', async () => {
    const swf = createMock();
    swf.on('RespondActivityTaskCompleted').replies({ status: 204 });
    expect(await complete(swf, { taskToken: 'A' })).toMatchObject({ status: 204, body: '' });
  });

  test('is bounded in number', () => {
    const swf = createMock({ limits: { scripts: 2 } });
    const script = swf.on('RespondActivityTaskCompleted').throttles(1).throttles();
    expect(() => script.breaks(1)).toThrow(/2 prescriptions are waiting already/);
  });
});

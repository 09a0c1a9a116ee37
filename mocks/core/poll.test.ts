import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { describedResponseValidators } from '../../generated/validators.js';
import { asResponse, complete, errorOf, poll, request, send, taskIn } from '../fixtures/request.ts';
import { createMock, type SwfMock } from './mock.ts';

const operation = 'PollForActivityTask';
const input = { domain: 'default', taskList: { name: 'default' } };

/** A poll whose client can go away. */
function pollThatMayEnd(swf: SwfMock) {
  const client = new AbortController();
  const answer = Promise.resolve(swf.answer(request(operation, input), () => client.signal)).then(asResponse);
  return { answer, leave: () => client.abort() };
}

describe('a poll that finds no task', () => {
  test('is held, and answered as soon as one is scheduled', async () => {
    const swf = createMock();
    const answer = poll(swf);
    expect(swf.waitingPolls()).toMatchObject([{ operation, taskList: 'default', domain: 'default', input }]);
    const { taskToken } = swf.schedule({ input: '完了 🎉' });
    expect(swf.task(taskToken).state).toBe('open');
    expect(taskIn(await answer)).toMatchObject({ taskToken, input: '完了 🎉' });
    expect(swf.waitingPolls()).toEqual([]);
  });

  test('is answered without one after 60 seconds of the mock’s clock', async () => {
    const swf = createMock({ clock: () => 0 });
    const answer = poll(swf);
    swf.advance(59.999);
    expect(swf.waitingPolls()).toHaveLength(1);
    swf.advance(0.001);
    const { status, headers, body } = await answer;
    expect({ status, body }).toEqual({ status: 200, body: '{"taskToken":"","startedEventId":0}' });
    const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const received = { status, headers: Object.fromEntries(lowerCase), body: JSON.parse(body) };
    expect(describedResponseValidators.PollForActivityTask(received)).toBe(true);
  });

  test('is called when it is answered, and no sooner', async () => {
    const swf = createMock({ clock: () => 0 });
    const heard: string[] = [];
    swf.onCall(({ outcome }) => heard.push(outcome));
    const answer = poll(swf);
    swf.advance(20);
    expect(swf.calls()).toEqual([]);
    swf.schedule();
    await answer;
    expect(swf.calls(operation)).toMatchObject([
      { outcome: 'accepted', status: 200, at: new Date(0), input },
    ]);
    expect(heard).toEqual(['accepted']);
  });

  test('is one among others: the oldest gets the task, and each task goes to one', async () => {
    const swf = createMock();
    const answers = Array.from({ length: 8 }, () => poll(swf));
    const tokens = [swf.schedule().taskToken, swf.schedule().taskToken];
    swf.advance(60);
    const taken = (await Promise.all(answers)).map((answer) => taskIn(answer).taskToken);
    expect(taken).toEqual([...tokens, '', '', '', '', '', '']);
  });

  test('gets no task after its client has gone, and ends at once', async () => {
    const swf = createMock();
    const gone = pollThatMayEnd(swf);
    const other = pollThatMayEnd(swf);
    gone.leave();
    const { taskToken } = swf.schedule();
    expect(taskIn(await gone.answer).taskToken).toBe('');
    expect(taskIn(await other.answer).taskToken).toBe(taskToken);
  });

  test('of a client that has gone takes no task that is there', async () => {
    const swf = createMock();
    const { taskToken } = swf.schedule();
    const answer = swf.answer(request(operation, input), () => AbortSignal.abort());
    expect(taskIn(asResponse(await answer)).taskToken).toBe('');
    expect(swf.task(taskToken).state).toBe('scheduled');
  });

  test('is answered when the mock is made as new, and is not among the calls afterwards', async () => {
    const swf = createMock();
    const answer = poll(swf);
    swf.reset();
    expect(taskIn(await answer).taskToken).toBe('');
    expect([swf.calls(), swf.waitingPolls()]).toEqual([[], []]);
  });

  test('gets LimitExceededFault when too many wait already', async () => {
    const swf = createMock({ limits: { polls: 2 } });
    const held = [poll(swf), poll(swf)];
    expect(errorOf(await poll(swf))).toBe('LimitExceededFault');
    expect(swf.calls().at(-1)?.reason).toBe('2 polls are waiting already; raise limits.polls');
    swf.schedule();
    await held[0];
    expect(swf.waitingPolls()).toHaveLength(1);
    swf.reset();
    await held[1];
  });

  test('keeps no process alive', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const swf = createMock();
    const answer = poll(swf);
    expect(timers()).toBe(before);
    swf.reset();
    await answer;
  });

  test('may be one of ten thousand', async () => {
    const swf = createMock({ limits: { polls: 10_000 } });
    const answers = Array.from({ length: 10_000 }, () => poll(swf));
    const first = Array.from({ length: 5_000 }, () => swf.schedule().taskToken);
    swf.reset();
    const taken = (await Promise.all(answers)).map((answer) => taskIn(answer).taskToken);
    expect(taken).toEqual([...first, ...Array(5_000).fill('')]);
  });

  test('is refused for what breaks the contract, or may not be, before it is held', async () => {
    const swf = createMock();
    expect(errorOf(await send(swf, operation, { domain: 'default', taskList: {} }))).toBe(
      'ValidationException',
    );
    swf.setAccess({});
    expect(errorOf(await poll(swf))).toBe('OperationNotPermittedFault');
    expect(swf.waitingPolls()).toEqual([]);
  });

  test('says so to whoever asks in vain: a listener that throws does not disturb the one who schedules', async () => {
    const swf = createMock();
    const answer = poll(swf);
    const stop = swf.onCall(() => {
      throw new Error('in the log');
    });
    expect(swf.schedule().state).toBe('scheduled');
    await expect(answer).rejects.toThrow('in the log');
    stop();
  });
});

describe('prescribed behaviour', () => {
  test('is for polls as for all', async () => {
    const swf = createMock();
    swf
      .on(operation, { taskList: { name: 'default' } })
      .throttles(1)
      .fails('LimitExceededFault', { times: 1 });
    swf.on(operation, { taskList: { name: 'elsewhere' } }).breaks();
    swf.on(operation, { taskList: { name: /^re/ } }).replies({ body: { taskToken: '' } });
    swf.schedule();
    expect([errorOf(await poll(swf)), errorOf(await poll(swf)), errorOf(await poll(swf))]).toEqual([
      'ThrottlingException',
      'LimitExceededFault',
      undefined,
    ]);
    expect((await poll(swf, 'returns')).body).toBe('{"taskToken":""}');
  });

  test('that delays the answer of a held poll delays it from when it has its task', async () => {
    const swf = createMock({ clock: () => 0 });
    swf.on(operation).delays(5);
    let answered = false;
    const answer = poll(swf).finally(() => {
      answered = true;
    });
    swf.advance(10);
    const { taskToken } = swf.schedule();
    await new Promise(setImmediate);
    expect([answered, swf.task(taskToken).state]).toEqual([false, 'open']);
    swf.advance(5);
    expect(taskIn(await answer).taskToken).toBe(taskToken);
  });

  test('is refused for a member that no poll has, at any depth', () => {
    const match = { taskList: { nmae: 'default' } } as never;
    expect(() => createMock().on(operation, match)).toThrow(
      'PollForActivityTask.taskList has no member "nmae"; it has name',
    );
  });
});

describe('under fake timers', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test('a poll is held for 60 seconds of their time', async () => {
    jest.useFakeTimers();
    const swf = createMock();
    const answer = poll(swf);
    jest.advanceTimersByTime(59_999);
    expect(swf.waitingPolls()).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(taskIn(await answer).taskToken).toBe('');
  });
});

test('a worker goes through its loop', async () => {
  const swf = createMock();
  const token = swf.schedule().taskToken;
  const { taskToken } = taskIn(await poll(swf));
  expect((await send(swf, 'RecordActivityTaskHeartbeat', { taskToken, details: 'half' })).status).toBe(200);
  expect((await complete(swf, { taskToken, result: 'shipped' })).status).toBe(200);
  expect(swf.task(token)).toMatchObject({ state: 'completed', heartbeats: [{ details: 'half' }] });
});

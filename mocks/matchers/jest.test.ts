import { beforeEach, describe, expect, test } from '@jest/globals';
import { createMock } from '../core/mock.ts';
import { cancel, complete, poll, send } from '../fixtures/request.ts';
import './jest.ts';

const swf = createMock();
const token = 'x'.repeat(576);

beforeEach(async () => {
  swf.reset();
  await complete(swf, { taskToken: 'A', result: 'one' });
  await complete(swf, { taskToken: token, result: 'two' });
  await complete(swf, { taskToken: token, result: 'three' });
});

describe('the matchers', () => {
  test('find a call by operation, and by members of its input', () => {
    expect(swf).toHaveReceived('RespondActivityTaskCompleted');
    expect(swf).toHaveReceived('RespondActivityTaskCompleted', { taskToken: 'A' });
    expect(swf).toHaveReceived('RespondActivityTaskCompleted', { result: expect.stringMatching(/^o/) });
    expect(swf).not.toHaveReceived('RespondActivityTaskCompleted', { taskToken: 'A', result: 'two' });
    expect(swf).not.toHaveReceived('RespondActivityTaskCanceled');
  });

  test('count calls', () => {
    expect(swf).toHaveReceivedTimes('RespondActivityTaskCompleted', 3);
    expect(swf).toHaveReceivedTimes('RespondActivityTaskCompleted', 2, { taskToken: token });
    expect(swf).toHaveReceivedTimes('RespondActivityTaskCanceled', 0);
  });

  test('look at the nth and the last call', () => {
    expect(swf).toHaveReceivedNth(2, 'RespondActivityTaskCompleted', { result: 'two' });
    expect(swf).toHaveReceivedLast('RespondActivityTaskCompleted', { result: 'three' });
    expect(swf).not.toHaveReceivedNth(4, 'RespondActivityTaskCompleted');
    expect(swf).not.toHaveReceivedLast('RespondActivityTaskCanceled');
  });

  test('look at a task', async () => {
    await cancel(swf, { taskToken: 'B', details: 'withdrawn' });
    expect(swf).toHaveTask('A', 'completed');
    expect(swf).toHaveTask('B', {
      state: 'canceled',
      closedBy: { details: expect.stringContaining('drawn') },
    });
    expect(swf).not.toHaveTask('A', 'canceled');
    expect(swf).not.toHaveTask('unheard of', 'open');
  });

  test('say what came instead, without flooding the reader with tokens', () => {
    const say = (assertion: () => void) => {
      try {
        assertion();
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error('the assertion holds');
    };
    const missing = say(() => expect(swf).toHaveReceived('RespondActivityTaskCompleted', { result: 'four' }));
    expect(missing).toMatch(
      /expected the mock to have received RespondActivityTaskCompleted with \{"result":"four"\}/,
    );
    expect(missing).toMatch(/1\. accepted \{"taskToken":"A","result":"one"\}/);
    expect(missing).toMatch(
      /3\. UnknownResourceFault \{"taskToken":"x+…x+ \(576 characters\)","result":"three"\} \(the task is completed\)/,
    );
    expect(say(() => expect(swf).toHaveTask('A', 'open'))).toMatch(
      /to be \{"state":"open"\}\nit is \{.*"completed"/,
    );
    expect(say(() => expect(swf).not.toHaveReceivedTimes('RespondActivityTaskCompleted', 3))).toMatch(
      /expected the mock not to have received RespondActivityTaskCompleted 3 times\n/,
    );
    expect(say(() => expect(swf).toHaveReceivedTimes('RespondActivityTaskCompleted', 2))).toMatch(
      /to have received RespondActivityTaskCompleted 2 times, not 3 times\n/,
    );
    expect(say(() => expect({}).toHaveReceived('RespondActivityTaskCompleted'))).toMatch(/this is no mock/);
  });

  test('say why a call was refused, and how the input or the task differs', async () => {
    const last = () => expect(swf).toHaveReceivedLast('RespondActivityTaskCompleted', { result: 'two' });
    expect(last).toThrow(/3\. UnknownResourceFault .* \(the task is completed\)\n\n/);
    expect(last).toThrow(/- {3}"result": "two",\n\+ {3}"result": "three",/);
    expect(() => expect(swf).toHaveTask('A', { state: 'completed', closedBy: { result: 'two' } })).toThrow(
      /- {5}"result": "two",\n\+ {5}"result": "one",/,
    );
    expect(() => expect(swf).not.toHaveTask('A', 'completed')).toThrow(/it is \{.*\}$/);
  });

  test('say what else arrived when no call of the operation did', async () => {
    await send(swf, 'CountOpenWorkflowExecutions', {});
    expect(() => expect(swf).toHaveReceived('RespondActivityTaskFailed')).toThrow(
      /received RespondActivityTaskFailed\nit received no such call, but these:\n {2}1\. RespondActivityTaskCompleted accepted \{"taskToken":"A","result":"one"\}[\s\S]*\n {2}4\. CountOpenWorkflowExecutions UnknownOperationException \{\} \(The operation CountOpenWorkflowExecutions is not mocked/,
    );
    swf.reset();
    expect(() => expect(swf).toHaveReceived('RespondActivityTaskFailed')).toThrow(/\nit received no call$/);
  });

  test('look into the members of a member', async () => {
    swf.schedule({ taskList: 'orders' });
    await poll(swf, 'orders');
    expect(swf).toHaveReceived('PollForActivityTask', { taskList: { name: 'orders' } });
    const wrong = { taskList: { nmae: 'orders' } } as never;
    expect(() => expect(swf).toHaveReceived('PollForActivityTask', wrong)).toThrow(/has no member "nmae"/);
  });

  const slips: [string, () => void, RegExp][] = [
    [
      'a token that is undefined',
      () => expect(swf).toHaveTask(undefined as never, 'open'),
      /toHaveTask takes a task token, not undefined; pass the taskToken of a task/,
    ],
    [
      'a task for its token',
      () => expect(swf).not.toHaveTask(swf.openTask() as never, 'open'),
      /pass the taskToken of the task, not the task/,
    ],
    [
      'a token that is undefined, for which no call could be',
      () => expect(swf).not.toHaveReceived('RespondActivityTaskCompleted', { taskToken: undefined as never }),
      /RespondActivityTaskCompleted always has taskToken; undefined never matches/,
    ],
    ['a token of no task', () => expect(swf).toHaveTask('C', 'open'), /no task has the token "C".*reset\(\)/],
    [
      'a state that there is not',
      () => expect(swf).not.toHaveTask('A', 'done' as never),
      /state must be 'scheduled' or 'open' or .*, not "done"/,
    ],
    [
      'a member that no task has',
      () => expect(swf).not.toHaveTask('A', { stat: 'open' } as never),
      /has no option "stat"; did you mean "state"\?/,
    ],
    [
      'nothing',
      () => expect(swf).not.toHaveTask('A', undefined as never),
      /toHaveTask takes an object, \{ state, /,
    ],
    [
      'no number of times',
      () => expect(swf).not.toHaveReceivedTimes('RespondActivityTaskCompleted', undefined as never),
      /toHaveReceivedTimes: the second argument must be a number from 0, not undefined/,
    ],
    [
      'number and operation the other way round',
      () => expect(swf).not.toHaveReceivedNth('RespondActivityTaskCompleted' as never, 1 as never),
      /toHaveReceivedNth: the first argument must be a number from 1, not "RespondActivityTaskCompleted"/,
    ],
    [
      'a text for the input',
      () => expect(swf).not.toHaveReceived('RespondActivityTaskCompleted', 'A' as never),
      /calls are matched by input members, \{ taskToken, result \}, not by "A"/,
    ],
    [
      'a served mock',
      () => expect({ swf }).toHaveReceived('RespondActivityTaskCompleted'),
      /write expect\(served\.swf\)/,
    ],
  ];
  test.each(slips)('refuse %s', (_, slip, why) => {
    expect(slip).toThrow(why);
  });

  test('refuse a member that the operation does not have: what cannot be is never received', () => {
    const wrong = { details: 'Y' } as object;
    expect(() => expect(swf).not.toHaveReceived('RespondActivityTaskCompleted', wrong)).toThrow(
      /RespondActivityTaskCompleted has no member "details"; it has taskToken, result/,
    );
  });
});

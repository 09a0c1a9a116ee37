// What every client has to see of swf-mock, whatever language it is written in: the same calls as tests of each.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, type Operation, operations, theTwo } from './client.ts';
import { readRecords, tell } from './records.ts';
import {
  type AllSeen,
  access,
  isMetBy,
  meetAll,
  type Seen,
  type SituationName,
  situationNames,
  text,
} from './situations.ts';
import { type RunningMock, startSwfMock } from './swf-mock.ts';

const outcomes = ({ attempts }: Seen) => attempts.map(({ outcome }) => outcome);

/** A request id is that of the last attempt, where the client tells it. */
function expectItsRequestId({ learned, attempts }: Seen): void {
  expect([undefined, null, attempts.at(-1)?.requestId]).toContain(learned.requestId);
}

function expectError(seen: Seen, code: string): void {
  expect(seen.learned).toMatchObject({ succeeded: false, code });
  expect(outcomes(seen)).toEqual([code]);
  expectItsRequestId(seen);
}

/** Without an answer there is no error of the service, only the client's own. */
function expectNoAnswer({ learned }: Seen): void {
  expect(learned).toMatchObject({ succeeded: false, class: expect.stringMatching(/./) });
  expect(learned).not.toHaveProperty('code');
}

/** What is so for every client. */
const expected: Record<SituationName, (seen: Seen, operation: Operation) => void> = {
  success(seen) {
    expect(seen.learned).toMatchObject({ succeeded: true });
    expect(outcomes(seen)).toEqual(['accepted']);
    expect(seen.arrived).toBe(text);
    expectItsRequestId(seen);
  },
  'the longest text'(seen) {
    expect(seen.learned).toMatchObject({ succeeded: true });
  },
  'a text too long'(seen, operation) {
    expectError(seen, 'ValidationException');
    expect(seen.learned).toHaveProperty(
      'message',
      expect.stringContaining(`at '${operations[operation].text}'`),
    );
  },
  'a token too long'(seen) {
    expectError(seen, 'ValidationException');
  },
  'a closed task'(seen) {
    expectError(seen, 'UnknownResourceFault');
  },
  denied(seen) {
    expectError(seen, 'OperationNotPermittedFault');
  },
  'throttled twice'(seen) {
    expect(seen.learned).toMatchObject({ succeeded: true });
    expect(outcomes(seen)).toEqual(['ThrottlingException', 'ThrottlingException', 'accepted']);
    expectItsRequestId(seen);
  },
  'an error of the server'(seen) {
    expect(seen.learned).toMatchObject({ succeeded: false, code: 'InternalFailure' });
    expect(seen.attempts.length).toBeGreaterThan(1);
    expectItsRequestId(seen);
  },
  'a broken connection'(seen) {
    expectNoAnswer(seen);
    expect(new Set(outcomes(seen))).toEqual(new Set(['network-error']));
  },
  'no answer': expectNoAnswer,
  // A client that tries again learns what became of the task by its first attempt.
  'no answer once'(seen, operation) {
    const [first, ...more] = outcomes(seen);
    expect(first).toBe('accepted');
    if (more.length === 0) expectNoAnswer(seen);
    else if (operation === 'RecordActivityTaskHeartbeat')
      expect(new Set(more)).toEqual(new Set(['accepted']));
    else expect(new Set(more)).toEqual(new Set(['UnknownResourceFault']));
  },
};

/** Registers the tests of a client for some operations, and those of its own that are given. */
export function describeClient(
  client: Client,
  operationNames: readonly Operation[],
  own: (mock: () => RunningMock) => void = () => {},
): void {
  describe(`${client.name} ${client.version}`, () => {
    let mock: RunningMock;
    let all: Promise<AllSeen>;
    beforeAll(async () => {
      mock = await startSwfMock('--tasks', 'declared');
      await mock.control('PUT', 'access', access);
      all = meetAll(mock, client, operationNames);
      // What went wrong is told by the tests that wait for it.
      all.catch(() => {});
    }, 30_000);
    afterAll(async () => {
      await client.stop?.();
      await mock?.stop();
    });

    describe.each(operationNames)('%s', (operation) => {
      test.each(situationNames.filter((name) => isMetBy(name, operation)))('%s', async (name) => {
        const seen = (await all).get(operation)?.get(name);
        expected[name](seen as Seen, operation);
      });
    });

    const recorded = readRecords().find(
      (each) => each.client === client.name && each.version === client.version,
    );
    if (recorded) {
      test.each(operationNames)('what docs/clients.md says of this version is so: %s', async (operation) => {
        for (const [name, seen] of (await all).get(operation) ?? [])
          expect([name, tell(seen)]).toEqual([name, recorded.operations[operation][name]]);
      });
    }

    describe.each(theTwo)('$operation', ({ operation, text: member, event }) => {
      test(`what it says as ${member} is in the ${event} event`, async () => {
        const taskToken = await mock.openTask();
        await client.call({ endpoint: mock.url, operation, input: { taskToken, [member]: text } });
        expect(await mock.closingEvent(taskToken)).toMatchObject({
          eventType: event,
          [`a${event.slice(1)}EventAttributes`]: { [member]: text },
        });
      });

      test('a call that is too long leaves the task open', async () => {
        const taskToken = await mock.openTask();
        const call = (length: number) => {
          const input = { taskToken, [member]: 'x'.repeat(length) };
          return client.call({ endpoint: mock.url, operation, input });
        };
        expect(await call(32_769)).toMatchObject({ code: 'ValidationException' });
        expect(await call(32_768)).toMatchObject({ succeeded: true });
      });

      test('a token is known in its region only', async () => {
        const taskToken = await mock.openTask({ region: 'eu-west-1' });
        const call = (region: string) =>
          client.call({ endpoint: mock.url, operation, input: { taskToken }, region });
        expect(await call('us-east-1')).toMatchObject({ code: 'UnknownResourceFault' });
        expect(await call('eu-west-1')).toMatchObject({ succeeded: true });
      });

      test('a call without a signature arrives as nobody’s', async () => {
        const taskToken = await mock.openTask();
        const call = { endpoint: mock.url, operation, input: { taskToken }, accessKeyId: null };
        expect(await client.call(call)).toMatchObject({ succeeded: true });
        expect((await mock.callsFor(taskToken)).map(({ accessKeyId }) => accessKeyId)).toEqual([undefined]);
      });
    });

    own(() => mock);
  });
}

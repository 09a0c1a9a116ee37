// What every client has to see of swf-mock, whatever language it is written in: the same calls as tests of each.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, operations } from './client.ts';
import { type RunningMock, startSwfMock } from './swf-mock.ts';

const denied = 'AKIADENIED0000000000';
const access = {
  '*': { Statement: [{ Effect: 'Allow', Action: 'swf:*', Resource: '*' }] },
  [denied]: { Statement: [{ Effect: 'Deny', Action: 'swf:Respond*', Resource: '*' }] },
};

/** Texts in several scripts, with characters that JSON escapes and one outside the Basic Multilingual Plane. */
const text = 'été, 完了 🎉 "quoted" \\ <&>\nsecond line';

/** Registers the tests of a client, and those of its own that are given. */
export function describeClient(client: Client, own: (mock: () => RunningMock) => void = () => {}): void {
  describe(client.name, () => {
    let mock: RunningMock;
    beforeAll(async () => {
      mock = await startSwfMock('--tasks', 'declared');
      await mock.control('PUT', 'access', access);
    }, 30_000);
    afterAll(() => mock?.stop());

    describe.each(operations)('$operation', ({ operation, text: member, event }) => {
      test(`closes the task; what it says as ${member} is in the ${event} event, character by character`, async () => {
        const taskToken = await mock.openTask();
        expect(await client.call(mock.url, operation, { taskToken, [member]: text })).toEqual({
          succeeded: true,
        });
        expect(await mock.closingEvent(taskToken)).toMatchObject({
          eventType: event,
          [`a${event.slice(1)}EventAttributes`]: { [member]: text },
        });
      });

      test('a task that is closed is an UnknownResourceFault', async () => {
        const taskToken = await mock.openTask();
        await mock.control('POST', 'tasks/fail', { taskToken });
        expect(await client.call(mock.url, operation, { taskToken })).toEqual({
          succeeded: false,
          error: 'UnknownResourceFault',
          message: expect.stringContaining('Unknown activity'),
        });
      });

      test('a token of 1025 characters is a ValidationException', async () => {
        expect(await client.call(mock.url, operation, { taskToken: 'A'.repeat(1025) })).toEqual({
          succeeded: false,
          error: 'ValidationException',
          message: expect.stringContaining("at 'taskToken'"),
        });
      });

      test(`32769 characters of ${member} are a ValidationException, 32768 are accepted`, async () => {
        const taskToken = await mock.openTask();
        const call = (length: number) =>
          client.call(mock.url, operation, { taskToken, [member]: 'x'.repeat(length) });
        expect(await call(32_769)).toEqual({
          succeeded: false,
          error: 'ValidationException',
          message: expect.stringContaining(`at '${member}'`),
        });
        expect(await call(32_768)).toEqual({ succeeded: true });
      });

      test('what a policy denies is an OperationNotPermittedFault', async () => {
        const taskToken = await mock.openTask();
        expect(await client.call(mock.url, operation, { taskToken }, { accessKeyId: denied })).toMatchObject({
          error: 'OperationNotPermittedFault',
        });
      });

      test('a throttled call is repeated by the client itself', async () => {
        const taskToken = await mock.openTask();
        await mock.control('POST', 'scripts', {
          operation,
          match: { taskToken },
          behaviour: { throttle: true },
          times: 1,
        });
        expect(await client.call(mock.url, operation, { taskToken })).toEqual({ succeeded: true });
        expect((await mock.callsFor(taskToken)).map(({ outcome }) => outcome)).toEqual([
          'ThrottlingException',
          'accepted',
        ]);
      });

      test('a token is known in its region only', async () => {
        const taskToken = await mock.openTask({ region: 'eu-west-1' });
        const call = (region: string) => client.call(mock.url, operation, { taskToken }, { region });
        expect(await call('us-east-1')).toMatchObject({ error: 'UnknownResourceFault' });
        expect(await call('eu-west-1')).toEqual({ succeeded: true });
      });

      test('a call without a signature arrives as nobody’s', async () => {
        const taskToken = await mock.openTask();
        expect(await client.call(mock.url, operation, { taskToken }, { accessKeyId: null })).toEqual({
          succeeded: true,
        });
        expect((await mock.callsFor(taskToken)).map(({ accessKeyId }) => accessKeyId)).toEqual([undefined]);
      });
    });

    own(() => mock);
  });
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { complete, poll } from '../fixtures/request.ts';
import { serveSwfMock } from '../http/server.ts';
import { createSwfMock } from '../msw/index.ts';
import { createMock, type SwfMock } from './mock.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Weak references are kept until the end of the job that looked at them. */
async function collected(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate);
    collectGarbage();
  }
}

describe('a thousand mocks', () => {
  test('do not disturb each other', async () => {
    const mocks = Array.from({ length: 1_000 }, () => createMock());
    mocks[500]?.on('RespondActivityTaskCompleted').throttles();
    const statuses = await Promise.all(
      mocks.map(async (swf) => (await complete(swf, { taskToken: 'A' })).status),
    );
    expect(statuses.filter((status) => status !== 200)).toEqual([400]);
    expect(mocks.every((swf) => swf.calls().length === 1)).toBe(true);
  });

  test('that were used and thrown away are gone', async () => {
    const references: WeakRef<SwfMock>[] = [];
    for (let i = 0; i < 1_000; i++) {
      const swf = createSwfMock();
      const stop = swf.onCall(() => {});
      swf.on('RespondActivityTaskCompleted').delays(60, 1);
      const late = complete(swf, { taskToken: 'A' });
      swf.advance(60);
      await late;
      swf.openTask({ heartbeatTimeout: 30 });
      stop();
      references.push(new WeakRef(swf));
    }
    await collected();
    expect(references.filter((reference) => reference.deref() !== undefined).length).toBeLessThan(10);
  });
});

test('mocks whose polls and waits have ended are gone', async () => {
  const references: WeakRef<SwfMock>[] = [];
  for (let i = 0; i < 100; i++) {
    const swf = createSwfMock();
    const held = [poll(swf), poll(swf)];
    const { taskToken } = swf.schedule({ heartbeatTimeout: 30 });
    const settled = swf.settled(taskToken);
    swf.advance(60);
    await Promise.all([...held, settled]);
    references.push(new WeakRef(swf));
  }
  await collected();
  expect(references.filter((reference) => reference.deref() !== undefined).length).toBeLessThan(10);
});

test('a mock that answers on and on does not grow', async () => {
  const swf = createMock({ limits: { tasks: 200, calls: 200 } });
  const result = 'x'.repeat(2_000);
  const answer = async (from: number, to: number) => {
    for (let i = from; i < to; i++) await complete(swf, { taskToken: `token ${i}`, result });
    await collected();
    return process.memoryUsage().heapUsed;
  };
  const before = await answer(0, 2_000);
  const after = await answer(2_000, 22_000);
  // Twenty thousand results of 2 kB would be 40 MB.
  expect(after - before).toBeLessThan(4_000_000);
  expect([swf.listTasks().length, swf.calls().length]).toEqual([200, 200]);
});

test('what is remembered of a call does not keep the header that it was read from', async () => {
  const swf = createMock({ limits: { calls: 200 } });
  const remember = async (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const scope = 'AKIAIOSFODNN7EXAMPLE/20260115/ap-southeast-1/swf/aws4_request';
      const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, Signature=${'0'.repeat(50_000)}${i}`;
      await complete(swf, { taskToken: `${i}` }, { headers: { authorization } });
    }
    await collected();
    return process.memoryUsage().heapUsed;
  };
  const before = await remember(0, 1);
  const after = await remember(1, 200);
  expect(swf.calls()).toHaveLength(200);
  // Two hundred headers of 50 kB would be 10 MB.
  expect(after - before).toBeLessThan(4_000_000);
});

test('calls that are refused for their size do not fill the memory', async () => {
  const swf = createMock({ limits: { characters: 1_000_000 } });
  const result = 'x'.repeat(400_000);
  for (let i = 0; i < 10; i++) await complete(swf, { taskToken: 'A', result });
  expect(swf.calls().length).toBe(1);
  await complete(swf, { taskToken: 'A' });
  expect(swf.calls('RespondActivityTaskCompleted').map(({ outcome }) => outcome)).toEqual([
    'ValidationException',
    'accepted',
  ]);
  await complete(swf, `{"taskToken":"A","result":[${'[],'.repeat(300_000)}0]}`);
  expect(swf.calls().at(-1)).toMatchObject({ input: { taskToken: 'A' }, reason: expect.any(String) });
});

test('nor do those whose members are no text', async () => {
  const swf = createMock({ limits: { characters: 10_000 } });
  for (let i = 0; i < 100; i++) await complete(swf, { taskToken: 'A', result: Array(500).fill(i) });
  expect(swf.calls().length).toBeLessThanOrEqual(10);
  expect(swf.calls().at(-1)?.input).toMatchObject({ result: Array(500).fill(99) });
});

test('servers that were closed leave nothing open', async () => {
  const resources = () => process.getActiveResourcesInfo().filter((name) => name !== 'Immediate').length;
  const before = resources();
  for (let i = 0; i < 20; i++) {
    const { url, swf, close } = await serveSwfMock();
    swf.on('RespondActivityTaskCanceled').delays(600);
    await fetch(url, { method: 'OPTIONS', headers: { connection: 'close' } });
    await close();
  }
  await collected();
  expect(resources()).toBeLessThanOrEqual(before + 2);
});

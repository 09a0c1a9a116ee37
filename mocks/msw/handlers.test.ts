// The mock inside MSW in Node. Jest runs this file twice, on MSW 3 and, by another name, on MSW 2 (jest.config.js).
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { setupServer } from 'msw/node';
import { scenarios } from '../fixtures/scenarios.ts';
import { createSwfMock, noNetwork } from './index.ts';

const msw = setupServer();
let elsewhere: Server;
let arrivals = 0;

beforeAll(async () => {
  elsewhere = createServer((_, response) => {
    arrivals += 1;
    response.end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  msw.listen(noNetwork);
});
// MSW says on the console what it refuses; that it refuses is what the scenarios are about.
beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => {
  msw.close();
  elsewhere.close();
});

test.each(scenarios)('$name', async ({ play, sees }) => {
  const stage = {
    use: msw.resetHandlers.bind(msw),
    elsewhere: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`,
  };
  expect(await play(stage)).toEqual(sees);
  expect(arrivals).toBe(0);
});

test('a poll whose client has gone takes no task with it', async () => {
  const swf = createSwfMock();
  msw.resetHandlers(...swf.handlers);
  const client = new AbortController();
  const poll = fetch('https://swf.us-east-1.amazonaws.com/', {
    method: 'POST',
    headers: { 'x-amz-target': 'SimpleWorkflowService.PollForActivityTask' },
    body: JSON.stringify({ domain: 'default', taskList: { name: 'orders' } }),
    signal: client.signal,
  });
  await swf.polled();
  client.abort();
  await expect(poll).rejects.toThrow(/abort/i);
  const { taskToken } = swf.schedule({ taskList: 'orders' });
  expect(swf.task(taskToken).state).toBe('scheduled');
});

test('others is error or pass', () => {
  expect(() => createSwfMock({ others: 'ignore' as never })).toThrow(
    /others must be 'error' or 'pass', not "ignore"/,
  );
});

test('this is the version of MSW that the project’s name says', () => {
  const { version } = createRequire(import.meta.url)('msw/package.json');
  expect(version).toMatch((globalThis as { msw?: string }).msw === 'msw2' ? /^2\./ : /^3\./);
});

test('a relative endpoint is refused where there is no page', () => {
  expect(() => createSwfMock({ endpoint: '/swf/' })).toThrow(/"\/swf\/" is relative, and there is no page/);
});

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

test('this is the version of MSW that the project’s name says', () => {
  const { version } = createRequire(import.meta.url)('msw/package.json');
  expect(version).toMatch((globalThis as { msw?: string }).msw === 'msw2' ? /^2\./ : /^3\./);
});

test('a relative endpoint is refused where there is no page', () => {
  expect(() => createSwfMock({ endpoint: '/swf/' })).toThrow(/"\/swf\/" is relative, and there is no page/);
});

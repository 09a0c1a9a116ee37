import { expect, test } from '@jest/globals';
import { bundleSizes } from './bundle.ts';

test('the mock adds less than 19 kB gzip of our own code to a page, one operation less than 7 kB', async () => {
  const sizes = Object.fromEntries((await bundleSizes()).map(({ name, gzip }) => [name, gzip]));
  expect(sizes['swf-contract/mocks: createSwfMock']).toBeLessThan(19_000);
  expect(sizes['swf-contract/msw: handlers']).toBeLessThan(19_000);
  expect(sizes['swf-contract/msw: one operation']).toBeLessThan(7_000);
});

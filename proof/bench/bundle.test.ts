import { expect, test } from '@jest/globals';
import { bundleSizes } from './bundle.ts';

test('the mock adds less than 16 kB gzip of our own code to a page, one operation less than 6 kB', async () => {
  const sizes = Object.fromEntries((await bundleSizes()).map(({ name, gzip }) => [name, gzip]));
  expect(sizes['swf-contract/mocks: createSwfMock']).toBeLessThan(16_000);
  expect(sizes['swf-contract/msw: handlers']).toBeLessThan(16_000);
  expect(sizes['swf-contract/msw: one operation']).toBeLessThan(6_000);
});

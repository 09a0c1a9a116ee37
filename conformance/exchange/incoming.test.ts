import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from './incoming.ts';

test('gathered bytes are those that came, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (pieces) => {
      const gathered = gather();
      for (const piece of pieces) gathered.add(piece);
      expect(Buffer.from(gathered.bytes())).toEqual(Buffer.concat(pieces));
      expect(gathered.byteLength()).toBe(gathered.bytes().byteLength);
    }),
  );
});

test('a million pieces of one byte take little more room than their bytes', () => {
  const gathered = gather();
  for (let count = 0; count < 1_000_000; count += 1) gathered.add(Buffer.from([count & 255]));
  expect(gathered.bytes().buffer.byteLength).toBeLessThanOrEqual(2_000_000);
});

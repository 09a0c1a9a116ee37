// Registers the matchers in Jest: `import 'swf-contract/matchers/jest'` in a test, or in setupFilesAfterEnv. Their types
// hold for the `expect` of @jest/globals, and for the global one of @types/jest.
import { expect } from '@jest/globals';
import { type SwfMatchers, swfMatchers } from './matchers.ts';

expect.extend(swfMatchers as Parameters<typeof expect.extend>[0]);

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends SwfMatchers<R> {}
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: an augmented interface has the type parameters of the original.
    interface Matchers<R, T = {}> extends SwfMatchers<R> {}
  }
}

// Registers the matchers in Jest: `import 'swf-contract/matchers/jest'` in a test, or in setupFilesAfterEnv.
import { expect } from '@jest/globals';
import { type SwfMatchers, swfMatchers } from './matchers.ts';

expect.extend(swfMatchers as Parameters<typeof expect.extend>[0]);

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends SwfMatchers<R> {}
}

// Registers the matchers in Vitest: `import 'swf-contract/matchers/vitest'` in a test, or in setupFiles.
import { expect } from 'vitest';
import { type SwfMatchers, swfMatchers } from './matchers.ts';

expect.extend(swfMatchers as Parameters<typeof expect.extend>[0]);

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: an augmented interface has the type parameters of the original.
  interface Matchers<T = any> extends SwfMatchers<T> {}
}

// Ctrl-C and its like, taken once, so that a run can clean up.

import { endCommands } from '../shell.ts';

/**
 * `signal` is aborted, and `tell` called, by the first SIGINT or SIGTERM. The second ends the process, as it does by
 * default, and commands that it runs.
 */
export function awaitInterruption(tell: () => void): { signal: AbortSignal; forget(): void } {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const controller = new AbortController();
  const listener = (name: NodeJS.Signals) => {
    if (!controller.signal.aborted) {
      tell();
      controller.abort(new Error('interrupted'));
      return;
    }
    endCommands();
    forget();
    process.kill(process.pid, name);
  };
  const forget = () => {
    for (const signal of signals) process.off(signal, listener);
  };
  for (const signal of signals) process.on(signal, listener);
  return { signal: controller.signal, forget };
}

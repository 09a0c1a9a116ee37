// Handles the first Ctrl-C or SIGTERM, so that a run can clean up.

import { endCommands } from '../shell.ts';

/**
 * The first SIGINT or SIGTERM aborts `signal` and calls `tell`. The second ends the process, as it does by default, and
 * the commands that the process runs.
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

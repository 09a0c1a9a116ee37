// --restart-command: the user's command that restarts the endpoint.
import { setTimeout as wait } from 'node:timers/promises';
import { assertReachable } from '../exchange/reach.ts';
import { runShell, saidOn } from '../shell.ts';

/** How long the endpoint may take until it can be reached again, and the interval between attempts. In milliseconds. */
const patience = { backWithin: 60_000, lookEvery: 250 };

/**
 * Restarts an endpoint: runs the command once in the shell, with SWF_ENDPOINT in its environment, and waits until the
 * endpoint can be reached. Fails with an Error if the command fails or the endpoint cannot be reached again.
 *
 * @param timeoutMs timeout of the command
 * @example restartBy('docker restart emulator', new URL('http://127.0.0.1:8000'), 60_000)
 */
export async function restartBy(command: string, endpoint: URL, timeoutMs: number): Promise<void> {
  const { ended, stderr } = await runShell(
    command,
    { SWF_ENDPOINT: endpoint.href },
    timeoutMs,
    'the restart command',
  );
  if (ended !== 0) throw new Error(`the restart command ended with ${ended}; ${saidOn(stderr)}`);
  for (let waited = 0; ; waited += patience.lookEvery) {
    try {
      return await assertReachable(endpoint, patience.backWithin);
    } catch (error) {
      if (waited >= patience.backWithin) {
        const seconds = patience.backWithin / 1000;
        throw new Error(`after the restart command, ${(error as Error).message} (for ${seconds} s)`);
      }
    }
    await wait(patience.lookEvery);
  }
}

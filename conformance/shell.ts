// Commands of the user's, run by the shell and ended with everything that they started.
import { spawn } from 'node:child_process';

/** How a command ended, by its exit code or a signal, and what it wrote until then. */
export type Finished = { ended: number | NodeJS.Signals | null; stdout: string; stderr: string };

/** A command that writes more characters than this to one of its outputs is ended. */
const outputLimit = 1 << 20;

/** What a command wrote is read for so long after it ended, should something that it started hold its outputs open. */
const drainMs = 200;

/** The process groups of commands that have not ended. */
const running = new Set<number>();

/** Ends every command that is running, with everything that it started: for whoever ends this process at once. */
export function endCommands(): void {
  for (const pid of running) killGroup(pid);
}

/**
 * Runs a command by the shell, with more variables in its environment. Fails with an Error when it does not end in time, or
 * writes without end.
 *
 * @param name what messages call it: `the task token command`
 */
export function runShell(
  command: string,
  environment: Record<string, string>,
  timeoutMs: number,
  name: string,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      // In a group of its own, so that what the shell started ends with it.
      detached: true,
      env: { ...process.env, ...environment },
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    const written = { stdout: '', stderr: '' };
    const giveUp = (why: string) => {
      killGroup(pid);
      stopReading();
      reject(new Error(`${name} ${why}`));
    };
    const deadline = setTimeout(() => giveUp(`did not end within ${timeoutMs} ms`), timeoutMs);
    for (const output of ['stdout', 'stderr'] as const) {
      child[output].setEncoding('utf8').on('data', (text: string) => {
        written[output] += text;
        if (written[output].length > outputLimit)
          giveUp(`printed more than ${outputLimit} characters to ${output}`);
      });
    }
    child.on('error', (error) => giveUp(`cannot be run: ${error.message}`));
    child.on('exit', (code, signal) => {
      if (pid !== undefined) running.delete(pid);
      clearTimeout(deadline);
      const finish = () => {
        stopReading();
        resolve({ ended: code ?? signal, ...written });
      };
      const drained = setTimeout(finish, drainMs);
      child.on('close', () => {
        clearTimeout(drained);
        finish();
      });
    });

    function stopReading(): void {
      clearTimeout(deadline);
      child.stdout.destroy();
      child.stderr.destroy();
    }
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** What a command wrote to stderr, in words. */
export function saidOn(stderr: string): string {
  const text = stderr.trim();
  return text === '' ? 'it wrote nothing to stderr' : `stderr: ${endOf(text)}`;
}

/**
 * The end of a long text, where commands say what went wrong. No word is cut through: of a secret, what is left would no
 * longer be recognised as one.
 */
function endOf(text: string): string {
  return text.length > 2000 ? `…${text.slice(-2000).replace(/^\S*/, '')}` : text;
}

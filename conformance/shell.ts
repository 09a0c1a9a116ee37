// Runs the user's commands in the shell and ends them together with every process that they start.
import { spawn } from 'node:child_process';

/** How a command ended (its exit code or a signal), and its output. */
export type Finished = { ended: number | NodeJS.Signals | null; stdout: string; stderr: string };

/** A command that writes more characters than this to stdout or stderr is killed. */
const outputLimit = 1 << 20;

/** How long to read output after a command ends, in case a process that it started keeps the output open. */
const drainMs = 200;

/** The process groups of commands that have not ended. */
const running = new Set<number>();

/** Kills every running command and everything that it started. Call this before ending the process immediately. */
export function endCommands(): void {
  for (const pid of running) killGroup(pid);
}

/**
 * Runs a command in the shell, with additional variables in its environment. Fails with an Error if it does not end in
 * time or writes too much.
 *
 * @param name its name in messages: `the task token command`
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
      // In its own process group, so that everything that the shell starts can be killed with it.
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
    // It has already ended.
  }
}

/** Describes what a command wrote to stderr. */
export function saidOn(stderr: string): string {
  const text = stderr.trim();
  return text === '' ? 'it wrote nothing to stderr' : `stderr: ${endOf(text)}`;
}

/**
 * The end of a long text, which usually says what went wrong. The text is not cut inside a word, because the rest of a
 * secret could no longer be recognized and redacted.
 */
function endOf(text: string): string {
  return text.length > 2000 ? `…${text.slice(-2000).replace(/^\S*/, '')}` : text;
}

// Tasks from a command of the user's (--task-token-command): it is run by the shell once for each task, with
// SWF_ENDPOINT, SWF_CASE and SWF_TASK_STATE in its environment, and prints the token as its last line. Exit code 3
// says that this state cannot be made; any other but 0 is an error.
import { spawn } from 'node:child_process';
import { type TaskSource, TaskUnavailable } from './source.ts';

/**
 * @param timeoutMs how long one run of the command may take
 * @example commandTasks('./new-task.sh', new URL('http://127.0.0.1:8000'), 30_000)
 */
export function commandTasks(command: string, endpoint: URL, timeoutMs: number): TaskSource {
  return {
    issued: true,
    history: false,
    async take({ caseId, state }) {
      const environment = { SWF_ENDPOINT: endpoint.href, SWF_CASE: caseId, SWF_TASK_STATE: state };
      const { ended, stdout, stderr } = await runShell(command, environment, timeoutMs);
      if (ended === 3) {
        throw new TaskUnavailable(
          `the task token command makes no task that is ${state} (exit code 3)`,
          'let the command print a token for this SWF_TASK_STATE',
        );
      }
      const said = stderr.trim() === '' ? 'it wrote nothing to stderr' : `stderr: ${endOf(stderr.trim())}`;
      if (ended !== 0) throw new Error(`the task token command ended with ${ended}; ${said}`);
      const taskToken = stdout.trimEnd().split('\n').at(-1)?.trim() ?? '';
      if (taskToken === '') throw new Error(`the task token command printed no token; ${said}`);
      return { taskToken };
    },
    close: async () => {},
  };
}

/** How a command ended, by its exit code or a signal, and what it wrote until then. */
type Finished = { ended: number | NodeJS.Signals | null; stdout: string; stderr: string };

/** A command that writes more characters than this to one of its outputs is ended. */
const outputLimit = 1 << 20;

/** What a command wrote is read for so long after it ended, should something that it started hold its outputs open. */
const drainMs = 200;

function runShell(
  command: string,
  environment: Record<string, string>,
  timeoutMs: number,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      // In a group of its own, so that what the shell started ends with it.
      detached: true,
      env: { ...process.env, ...environment },
    });
    const written = { stdout: '', stderr: '' };
    const giveUp = (why: string) => {
      killGroup(child.pid);
      stopReading();
      reject(new Error(`the task token command ${why}`));
    };
    const deadline = setTimeout(() => giveUp(`did not end within ${timeoutMs} ms`), timeoutMs);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        written[name] += text;
        if (written[name].length > outputLimit)
          giveUp(`printed more than ${outputLimit} characters to ${name}`);
      });
    }
    child.on('error', (error) => giveUp(`cannot be run: ${error.message}`));
    child.on('exit', (code, signal) => {
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

/**
 * The end of a long text, where commands say what went wrong. No word is cut through: of a secret, what is left would no
 * longer be recognised as one.
 */
function endOf(text: string): string {
  return text.length > 2000 ? `…${text.slice(-2000).replace(/^\S*/, '')}` : text;
}

// Tasks from a command of the user's (--task-token-command): it is run by the shell once for each task, with
// SWF_ENDPOINT, SWF_CASE and SWF_TASK_STATE in its environment, and prints the token as its last line. Exit code 3
// says that this state cannot be made; any other but 0 is an error.
import { spawn } from 'node:child_process';
import { type TaskSource, TaskUnavailable } from './source.ts';

/** @param timeoutMs how long one run of the command may take */
export function commandTasks(command: string, endpoint: URL, timeoutMs: number): TaskSource {
  return {
    issued: true,
    history: false,
    async take({ caseId, state }) {
      const environment = { SWF_ENDPOINT: endpoint.href, SWF_CASE: caseId, SWF_TASK_STATE: state };
      const { code, stdout, stderr } = await runShell(command, environment, timeoutMs);
      if (code === 3) {
        throw new TaskUnavailable(
          `the task token command makes no task that is ${state} (exit code 3)`,
          'let the command print a token for this SWF_TASK_STATE',
        );
      }
      const said = stderr.trim() === '' ? 'it wrote nothing to stderr' : `stderr: ${stderr.trim()}`;
      if (code !== 0) throw new Error(`the task token command ended with ${code ?? 'a signal'}; ${said}`);
      const taskToken = stdout.trimEnd().split('\n').at(-1)?.trim() ?? '';
      if (taskToken === '') throw new Error(`the task token command printed no token; ${said}`);
      return { taskToken };
    },
    close: async () => {},
  };
}

type Finished = { code: number | null; stdout: string; stderr: string };

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
    let stdout = '';
    let stderr = '';
    const deadline = setTimeout(() => {
      killGroup(child.pid);
      reject(new Error(`the task token command did not end within ${timeoutMs} ms`));
    }, timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => {
      clearTimeout(deadline);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(deadline);
      resolve({ code, stdout, stderr });
    });
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

// Tasks from a command of the user's (--task-token-command): it is run by the shell once for each task, with
// SWF_ENDPOINT, SWF_CASE and SWF_TASK_STATE in its environment, and prints the token as its last line. Exit code 3
// says that this state cannot be made; any other but 0 is an error.
import { objectOf } from '../exchange/awsjson.ts';
import type { TaskValues } from '../request/body.ts';
import { runShell, saidOn } from '../shell.ts';
import { type TaskSource, TaskUnavailable } from './source.ts';

/**
 * @param timeoutMs how long one run of the command may take
 * @example commandTasks('./new-task.sh', new URL('http://127.0.0.1:8000'), 30_000)
 */
export function commandTasks(command: string, endpoint: URL, timeoutMs: number): TaskSource {
  return {
    issued: true,
    history: false,
    async take({ caseId, state, input, later, timeouts, sibling }) {
      if (input !== undefined || later || timeouts || sibling) {
        throw new TaskUnavailable(
          'the task token command makes no task with an input, a timeout or a sibling, or later',
          'give --arrange control|swf',
        );
      }
      const environment = { SWF_ENDPOINT: endpoint.href, SWF_CASE: caseId, SWF_TASK_STATE: state };
      const { ended, stdout, stderr } = await runShell(
        command,
        environment,
        timeoutMs,
        'the task token command',
      );
      if (ended === 3) {
        throw new TaskUnavailable(
          `the task token command makes no task that is ${state} (exit code 3)`,
          'let the command print a token for this SWF_TASK_STATE',
        );
      }
      const said = saidOn(stderr);
      if (ended !== 0) throw new Error(`the task token command ended with ${ended}; ${said}`);
      const taskToken = stdout.trimEnd().split('\n').at(-1)?.trim() ?? '';
      if (taskToken === '') throw new Error(`the task token command printed no token; ${said}`);
      return state === 'scheduled' ? { taskToken: '', values: readValues(taskToken) } : { taskToken };
    },
    close: async () => {},
  };
}

/** Where the task is scheduled, in JSON: `{"domain":"billing","taskList":"orders"}`. */
function readValues(line: string): TaskValues {
  const said = objectOf(line);
  const { domain, taskList } = said ?? {};
  if (typeof domain === 'string' && typeof taskList === 'string') return { domain, taskList };
  throw new Error(
    `for SWF_TASK_STATE=scheduled the task token command is to print {"domain":"…","taskList":"…"}, not ${JSON.stringify(line.slice(0, 80))}`,
  );
}

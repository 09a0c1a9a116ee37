// Tasks from a user's command (--task-token-command): the shell runs it once for each task, with SWF_ENDPOINT, SWF_CASE
// and SWF_TASK_STATE in its environment, and it prints the token as its last line. Exit code 3 means that it cannot make a
// task in this state; any other exit code except 0 is an error.
import { objectOf } from '../exchange/awsjson.ts';
import type { TaskValues } from '../request/body.ts';
import { runShell, saidOn } from '../shell.ts';
import { type TaskSource, TaskUnavailable } from './source.ts';

/**
 * @param timeoutMs timeout of one run of the command
 * @example commandTasks('./new-task.sh', new URL('http://127.0.0.1:8000'), 30_000)
 */
export function commandTasks(command: string, endpoint: URL, timeoutMs: number): TaskSource {
  return {
    issued: true,
    history: false,
    async take({ caseId, state, input, later, timeouts, sibling }) {
      if (input !== undefined || later || timeouts || sibling) {
        throw new TaskUnavailable(
          'the task token command cannot make a task with an input, a timeout or a sibling, or one that is scheduled later',
          'use --arrange control|swf',
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
          `the task token command cannot make a task that is ${state} (exit code 3)`,
          'make the command print a token for this SWF_TASK_STATE',
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

/** Parses where the task is scheduled: `{"domain":"billing","taskList":"orders"}`. */
function readValues(line: string): TaskValues {
  const said = objectOf(line);
  const { domain, taskList } = said ?? {};
  if (typeof domain === 'string' && typeof taskList === 'string') return { domain, taskList };
  throw new Error(
    `for SWF_TASK_STATE=scheduled, the task token command must print {"domain":"…","taskList":"…"}, not ${JSON.stringify(line.slice(0, 80))}`,
  );
}

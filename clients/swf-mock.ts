// swf-mock as a process of its own, as whoever works in another language has it, driven through its control API.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** An event of a task's history, as the control API gives it. */
export type HistoryEvent = { eventType: string; [attributes: string]: unknown };

/** A call as the mock recorded it. */
export type RecordedCall = {
  outcome: string;
  requestId: string;
  region: string;
  accessKeyId?: string;
  input: Record<string, unknown>;
};

export type RunningMock = {
  url: string;
  /** Opens a task and returns its token. */
  openTask(task?: { region?: string }): Promise<string>;
  closingEvent(taskToken: string): Promise<HistoryEvent | undefined>;
  /** What arrived for an operation, oldest first: every attempt of a client is one. */
  calls(operation: string): Promise<RecordedCall[]>;
  /** What arrived for a task, oldest first: every attempt of a client is one. */
  callsFor(taskToken: string): Promise<RecordedCall[]>;
  /** Sends a body to a path of the control API and returns the answer. */
  control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Stops it as Ctrl-C does, and returns how it ended. */
  stop(): Promise<{ code: number | null; stderr: string }>;
};

const command = fileURLToPath(new URL('../mocks/http/cli.ts', import.meta.url));

/** Starts swf-mock on a free port. Fails with what it wrote to stderr when it does not start. */
export async function startSwfMock(...options: string[]): Promise<RunningMock> {
  const child = spawn(process.execPath, [command, '--port', '0', '--log', 'silent', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stderr }));
  });
  const url = await firstLine(child.stdout);
  if (url === undefined) throw new Error(`swf-mock did not start: ${(await ended).stderr}`);
  const control: RunningMock['control'] = async (method, path, body) => {
    const response = await fetch(`${url}/_swf-mock/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    url,
    control,
    async openTask(task = {}) {
      return String((await control('POST', 'tasks', task)).taskToken);
    },
    async closingEvent(taskToken) {
      const { events } = await control('POST', 'tasks/events', { taskToken });
      return (events as HistoryEvent[]).at(-1);
    },
    async calls(operation) {
      return (await control('GET', `calls?operation=${operation}`)).calls as RecordedCall[];
    },
    async callsFor(taskToken) {
      const { calls } = await control('GET', 'calls');
      return (calls as RecordedCall[]).filter(({ input }) => input.taskToken === taskToken);
    },
    stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}

async function firstLine(stdout: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface({ input: stdout })) return line;
  return undefined;
}

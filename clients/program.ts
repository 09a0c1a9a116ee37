// A client that is a program of its own, in whatever language: it reads calls from stdin, one JSON object a line with an
// id, makes them at the same time, and prints for each what the caller learns, with the same id, as it becomes known.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Client, environment, type Learned } from './client.ts';

export type Program = Pick<Client, 'name' | 'version' | 'runtime'> & { command: string; args: string[] };

/** Starts the program; `stop` ends its input, and with it the program. */
export function startProgram({ command, args, ...about }: Program): Client {
  const child = spawn(command, args, { env: environment(), stdio: ['pipe', 'pipe', 'pipe'] });
  const waiting = new Map<number, { resolve(learned: Learned): void; reject(error: Error): void }>();
  let calls = 0;
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, ...learned } = JSON.parse(line);
    waiting.get(id)?.resolve(learned);
    waiting.delete(id);
  });
  // Of a program that has ended nobody writes to the input.
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const abandon = () => {
    for (const { reject } of waiting.values()) reject(new Error(`${about.name} has ended: ${stderr}`));
    waiting.clear();
  };
  ended.then(abandon, abandon);
  return {
    ...about,
    call(call) {
      calls += 1;
      const id = calls;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id, ...call })}\n`);
      });
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

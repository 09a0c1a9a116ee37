// A server in a process of its own, as its users start it, for as long as it is measured.
import { spawn } from 'node:child_process';

/** How a server is started, and how it says where it listens. */
export type ServerCommand = {
  /** Program and arguments; the root of the checkout is the working directory. */
  command: string[];
  /** The URL is the first group. */
  ready?: RegExp;
};

export type RunningServer = { url: string; pid: number; stop(): Promise<void> };

const root = `${import.meta.dirname}/../../..`;

/** Starts a server and waits until it has said where it listens. Fails when it ends before that. */
export function startServer({ command, ready = /(http:\/\/\S+)\n/ }: ServerCommand): Promise<RunningServer> {
  const [program, ...args] = command as [string, ...string[]];
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('error', reject);
    void ended.then((code) => reject(new Error(`${command.join(' ')} ended with exit code ${code}`)));
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const url = ready.exec(output)?.[1];
      if (url === undefined) return;
      // Read on, lest the pipe fills up.
      output = '';
      resolve({
        url,
        pid: child.pid as number,
        async stop() {
          child.kill();
          await ended;
        },
      });
    });
  });
}

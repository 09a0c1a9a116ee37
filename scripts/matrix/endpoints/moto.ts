// moto's server, where this machine's Python has it. Tasks are made with the API of the service, as moto implements it.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { optionsAt } from './emulators.ts';
import type { Endpoint } from './endpoint.ts';

export const moto: Endpoint = {
  name: 'moto',
  title: 'moto',
  async open() {
    const version = motoVersion();
    if (version === undefined) {
      return { missing: 'python3 -m moto.server is not on this machine', get: "pip install 'moto[server]'" };
    }
    const server = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) => server.once('close', resolve));
    return {
      version,
      // With the worker's loop a run takes minutes, one task at a time.
      options: {
        ...optionsAt(await addressOf(server.stderr)),
        operations: ['RespondActivityTaskCompleted', 'RespondActivityTaskCanceled'],
      },
      async close() {
        server.kill('SIGTERM');
        await ended;
      },
    };
  },
};

/** The version of the moto that can be served here; undefined when there is none. */
export function motoVersion(): string | undefined {
  const code = 'import moto.server; print(moto.__version__)';
  const { status, stdout } = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: stderr });
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const url = /Running on (http:\S+)/.exec(line)?.[1];
      // What it logs afterwards is read and thrown away, so that the pipe does not fill.
      if (url) resolve(url);
    });
    lines.on('close', () => reject(new Error('python3 -m moto.server ended before it listened')));
  });
}

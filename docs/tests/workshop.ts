// A folder in which the commands of the documents run as they are written: the built package is installed in it,
// `npx` finds its commands without asking a registry, and a mock stands for whatever endpoint is named.
import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { serveSwfMock } from '../../mocks/http/server.ts';
import { build } from '../../scripts/build.ts';

export type Workshop = {
  folder: string;
  /** The URL of the mock, which is the same for the whole folder. */
  endpoint: string;
  /** Runs a text in a shell that stops at the first error. */
  shell(text: string): Promise<Finished>;
  /** Starts a server that prints its URL first, asks it for something, and stops it. */
  startAndStop(text: string): Promise<Finished>;
  run(command: string, args: string[]): Promise<Finished>;
  /** Makes the mock as new. */
  reset(): void;
  close(): Promise<void>;
};

export type Finished = { code: number | null; stdout: string; stderr: string };

/** @param root the checkout */
export async function openWorkshop(root: string): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'documents-'));
  const installed = join(folder, 'node_modules/swf-contract');
  await mkdir(installed, { recursive: true });
  await cp(join(root, 'package.json'), join(installed, 'package.json'));
  await symlink(join(root, 'node_modules'), join(installed, 'node_modules'));
  if (!(await build(root, join(installed, 'dist')))) throw new Error('the sources do not compile');
  for (const name of ['msw', '@aws-sdk', '@types', 'vitest']) {
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  // Documents name files of the checkout too.
  for (const name of ['examples', 'generated']) await symlink(join(root, name), join(folder, name));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/npx'), await npx(installed));
  await chmod(join(folder, 'bin/npx'), 0o755);
  const mock = await serveSwfMock();
  const env = {
    ...process.env,
    PATH: [join(folder, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
    NODE_OPTIONS: '',
  };

  return {
    folder,
    endpoint: mock.url,
    reset: () => mock.swf.reset(),
    run: (command, args) => finished(spawn(command, args, { cwd: folder, env })),
    shell: (text) => finished(spawn('bash', ['-euc', text], { cwd: folder, env })),
    startAndStop(text) {
      const child = spawn('bash', ['-euc', `exec ${text}`], { cwd: folder, env });
      child.stdout.once('data', async (line) => {
        await fetch(String(line).trim()).catch(() => {});
        child.kill('SIGTERM');
      });
      return finished(child);
    },
    async close() {
      await mock.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An npx that knows the commands of this package, and Vitest. */
async function npx(installed: string): Promise<string> {
  const { bin } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  const cases = Object.entries(bin as Record<string, string>).map(
    ([name, file]) => `  ${name}) shift; exec node '${join(installed, file)}' "$@" ;;`,
  );
  const vitest = `  vitest) shift; exec node '${join(dirname(installed), 'vitest/vitest.mjs')}' "$@" ;;`;
  const none = ['esac', 'echo "no command $1 here" >&2', 'exit 127', ''];
  return ['#!/bin/sh', 'case $1 in', ...cases, vitest, ...none].join('\n');
}

function finished(child: ReturnType<typeof spawn>): Promise<Finished> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

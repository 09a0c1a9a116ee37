// Another command, run to its end.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

export type Finished = { code: number | null; stdout: string; stderr: string };

/**
 * Runs a command and collects what it writes. Fails when it cannot be started, and not for its exit code.
 *
 * @param options of `spawn`; `input` is what it reads from stdin
 * @example const { code, stdout } = await runCommand('aws', ['--version']);
 */
export function runCommand(
  command: string,
  args: string[],
  { input, ...options }: SpawnOptions & { input?: string } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(command, args, options);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin?.end(input);
  });
}

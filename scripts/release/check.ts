// What a check of the release is, and how a program is run for one.
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';

/** One thing that has to hold. Findings are sentences that say what is wrong and what to do; none means that it holds. */
export type Check = { name: string; find(): Promise<string[] | Unchecked> | string[] | Unchecked };

/** Why something could not be checked here. It has not failed, and it has not passed either. */
export type Unchecked = { unchecked: string };

/** Runs a program; a finding with the end of what it said when it fails. */
export function findingsOf(
  what: string,
  command: string,
  args: string[],
  options: SpawnSyncOptions = {},
): string[] {
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, encoding: 'utf8' });
  if (status === 0) return [];
  const said = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`
    .trim()
    .split('\n')
    .slice(-30)
    .join('\n    ');
  return [`${what} ended with ${status ?? error?.message}:\n    ${said}`];
}

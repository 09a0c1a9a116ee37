// Reads a tarball that npm has packed, by the tar of the system.
import { spawnSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export type Tarball = {
  path: string;
  bytes: number;
  /** Paths without the leading `package/`, and their sizes. */
  files: { path: string; bytes: number }[];
  /** Where it has been unpacked. */
  folder: string;
};

/** @param folder where it is unpacked; made if it is not there */
export async function readTarball(path: string, folder: string): Promise<Tarball> {
  await mkdir(folder, { recursive: true });
  tar('-xzf', path, '-C', folder, '--strip-components=1');
  const names = tar('-tzf', path)
    .split('\n')
    .map((name) => name.replace(/^package\//, ''))
    .filter((name) => name !== '' && !name.endsWith('/'))
    .sort();
  const files = await Promise.all(
    names.map(async (name) => ({ path: name, bytes: (await stat(join(folder, name))).size })),
  );
  return { path, bytes: (await stat(path)).size, files, folder };
}

function tar(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('tar', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`tar ${args.join(' ')}: ${stderr}`);
  return stdout;
}

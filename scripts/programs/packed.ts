// The package as npm would publish it, made in a folder of its own: dist/ of the checkout may be in use.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from '../build.ts';

const root = resolve(import.meta.dirname, '../..');

/**
 * Builds and packs the package.
 *
 * @param folder an empty folder for it
 * @returns the path of the tarball
 * @throws Error when the sources do not compile, or npm fails
 */
export async function pack(folder: string): Promise<string> {
  const stage = join(folder, 'package');
  await mkdir(stage, { recursive: true });
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const named = (manifest.files as string[]).flatMap((entry) => entry.match(/^[\w.-]+/) ?? []);
  for (const entry of new Set(['README.md', 'LICENSE', ...named])) {
    if (entry !== 'dist') await cp(join(root, entry), join(stage, entry), { recursive: true });
  }
  // What the package needs is built by then; npm is not to build it again.
  const { prepack: _, ...scripts } = manifest.scripts;
  await writeFile(join(stage, 'package.json'), JSON.stringify({ ...manifest, scripts }, null, 2));
  if (!(await build(root, join(stage, 'dist')))) throw new Error('the sources do not compile');
  const packed = spawnSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: stage,
    encoding: 'utf8',
  });
  if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
  return join(folder, JSON.parse(packed.stdout)[0].filename);
}

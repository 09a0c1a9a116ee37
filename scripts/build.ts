// `npm run build`: compiles what users import and run into dist/, for every Node that the package supports. dist/ has the
// layout of the sources, so that a URL relative to a module leads to the same file in both; dist/cjs/ has it once more,
// with what package.json exports to `require`.
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commonJs } from './commonjs.ts';
import { exitWith } from './exit-code.ts';
import { type Exports, filesOf } from './exported.ts';
import { reachable } from './reachable.ts';

const usage = `Usage: npm run build -- [options]

  --out DIR   where it goes, emptied first (dist)
  --help      show this

Exit codes: 0 done; 1 the sources do not compile; 2 usage.
`;

type Manifest = { exports: Exports; bin: Record<string, string> };

/** Files that the package needs and the compiler does not write, by folder. */
const copied: Record<string, RegExp> = {
  generated: /\.(js|d\.ts|json|yaml)$/,
  spec: /^control\.openapi\.yaml$/,
};

/** Builds into a folder; false if the sources do not compile, which the compiler has reported. */
export async function build(root: string, out: string): Promise<boolean> {
  await rm(out, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['--project', join(root, 'tsconfig.build.json'), '--outDir', out];
  const { status } = spawnSync(process.execPath, [tsc, ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) return false;
  for (const [folder, pattern] of Object.entries(copied)) {
    await mkdir(join(out, folder), { recursive: true });
    for (const name of await readdir(join(root, folder))) {
      if (pattern.test(name)) await cp(join(root, folder, name), join(out, folder, name));
    }
  }
  const manifest: Manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await commonJs(manifest.exports, out);
  await removeUnreached(manifest, out);
  await makeCommandsExecutable(manifest.bin, out);
  return true;
}

/** npm does this when it installs a package; a checkout that is linked or run in place has nobody who does. */
async function makeCommandsExecutable(bin: Record<string, string>, out: string): Promise<void> {
  for (const command of Object.values(bin)) await chmod(inDist(out, command), 0o755);
}

/** A module that no export and no command leads to is in nobody's way but a reader's. */
async function removeUnreached({ exports, bin }: Manifest, out: string): Promise<void> {
  const entries = [...filesOf(exports), ...filesOf(bin)].map((file) => inDist(out, file));
  const wanted = await reachable(entries);
  for (const name of await readdir(out, { recursive: true })) {
    if (/\.(js|d\.ts)$/.test(name) && !wanted.has(join(out, name))) await rm(join(out, name));
  }
}

/** Where a file that package.json names is in a dist that may be elsewhere. */
const inDist = (out: string, file: string) => join(out, file.replace(/^(\.\/)?dist\//, ''));

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: 'dist' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const out = resolve(values.out);
  // The folder is emptied, so a typing error must not delete another folder.
  if (basename(out) !== 'dist') throw new Error(`--out ${values.out}: the folder must be named dist`);
  return (await build(resolve(import.meta.dirname, '..'), out)) ? 0 : 1;
}

if (import.meta.main) await exitWith(main);

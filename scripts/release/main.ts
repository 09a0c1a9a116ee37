// `npm run release-check`: everything that has to hold before the package is published, in one go.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { exitWith } from '../exit-code.ts';
import { pack } from '../programs/packed.ts';
import { type Check, findingsOf } from './check.ts';
import { contentFindings } from './contents.ts';
import { nodeChecks } from './nodes.ts';
import { audit, installScriptsOfPeers, lockfileFindings } from './supply-chain.ts';
import { readTarball, type Tarball } from './tarball.ts';
import { typeFindings } from './types.ts';
import { versionFindings } from './versions.ts';

const root = resolve(import.meta.dirname, '../..');

const usage = `Usage: npm run release-check -- [options]

Checks the versions, the changelog, that nothing generated has drifted, that nothing is unused, what else users would
install, and the package as it would be published: its contents, exports and types, and both commands on every version
of Node that it is for.

  --skip-nodes   leave out what needs other versions of Node, which come from the npm registry
  --files        list every file of the tarball
  --help         show this

Exit codes: 0 ready; 1 not; 2 usage.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'skip-nodes': { type: 'boolean', default: false },
      files: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'release-check-'));
  try {
    const tarball = await readTarball(await pack(folder), join(folder, 'unpacked'));
    describe(tarball, values.files);
    const manifest = await json('package.json');
    const checks = [
      ...sourceChecks(),
      ...packageChecks(tarball, manifest),
      ...(values['skip-nodes'] ? [] : nodeChecks(tarball.path, folder, manifest.exports)),
    ];
    let failed = 0;
    let unchecked = 0;
    for (const { name, find } of checks) {
      const findings = await find();
      if ('unchecked' in findings) {
        console.log(`? ${name}: not checked, ${findings.unchecked}`);
        unchecked += 1;
        continue;
      }
      console.log(`${findings.length === 0 ? '✓' : '✗'} ${name}`);
      for (const finding of findings) console.log(`  ${finding}`);
      if (findings.length > 0) failed += 1;
    }
    const rest = unchecked === 0 ? '' : ` (not checked: ${unchecked})`;
    console.log(failed === 0 ? `Ready${rest}.` : `${failed} of ${checks.length} checks failed${rest}.`);
    return failed === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sourceChecks(): Check[] {
  const script = (...args: string[]) => findingsOf(args.join(' '), process.execPath, args, { cwd: root });
  return [
    { name: 'package, contract and corpus have one version, and the changelog tells of it', find: versions },
    {
      name: 'generated/ and docs/reference/ are what their sources give',
      find: () => [
        ...script('scripts/generate/main.ts', '--check'),
        ...script('scripts/reference/main.ts', '--check'),
      ],
    },
    {
      name: 'what users install is locked, and runs no script when it is installed',
      async find() {
        const lockfile = await json('package-lock.json');
        const manifest = await json('package.json');
        const ofPeers = installScriptsOfPeers(lockfile, manifest);
        if (ofPeers.length > 0) console.log(`  Of the optional peers these run one: ${ofPeers.join(', ')}.`);
        return lockfileFindings(lockfile, manifest);
      },
    },
    { name: 'nothing is known against what users install (npm audit)', find: () => audit(root) },
    { name: 'nothing is unused (knip)', find: () => script(tool('knip/bin/knip.js'), '--no-progress') },
  ];
}

function packageChecks(
  { path, files, folder }: Tarball,
  manifest: Parameters<typeof contentFindings>[1] & Parameters<typeof typeFindings>[1],
): Check[] {
  const script = (...args: string[]) => findingsOf(args.join(' '), process.execPath, args, { cwd: root });
  return [
    {
      name: 'the tarball has what users need, and nothing else',
      find: async () =>
        contentFindings(
          files.map((file) => file.path),
          manifest,
          await readFile(join(folder, 'README.md'), 'utf8'),
        ),
    },
    { name: 'exports (publint)', find: () => script(tool('publint/src/cli.js'), '--strict', path) },
    {
      name: 'types, by each way of resolving modules',
      find: () => typeFindings(folder, manifest, join(folder, '../types')),
    },
  ];
}

/** The program of a development dependency. */
function tool(path: string): string {
  return join(root, 'node_modules', path);
}

const read = (name: string) => readFile(join(root, name), 'utf8');
const json = async (name: string) => JSON.parse(await read(name));

async function versions(): Promise<string[]> {
  const yaml = async (name: string) => parse(await read(name));
  return versionFindings(
    {
      'package.json': (await json('package.json')).version,
      'package-lock.json': (await json('package-lock.json')).version,
      'spec/swf.openapi.yaml': (await yaml('spec/swf.openapi.yaml')).info.version,
      'spec/control.openapi.yaml': (await yaml('spec/control.openapi.yaml')).info.version,
      'generated/openapi.json': (await json('generated/openapi.json')).info.version,
      'generated/cases.json': (await json('generated/cases.json')).suite.version,
    },
    await read('CHANGELOG.md'),
  );
}

function describe({ files, bytes }: Tarball, each: boolean): void {
  const unpacked = files.reduce((sum, file) => sum + file.bytes, 0);
  const kB = (size: number) => `${(size / 1000).toFixed(1)} kB`;
  console.log(`The tarball: ${kB(bytes)}, ${files.length} files, ${kB(unpacked)} unpacked.`);
  if (each) {
    for (const file of files) console.log(`  ${kB(file.bytes).padStart(9)}  ${file.path}`);
    return;
  }
  const folders = new Map<string, { count: number; bytes: number }>();
  for (const file of files) {
    const place = file.path.includes('/')
      ? file.path
          .split('/')
          .slice(0, file.path.startsWith('dist/') ? 2 : 1)
          .join('/')
      : file.path;
    const sum = folders.get(place) ?? { count: 0, bytes: 0 };
    folders.set(place, { count: sum.count + 1, bytes: sum.bytes + file.bytes });
  }
  for (const [place, { count, bytes: size }] of folders) {
    console.log(
      `  ${kB(size).padStart(9)}  ${place}${count > 1 || place.includes('/') ? `/ (${count} files)` : ''}`,
    );
  }
}

await exitWith(main, 1);

// The tarball on each version of Node that it is for: both commands by npx, every module imported, and required where
// Node can require an ES module.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Check, findingsOf } from './check.ts';

/** The versions, with the MSW that runs on them. The oldest is the oldest that package.json allows. */
const versions = [
  { node: '20.19', msw: '2', requires: false },
  { node: '22', msw: '3', requires: true },
  { node: '24', msw: '3', requires: true },
];

/** Modules that a test runner imports, and only there. */
const inTestRunners = new Set(['./jest', './matchers/jest', './matchers/vitest']);

type Place = { folder: string; env: NodeJS.ProcessEnv };

/**
 * @param tarball the path of the package
 * @param folder an empty folder outside the checkout
 * @param exports the `exports` of package.json
 */
export function nodeChecks(tarball: string, folder: string, exports: Record<string, unknown>): Check[] {
  const modules = Object.keys(exports)
    .filter((name) => typeof exports[name] === 'object' && !inTestRunners.has(name))
    .map((name) => name.replace('.', 'swf-contract'));
  return versions.map(({ node, msw, requires }) => ({
    name: `from the tarball on Node ${node}: npx swf-mock, npx swf-conformance, import${requires ? ', require' : ''}`,
    async find() {
      const place = await placeWith(node, folder);
      const inPlace = (what: string, command: string, ...args: string[]) =>
        findingsOf(`${what} on Node ${node}`, command, args, { cwd: place.folder, env: place.env });
      const npx = (...args: string[]) =>
        inPlace(`npx ${args[0]}`, 'npx', '--yes', '--package', tarball, ...args);
      const install = ['install', '--no-audit', '--no-fund', '--loglevel=error', tarball, `msw@${msw}`];
      const code = (statement: (name: string) => string) => modules.map(statement).join('\n');
      return [
        ...inPlace(
          'node',
          'node',
          '-e',
          `if (!process.version.startsWith('v${node}.')) throw process.version`,
        ),
        ...npx('swf-conformance', '--report', 'json=report.json'),
        ...(await startAndStop(tarball, place)),
        ...inPlace('npm install', 'npm', ...install),
        ...inPlace(
          'import',
          'node',
          '--input-type=module',
          '-e',
          code((name) => `await import('${name}');`),
        ),
        ...(requires
          ? inPlace(
              'require',
              'node',
              '--input-type=commonjs',
              '-e',
              code((name) => `require('${name}');`),
            )
          : []),
      ];
    },
  }));
}

/** A folder of its own in which `node` is that version, from the npm registry. */
async function placeWith(version: string, parent: string): Promise<Place> {
  const home = join(parent, `node-${version}`);
  const folder = join(home, 'project');
  await mkdir(folder, { recursive: true });
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const options = ['--prefix', home, '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const [finding] = findingsOf(
    `npm install ${name}@${version}`,
    'npm',
    ['install', ...options, `${name}@${version}`],
    {
      cwd: home,
    },
  );
  if (finding) throw new Error(finding);
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const bin = join(home, 'node_modules', name, 'bin');
  // What npm puts into the environment of a script is about this project.
  const own = Object.entries(process.env).filter(([key]) => !/^(npm_|NODE_OPTIONS$|INIT_CWD$)/.test(key));
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  return { folder, env: { ...Object.fromEntries(own), PATH: [bin, ...path].join(delimiter) } };
}

/** swf-mock prints its URL, answers, and is gone after Ctrl-C. */
async function startAndStop(tarball: string, { folder, env }: Place): Promise<string[]> {
  const args = ['--yes', '--package', tarball, 'swf-mock', '--port', '0', '--log', 'silent'];
  const child = spawn('npx', args, { cwd: folder, env, detached: true });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const closed = new Promise((resolve) => child.on('close', resolve));
  const url = await new Promise<string>((resolve) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
    child.once('close', () => resolve(''));
  });
  if (url === '') return [`npx swf-mock ended before it printed a URL: ${stderr}`];
  const { status } = await fetch(`${url}/`, {
    method: 'POST',
    headers: { 'X-Amz-Target': 'SimpleWorkflowService.RespondActivityTaskCompleted' },
    body: '{"taskToken":"a"}',
  });
  // npx and the shell between are in a group of their own with it, as they are in a terminal.
  process.kill(-(child.pid as number), 'SIGINT');
  await closed;
  const isGone = await fetch(url).then(
    () => false,
    () => true,
  );
  return [
    ...(status === 200 ? [] : [`npx swf-mock answered with ${status}`]),
    ...(isGone ? [] : ['npx swf-mock still answers after SIGINT']),
  ];
}

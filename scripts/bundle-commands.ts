// Bundles the two commands, so that each starts by reading a few files instead of a hundred. What a command does is
// imported where it is needed (`await import(…)`), and becomes a file of its own. Packages that the commands depend on
// stay what npm installs. Nothing is shortened, so that a stack trace can be read.
import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

/** The commands, by their files in dist/. Each is bundled for itself: what they shared would be in files of its own. */
const commands = { 'mocks/cli': 'mocks/cli.ts', 'conformance/cli': 'conformance/cli.ts' };

/**
 * Writes the commands and their parts. The parts lie in dist/commands/, as deep as the modules they are made of, so that
 * a URL relative to a module leads to the same file.
 *
 * @param root of the checkout
 * @param out the dist/ into which the modules have been compiled
 * @returns which parts there are, what each is made of, and what it imports, as esbuild tells it
 */
export async function bundleCommands(root: string, out: string): Promise<Metafile[]> {
  return Promise.all(Object.entries(commands).map(([name, entry]) => bundle(root, out, name, entry)));
}

async function bundle(root: string, out: string, name: string, entry: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { [name]: entry },
    outdir: resolve(root, out),
    chunkNames: 'commands/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    plugins: [builtinsOnDemand, prismApart],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}

/**
 * Gives modules of Node as `require` does. An import from an ES module reads every export of theirs, and so loads what
 * they would load when it is used: with node:http that is a client for WebSocket, which takes longer than all of the
 * mock.
 */
const builtinsOnDemand: Plugin = {
  name: 'builtins-on-demand',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path, kind }) =>
      kind === 'import-statement' && isBuiltin(path) ? { path, namespace: 'builtin' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/** Prism has modules in a deeper folder, and takes a second to load by itself: they stay as they are compiled. */
const prismApart: Plugin = {
  name: 'prism-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/prism\/command\.ts$/ }, () => ({
      path: './prism/command.js',
      external: true,
    }));
  },
};

// The modules that package.json exports to `require`, as CommonJS in dist/cjs/. Node itself can require an ES module;
// test runners such as Jest cannot, and TypeScript takes the types of an ES module for others than those of the same
// library's CommonJS.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { transform } from 'esbuild';
import { type Exports, filesOf } from './exported.ts';
import { reachable } from './reachable.ts';

/**
 * @param exports those of package.json; what is to be CommonJS is named under `dist/cjs/`
 * @param out the folder dist, compiled
 */
export async function commonJs(exports: Exports, out: string): Promise<void> {
  const entries = filesOf(exports).flatMap((file) => file.match(/^\.\/dist\/cjs\/(.*)$/)?.[1] ?? []);
  for (const file of await reachable(entries.map((entry) => join(out, entry)))) {
    const copy = join(out, 'cjs', relative(out, file));
    await mkdir(dirname(copy), { recursive: true });
    if (file.endsWith('.js')) await writeFile(copy, await toCommonJs(await readFile(file, 'utf8')));
    else await cp(file, copy);
  }
  await writeFile(join(out, 'cjs/package.json'), '{ "type": "commonjs" }\n');
}

async function toCommonJs(text: string): Promise<string> {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: text.includes('import.meta.url')
      ? 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;'
      : '',
  });
  return code;
}

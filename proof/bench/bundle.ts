// How much of our own code the mock adds to a browser bundle, without msw.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { aimed, table } from './measure/table.ts';

export const summary = 'size of our own code in a browser bundle, without msw, in kB gzip';

const root = `${import.meta.dirname}/../..`;

/** What a page imports, and how it is called in the table. */
const imports: Record<string, string> = {
  'swf-contract/mocks: createSwfMock': "export { createSwfMock } from './mocks/msw/index.ts';",
  'swf-contract/msw: handlers': "export { handlers } from './generated/handlers.ts';",
  'swf-contract/msw: one operation':
    "export { respondActivityTaskCompleted } from './generated/handlers.ts';",
};

export type BundleSize = { name: string; minified: number; gzip: number };

/** Sizes in bytes, minified by esbuild. */
export async function bundleSizes(): Promise<BundleSize[]> {
  return Promise.all(
    Object.entries(imports).map(async ([name, contents]) => {
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: root },
        absWorkingDir: root,
        bundle: true,
        minify: true,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        external: ['msw'],
        write: false,
      });
      const code = outputFiles[0]?.contents ?? new Uint8Array();
      return { name, minified: code.length, gzip: gzipSync(code, { level: 9 }).length };
    }),
  );
}

export async function run(): Promise<number> {
  const rows = (await bundleSizes()).map(({ name, minified, gzip }) => [
    name,
    kilobytes(minified),
    kilobytes(gzip),
    aimed(gzip / 1000, { atMost: 8 }),
  ]);
  console.log(table(['imported', 'minified', 'gzip', 'aim (kB gzip)'], rows));
  return 0;
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

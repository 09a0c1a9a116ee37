// Puts the site together: pages by Eleventy, scripts by esbuild, Swagger UI and downloads copied.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { build as bundle } from 'esbuild';
import { readCorpus } from '../conformance/cases/corpus.ts';
import { readContract } from '../scripts/contract/read.ts';
import { catalogueOf } from './catalogue.ts';
import { readDocumentation } from './documentation.ts';
import { checksumsOf, type DownloadGroup, readDownloads } from './downloads.ts';
import { readMatrix } from './matrix.ts';
import { renderPages } from './pages.ts';
import { referenceOf } from './reference.ts';

const root = resolve(import.meta.dirname, '..');
const here = import.meta.dirname;

export type SiteOptions = {
  /** Emptied first. */
  out: string;
  /** The folder with matrix.json, if there is one. */
  matrix: string;
  /** The time that the curl commands of the catalogue are signed with. */
  now: Date;
};

/** Builds the site and returns how many pages it has. */
export async function buildSite({ out, matrix, now }: SiteOptions): Promise<number> {
  const corpus = readCorpus();
  const contract = await readContract(join(root, 'generated/openapi.yaml'));
  const downloads = await readDownloads(root);
  const shown = readMatrix(matrix);
  await rm(out, { recursive: true, force: true });
  const pages = await renderPages(out, {
    suite: corpus.suite,
    figures: [
      { count: corpus.operations.length, text: 'operations', url: '/reference/' },
      { count: corpus.requirements.length, text: 'requirements, each with its source', url: '/catalogue/' },
      { count: corpus.cases.length, text: 'cases, each with a curl command', url: '/catalogue/' },
    ],
    catalogue: await catalogueOf(corpus, contract, now),
    documentation: readDocumentation(root),
    downloads,
    matrix: shown,
  });
  await bundleScripts(out);
  await copyStyles(out);
  const reference = `${JSON.stringify(referenceOf(contract), null, 2)}\n`;
  await writeFile(join(out, 'reference/openapi.json'), reference);
  await copyDownloads(out, downloads);
  for (const name of shown?.files ?? []) await cp(join(matrix, name), join(out, 'matrix', name));
  return pages;
}

/** Each script of a page lies beside the page; the worker's place decides which pages it may serve. */
async function bundleScripts(out: string): Promise<void> {
  const scripts = {
    'catalogue/catalogue': 'catalogue',
    'matrix/matrix': 'matrix',
    'reference/reference': 'reference',
    'reference/worker': 'worker',
  };
  await bundle({
    entryPoints: Object.entries(scripts).map(([target, name]) => ({
      in: join(here, `browser/${name}.ts`),
      out: target,
    })),
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'linked',
    logLevel: 'error',
  });
}

async function copyStyles(out: string): Promise<void> {
  const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const copies = {
    'style.css': join(here, 'style/site.css'),
    'icon.svg': join(here, 'style/icon.svg'),
    'reference/reference.css': join(here, 'style/reference.css'),
    'reference/swagger-ui.css': join(swaggerUi, 'swagger-ui.css'),
  };
  for (const [target, source] of Object.entries(copies)) await cp(source, join(out, target));
}

async function copyDownloads(out: string, downloads: DownloadGroup[]): Promise<void> {
  const folder = join(out, 'downloads');
  await mkdir(folder, { recursive: true });
  for (const { path, name } of downloads.flatMap(({ files }) => files)) {
    await cp(join(root, path), join(folder, name));
  }
  await writeFile(join(folder, 'SHA256SUMS'), checksumsOf(downloads));
}

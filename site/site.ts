// Puts the site together: pages by Eleventy, scripts by esbuild, Swagger UI and downloads copied.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build as bundle } from 'esbuild';
import { readCorpus } from '../conformance/cases/corpus.ts';
import { readContract } from '../scripts/contract/read.ts';
import { catalogueOf } from './catalogue.ts';
import { readDocumentation } from './documentation.ts';
import { checksumsOf, type DownloadGroup, readDownloads } from './downloads.ts';
import { readMatrix } from './matrix.ts';
import { renderPages } from './pages.ts';
import { readReference } from './reference.ts';
import { writeSearchIndex } from './search.ts';

const root = resolve(import.meta.dirname, '..');
const here = import.meta.dirname;

export type SiteOptions = {
  /** Emptied first. */
  out: string;
  /** The folder with matrix.json, or with recorded runs. */
  matrix: string;
  /** Where the site will be published: `https://example.com/some/path`. */
  url?: string;
  /** Where the sources are published. */
  repository?: string;
};

/** Builds the site and returns how many pages it has. */
export async function buildSite({ out, matrix, url, repository }: SiteOptions): Promise<number> {
  const corpus = readCorpus();
  const contract = await readContract(join(root, 'spec/swf.openapi.yaml'));
  const catalogue = await catalogueOf(corpus, contract);
  const downloads = await readDownloads(root);
  const shown = readMatrix(matrix);
  await rm(out, { recursive: true, force: true });
  const pages = await renderPages(out, {
    suite: corpus.suite,
    siteUrl: url,
    repository,
    figures: [
      { count: corpus.operations.length, text: 'operations', url: '/reference/' },
      { count: corpus.requirements.length, text: 'requirements with their sources', url: '/catalogue/' },
      { count: corpus.cases.length, text: 'cases with their requests', url: '/catalogue/' },
    ],
    catalogue,
    reference: readReference(contract),
    documentation: readDocumentation(root),
    downloads,
    matrix: shown,
  });
  await bundleScripts(out);
  await cp(join(here, 'style'), out, { recursive: true });
  await copyDownloads(out, downloads);
  for (const [name, text] of Object.entries(shown.files)) await writeFile(join(out, 'matrix', name), text);
  await writeSearchIndex(out, catalogue);
  return pages;
}

async function bundleScripts(out: string): Promise<void> {
  const scripts = {
    'catalogue/catalogue': 'catalogue',
    'matrix/matrix': 'matrix',
    'reference/try': 'try',
    page: 'page',
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

async function copyDownloads(out: string, downloads: DownloadGroup[]): Promise<void> {
  const folder = join(out, 'downloads');
  await mkdir(folder, { recursive: true });
  for (const { path, name } of downloads.flatMap(({ files }) => files)) {
    await cp(join(root, path), join(folder, name));
  }
  await writeFile(join(folder, 'SHA256SUMS'), checksumsOf(downloads));
}

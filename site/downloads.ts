// What can be downloaded: the contract, its projections, the corpus and the schemas, with size and checksum.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type DownloadGroup = { title: string; files: Download[] };
export type Download = {
  name: string;
  text: string;
  /** Where it lies in the checkout. */
  path: string;
  size: string;
  sha256: string;
};

type Entry = Pick<Download, 'text' | 'path'>;

const groups: { title: string; files: Entry[] }[] = [
  {
    title: 'The contract',
    files: [
      {
        path: 'generated/openapi.yaml',
        text: 'OpenAPI 3.1, with every requirement and its source; without YAML aliases, which not every reader resolves.',
      },
      { path: 'generated/openapi.json', text: 'The same as JSON.' },
      {
        path: 'spec/swf.openapi.yaml',
        text: 'The source that everything is computed from, with its comments.',
      },
    ],
  },
  {
    title: 'Projections',
    files: [
      {
        path: 'generated/openapi.per-path.json',
        text: 'A path for each operation, for tools that route by path and know application/json only, such as Prism.',
      },
      {
        path: 'generated/openapi.single-path.json',
        text: 'The literal wire: one POST / for all operations.',
      },
    ],
  },
  {
    title: 'The corpus of cases',
    files: [
      {
        path: 'generated/cases.json',
        text: 'Every conformance case as plain data, for runners in any language.',
      },
      {
        path: 'generated/cases.schema.json',
        text: 'JSON Schema of the corpus; it says what each member means.',
      },
    ],
  },
  {
    title: 'Reports and the control API',
    files: [
      {
        path: 'generated/report.schema.json',
        text: 'JSON Schema of the reports that swf-conformance writes.',
      },
      { path: 'spec/control.openapi.yaml', text: 'OpenAPI description of the control API of swf-mock.' },
    ],
  },
];

/** Reads the files under the root of the checkout. */
export async function readDownloads(root: string): Promise<DownloadGroup[]> {
  return Promise.all(
    groups.map(async ({ title, files }) => ({
      title,
      files: await Promise.all(files.map((entry) => describe(root, entry))),
    })),
  );
}

/** The text of SHA256SUMS, as `sha256sum --check` reads it. */
export function checksumsOf(downloads: DownloadGroup[]): string {
  const files = downloads.flatMap((group) => group.files);
  return files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join('');
}

async function describe(root: string, { path, text }: Entry): Promise<Download> {
  const content = await readFile(join(root, path));
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    text,
    path,
    size: `${(content.byteLength / 1000).toFixed(1)} kB`,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

// The documents under docs/ as pages of the site: their addresses and titles, and where their links lead there.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export type DocumentGroup = { title: string; pages: DocumentPage[] };
export type DocumentPage = {
  /** Path in the checkout: `docs/mock.md`. */
  path: string;
  /** Path on the site: `/docs/mock/`. */
  url: string;
  title: string;
  text: string;
};

const folders = [
  {
    folder: 'docs',
    title: 'Guides',
    first: ['mock.md', 'runner.md', 'contract.md', 'endpoints.md', 'cases.md'],
  },
  { folder: 'docs/reference', title: 'Reference', first: [] },
  { folder: 'docs/decisions', title: 'Decisions', first: [] },
];

/** Every Markdown file under docs/, by folder; guides in the order in which a reader wants them. */
export function readDocumentation(root: string): DocumentGroup[] {
  return folders
    .map(({ folder, title, first }) => {
      const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
      const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
      names.sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
      return { title, pages: names.map((name) => pageOf(root, `${folder}/${name}`)) };
    })
    .filter(({ pages }) => pages.length > 0);
}

/**
 * Where a link in a document leads on the site; undefined when its target is not part of the site, and stays text.
 *
 * @param from the document's path in the checkout
 * @param files what else of the checkout is on the site, by path: `{ 'spec/swf.openapi.yaml': '/downloads/…' }`
 * @example linkOnSite('mock.md#errors', 'docs/runner.md', {}) // '/docs/mock/#errors'
 */
export function linkOnSite(href: string, from: string, files: Record<string, string>): string | undefined {
  if (/^([a-z]+:|#)/i.test(href)) return href;
  const [path = '', fragment] = href.split('#');
  const target = posix.join(dirname(from), path);
  const url = files[target] ?? (/^docs\/.*\.md$/.test(target) ? urlOf(target) : undefined);
  return url && (fragment === undefined ? url : `${url}#${fragment}`);
}

function pageOf(root: string, path: string): DocumentPage {
  const text = readFileSync(join(root, path), 'utf8');
  const title = text.match(/^# (.+)$/m)?.[1] ?? path;
  return { path, url: urlOf(path), title: title.replaceAll('`', ''), text };
}

function urlOf(path: string): string {
  return `/${path.replace(/\.md$/, '')}/`;
}

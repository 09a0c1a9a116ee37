// README.md and the documents under docs/ as pages of the site: their addresses and titles, and where their links lead there.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** `part` is the part of the site that shows the group beside its pages. */
export type DocumentGroup = { part: 'docs' | 'reference'; title: string; pages: DocumentPage[] };
export type DocumentPage = {
  /** Path in the checkout: `docs/mock.md`. */
  path: string;
  /** Path on the site: `/docs/mock/`. */
  url: string;
  title: string;
  /** Its title and first paragraph, without marks. */
  description: string;
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
  { folder: '.', title: 'Project', first: ['README.md'] },
];

/** Every Markdown file under docs/ and at the root, by folder; guides in the order in which a reader wants them. */
export function readDocumentation(root: string): DocumentGroup[] {
  return folders.map(({ folder, title, first }) => {
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
    const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
    names.sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
    return {
      part: 'docs' as const,
      title,
      pages: names.map((name) => pageOf(root, posix.join(folder, name))),
    };
  });
}

/**
 * Where a link in a document leads; undefined when its target is not part of the site and no repository is known: the
 * words of the link then stay as text.
 *
 * @param from the document's path in the checkout
 * @param files what else of the checkout is on the site, by path: `{ 'spec/swf.openapi.yaml': '/downloads/…' }`
 * @example linkOnSite('mock.md#errors', 'docs/runner.md', {}) // '/docs/mock/#errors'
 */
export function linkOnSite(
  href: string,
  from: string,
  files: Record<string, string>,
  repository?: string,
): string | undefined {
  if (/^([a-z]+:|[#/])/i.test(href)) return href;
  const [path = '', fragment] = href.split('#');
  const target = posix.join(dirname(from), path);
  // Reports are written for the tracker of an emulator, and are no pages.
  const isPage = /^(docs\/(?!reports\/).*|[^/]*)\.md$/.test(target);
  if (/^docs\/(?!reports\/)(.*\/)?$/.test(target)) return '/docs/';
  const url = files[target] ?? (isPage ? urlOf(target) : repository && `${repository}/blob/HEAD/${target}`);
  return url && (fragment === undefined ? url : `${url}#${fragment}`);
}

function pageOf(root: string, path: string): DocumentPage {
  const text = readFileSync(join(root, path), 'utf8');
  const title = plain(text.match(/^# (.+)$/m)?.[1] ?? path);
  const paragraph = plain(text.split(/\n\n+/).find((block) => /^[\w`[*]/.test(block)) ?? '');
  return { path, url: urlOf(path), title, description: `${title}. ${paragraph}`, text };
}

/** Markdown as plain text, on one line. */
function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ');
}

function urlOf(path: string): string {
  return path.startsWith('docs/')
    ? `/${path.replace(/\.md$/, '')}/`
    : `/docs/${path.replace(/\.md$/, '').toLowerCase()}/`;
}

// The pages of the site, by Eleventy: the templates in pages/, every document, and every operation.
import { relative as pathTo, posix, resolve } from 'node:path';
import Eleventy from '@11ty/eleventy';
import syntaxHighlight from '@11ty/eleventy-plugin-syntaxhighlight';
import { type DocumentGroup, linkOnSite } from './documentation.ts';
import type { DownloadGroup } from './downloads.ts';
import { adaptMarkdown, type LinkFrom } from './markdown.ts';
import { prose } from './prose.ts';
import type { ReferencePage } from './reference.ts';

export type PageData = {
  /** Without a slash at their ends. */
  siteUrl: string | undefined;
  repository: string | undefined;
  reference: ReferencePage[];
  documentation: DocumentGroup[];
  downloads: DownloadGroup[];
  [name: string]: unknown;
};

/** Nothing from elsewhere, and no script or style in the page itself. Pagefind is WebAssembly. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const navigation = [
  { url: '/reference/', text: 'API reference' },
  { url: '/catalogue/', text: 'Requirements and cases' },
  { url: '/matrix/', text: 'Matrix' },
  { url: '/downloads/', text: 'Downloads' },
  { url: '/docs/', text: 'Documentation' },
];

/** Writes the pages into a folder and returns how many they are. */
export async function renderPages(out: string, data: PageData): Promise<number> {
  const templates = pathTo(process.cwd(), resolve(import.meta.dirname, 'pages'));
  const groups: DocumentGroup[] = [
    { part: 'reference', title: 'Operations', pages: data.reference },
    ...data.documentation,
  ];
  const linkFrom = linksOnSite(data);
  // Shown for any address, so its own links cannot be relative.
  const basePath = data.siteUrl ? new URL(data.siteUrl).pathname.replace(/\/$/, '') : '';
  const eleventy = new Eleventy(templates, out, {
    quietMode: true,
    config(configuration) {
      configuration.setUseGitIgnore(false);
      configuration.addGlobalData('csp', contentSecurityPolicy);
      configuration.addGlobalData('navigation', navigation);
      configuration.addGlobalData(
        'description',
        'A mock of Amazon SWF for testing activity workers, and a conformance suite for SWF emulators.',
      );
      configuration.addGlobalData('groups', groups);
      for (const [name, value] of Object.entries(data)) configuration.addGlobalData(name, value);
      configuration.addPlugin(syntaxHighlight);
      configuration.addFilter('prose', prose);
      configuration.addFilter('rel', function (url: string) {
        return this.page.url === '/404.html' ? basePath + url : relativeUrl(this.page.url, url);
      });
      configuration.amendLibrary('md', (markdown) => adaptMarkdown(markdown, linkFrom));
      for (const { part, pages } of groups) {
        for (const { path, url, text, ...page } of pages) {
          configuration.addTemplate(path, text, {
            layout: 'columns.njk',
            // Braces in documents are text.
            templateEngineOverride: 'md',
            ...page,
            part,
            permalink: `${url}index.html`,
            path,
            source: part === 'docs' && path,
          });
        }
      }
    },
  });
  eleventy.disableLogger();
  const [, pages] = (await eleventy.write()) as [unknown, unknown[]];
  return pages.length;
}

/** A path on the site as it is written on one of its pages: `../catalogue/` on `/docs/`. */
export function relativeUrl(from: string, to: string): string {
  const [path = '', fragment] = to.split('#');
  const way = posix.relative(from, path) || '.';
  return `${way}${path.endsWith('/') ? '/' : ''}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** Finds where a link of a document leads on the site; undefined when its target is not there. */
function linksOnSite({ downloads, repository }: PageData): LinkFrom {
  const files = Object.fromEntries(
    downloads.flatMap((group) => group.files.map(({ path, name }) => [path, `/downloads/${name}`])),
  );
  return (href, source, page) => {
    const link = linkOnSite(href, source, files, repository);
    return link?.startsWith('/') ? relativeUrl(page, link) : link;
  };
}

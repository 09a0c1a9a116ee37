// The pages of the site, by Eleventy: the templates in pages/, and every document under docs/.
import { relative as pathTo, posix, resolve } from 'node:path';
import Eleventy from '@11ty/eleventy';
import { type DocumentGroup, linkOnSite } from './documentation.ts';
import type { DownloadGroup } from './downloads.ts';
import { adaptMarkdown, type LinkFrom } from './markdown.ts';
import { prose } from './prose.ts';

export type PageData = {
  documentation: DocumentGroup[];
  downloads: DownloadGroup[];
  [name: string]: unknown;
};

/** Nothing from elsewhere, and no script or style in the page itself. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
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
  const documents = data.documentation.flatMap(({ pages }) => pages);
  const linkFrom = linksOnSite(data);
  const eleventy = new Eleventy(templates, out, {
    quietMode: true,
    config(configuration) {
      configuration.setUseGitIgnore(false);
      configuration.addGlobalData('csp', contentSecurityPolicy);
      configuration.addGlobalData('navigation', navigation);
      for (const [name, value] of Object.entries(data)) configuration.addGlobalData(name, value);
      configuration.addFilter('prose', prose);
      configuration.addFilter('rel', function (url: string) {
        return relativeUrl(this.page.url, url);
      });
      configuration.amendLibrary('md', (markdown) => adaptMarkdown(markdown, linkFrom));
      for (const { path, url, title, text } of documents) {
        configuration.addTemplate(path, text, {
          layout: 'document.njk',
          // Braces in documents are text.
          templateEngineOverride: 'md',
          permalink: `${url}index.html`,
          title,
          source: path,
        });
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
function linksOnSite({ downloads }: PageData): LinkFrom {
  const files = Object.fromEntries(
    downloads.flatMap((group) => group.files.map(({ path, name }) => [path, `/downloads/${name}`])),
  );
  return (href, source, page) => {
    const link = linkOnSite(href, source, files);
    return link?.startsWith('/') ? relativeUrl(page, link) : link;
  };
}

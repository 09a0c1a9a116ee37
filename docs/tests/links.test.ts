// Every link of every document leads somewhere: in the checkout, and in the tarball. The links of the site have their test
// with it (site/site.test.ts).
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { anchorOf } from '../../site/markdown.ts';

const root = resolve(import.meta.dirname, '../..');
const documents = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md'], {
  cwd: root,
  exclude: (name) => name.includes('node_modules'),
}).sort();

type Link = { document: string; href: string; target: string; anchor: string | undefined };

/** The links of a document to files and headings; code is no link. */
function linksOf(document: string): Link[] {
  const prose = proseOf(document).replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, href = '']) => {
    const [path = '', anchor] = href.split('#');
    return { document, href, target: path ? posix.join(posix.dirname(document), path) : document, anchor };
  });
}

const proseOf = (document: string) =>
  readFileSync(join(root, document), 'utf8').replace(/```[\s\S]*?```/g, '');

/** The anchors of a document as code hosts make them: the second of two equal ones ends in -1. */
function anchorsOf(document: string): string[] {
  const headings = [...proseOf(document).matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => anchorOf(text));
  return headings.map((anchor, index) => {
    const before = headings.slice(0, index).filter((other) => other === anchor).length;
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

const links = documents.flatMap(linksOf);
const told = ({ document, href }: Link) => `${document}: ${href}`;

test('every link leads to a file or folder of the checkout, and to a heading in it', () => {
  expect(links.length).toBeGreaterThan(50);
  const broken = links.filter(({ target, anchor }) => {
    const file = join(root, target);
    if (!existsSync(file) || statSync(file).isDirectory() !== /\/$/.test(target)) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
  expect(broken.map(told)).toEqual([]);
});

test('every link of README.md leads to a file or folder of the tarball', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
  const packed: string[] = JSON.parse(stdout)[0].files.map(({ path }: { path: string }) => path);
  const lost = linksOf('README.md').filter(
    ({ target }) =>
      !packed.some((path) => path === target || (/\/$/.test(target) && path.startsWith(target))),
  );
  expect(lost.map(told)).toEqual([]);
});

// What is in the tarball: everything that is exported, run or pointed at, and nothing that users do not need.
import { posix } from 'node:path';
import { type Exports, filesOf } from '../exported.ts';

type Manifest = { exports: Exports; bin: Record<string, string> };

/** What users import, run or read. */
const wanted =
  /^(package\.json|(README|CHANGELOG|CONTRIBUTING)\.md|LICENSE|dist\/.*\.(js|d\.ts|json|yaml)|docs\/.*\.md|examples\/.*)$/;
const unwanted = /^(?!examples\/).*(\.(test|test-d|bench)\.|\/fixtures\/)|(^|\/)node_modules\//;

/**
 * What is wrong with the contents of a tarball.
 *
 * @param files the paths in it, without the leading `package/`
 * @param readme the text of its README.md, whose links have to hold in it
 */
export function contentFindings(files: string[], manifest: Manifest, readme: string): string[] {
  const present = new Set(files.flatMap(withFolders));
  const targets = [...filesOf(manifest.exports), ...filesOf(manifest.bin)];
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
  return [
    ...files
      .filter((file) => !wanted.test(file) || unwanted.test(file))
      .map((file) => `${file} is in it, and no user needs it`),
    ...targets
      .filter((target) => !present.has(posix.normalize(target)))
      .map((target) => `${target} is named in package.json and is not in it`),
    ...links
      .filter((link) => !present.has(posix.normalize(link)))
      .map((link) => `README.md links to ${link}, which is not in it`),
  ];
}

/** `docs/mock.md` and `docs/`. */
function withFolders(file: string): string[] {
  const parts = file.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/') + (index < parts.length - 1 ? '/' : ''));
}

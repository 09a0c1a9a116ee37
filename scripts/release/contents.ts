// What is in the tarball: everything that is exported, run or pointed at, and nothing that users do not need.
import { posix } from 'node:path';

type Manifest = {
  exports: Record<string, string | Record<string, string>>;
  bin: Record<string, string>;
};

/** What users import, run or look up. Sources are there for the declaration maps, which lead an editor to them. */
const wanted =
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/.*\.(js|d\.ts|d\.ts\.map|json|yaml)|(conformance|generated|mocks)\/.*\.ts|conformance\/known\/[\w-]+\.yaml)$/;
const unwanted = /\.(test|test-d|bench)\.|\/fixtures\//;

/**
 * What is wrong with the contents of a tarball.
 *
 * @param files the paths in it, without the leading `package/`
 * @param maps the sources that each declaration map names, by the path of the map
 */
export function contentFindings(
  files: string[],
  manifest: Manifest,
  maps: Record<string, string[]>,
): string[] {
  const present = new Set(files);
  const targets = [
    ...Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    ),
    ...Object.values(manifest.bin),
  ];
  return [
    ...files
      .filter((file) => !wanted.test(file) || unwanted.test(file))
      .map((file) => `${file} is in it, and no user needs it`),
    ...targets
      .filter((target) => !present.has(posix.normalize(target)))
      .map((target) => `${target} is named in package.json and is not in it`),
    ...Object.entries(maps).flatMap(([map, sources]) =>
      sources
        .map((source) => posix.join(posix.dirname(map), source))
        .filter((source) => !present.has(source))
        .map((source) => `${map} leads to ${source}, which is not in it`),
    ),
  ];
}

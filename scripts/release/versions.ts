// The contract, the corpus, the control API and the package carry one version, and the changelog has an entry for it.

export type Versions = Record<string, string | undefined>;

/**
 * What is wrong with the versions.
 *
 * @param versions the version that each file names, by file; that of package.json is the one that counts
 * @param changelog the text of CHANGELOG.md
 * @example versionFindings({ 'package.json': '0.2.0', 'spec/swf.openapi.yaml': '0.1.0' }, '## 0.2.0\n\nNew: …')
 * // ['spec/swf.openapi.yaml has version 0.1.0, package.json 0.2.0']
 */
export function versionFindings(versions: Versions, changelog: string): string[] {
  const { 'package.json': released = 'none', ...others } = versions;
  const findings = Object.entries(others)
    .filter(([, version]) => version !== released)
    .map(([file, version]) => `${file} has version ${version}, package.json ${released}`);
  const entry = changelog.split(/^## /m).find((part) => part.split(/[\s(]/)[0] === released);
  if (entry === undefined) findings.push(`CHANGELOG.md has no entry "## ${released}"`);
  else if (entry.trim().split('\n').length < 2) findings.push(`CHANGELOG.md says nothing about ${released}`);
  return findings;
}

// The checks of a release find what is wrong. That nothing is, `npm run release-check` tells.
import { describe, expect, test } from '@jest/globals';
import { contentFindings } from './contents.ts';
import { versionFindings } from './versions.ts';

describe('the versions', () => {
  const changelog =
    '# Changelog\n\n## 0.2.0\n\n- **Who mocks:** nothing changes.\n\n## 0.1.0\n\nFirst version.\n';

  test('that agree and are in the changelog are right', () => {
    const versions = { 'package.json': '0.2.0', 'spec/swf.openapi.yaml': '0.2.0' };
    expect(versionFindings(versions, changelog)).toEqual([]);
  });

  test('that differ are named', () => {
    const versions = { 'package.json': '0.2.0', 'spec/swf.openapi.yaml': '0.1.0' };
    expect(versionFindings(versions, changelog)).toEqual([
      'spec/swf.openapi.yaml has version 0.1.0, package.json 0.2.0',
    ]);
  });

  test('that the changelog does not have, or says nothing about, are named', () => {
    expect(versionFindings({ 'package.json': '0.3.0' }, changelog)).toEqual([
      'CHANGELOG.md has no entry "## 0.3.0"',
    ]);
    expect(versionFindings({ 'package.json': '0.3.0' }, '## 0.3.0\n\n## 0.2.0\n\nNew.\n')).toEqual([
      'CHANGELOG.md says nothing about 0.3.0',
    ]);
  });
});

describe('the contents of the tarball', () => {
  const manifest = { exports: { './mocks': { require: { default: './dist/mocks/index.js' } } }, bin: {} };
  const files = ['package.json', 'dist/mocks/index.js', 'docs/mock.md', 'examples/jest/complete.test.ts'];

  test('are right when all that is named is there', () => {
    const readme = '[mock](docs/mock.md#tasks), [examples](examples/), [SWF](https://aws.amazon.com/swf/)';
    expect(contentFindings(files, manifest, readme)).toEqual([]);
  });

  test.each([
    'mocks/msw/handlers.ts',
    'docs/tests/docs.test.ts',
    'dist/mocks/fixtures/page.js',
    'scripts/build.ts',
    '.ci/run',
    'dist/mocks/http.bench.js',
    'examples/jest/node_modules/msw/index.js',
  ])('%s is not for users', (file) => {
    expect(contentFindings([...files, file], manifest, '')).toEqual([
      `${file} is in it, and no user needs it`,
    ]);
  });

  test('lack what is exported and not there', () => {
    expect(contentFindings(['package.json'], manifest, '')).toEqual([
      './dist/mocks/index.js is named in package.json and is not in it',
    ]);
  });

  test('lack what README.md links to', () => {
    expect(contentFindings(files, manifest, 'See [runner](docs/runner.md).')).toEqual([
      'README.md links to docs/runner.md, which is not in it',
    ]);
  });
});

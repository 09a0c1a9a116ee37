import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { auditFindings, installScriptsOfPeers, lockfileFindings } from './supply-chain.ts';

const root = resolve(import.meta.dirname, '../..');
const readJson = async (name: string) => JSON.parse(await readFile(join(root, name), 'utf8'));

test('nothing that users install runs a script, and everything is locked to its contents', async () => {
  expect(lockfileFindings(await readJson('package-lock.json'), await readJson('package.json'))).toEqual([]);
});

describe('the lockfile', () => {
  const locked = { version: '1.0.0', integrity: 'sha512-…' };
  const manifest = { dependencies: { a: '^1.0.0' }, peerDependencies: { p: '*' } };
  const packages = {
    '': { dependencies: { a: '^1.0.0' } },
    'node_modules/a': { ...locked, dependencies: { b: '^1.0.0' } },
    'node_modules/a/node_modules/b': { ...locked, dependencies: { c: '^1.0.0' } },
    'node_modules/b': locked,
    'node_modules/c': locked,
    'node_modules/p': locked,
  };
  const scripted = { ...locked, hasInstallScript: true };

  test('is right when everything is there, and no script is run', () => {
    expect(lockfileFindings({ packages }, manifest)).toEqual([]);
  });

  test.each([['node_modules/a'], ['node_modules/a/node_modules/b'], ['node_modules/c']])(
    'is wrong when %s, which users get, runs a script',
    (path) => {
      const own = packages[path as keyof typeof packages];
      expect(
        lockfileFindings({ packages: { ...packages, [path]: { ...own, ...scripted } } }, manifest),
      ).toEqual([`${path} runs a script when it is installed; users would run it`]);
    },
  );

  test('may have scripts among what only developers get, and tells those of peers apart', () => {
    const others = { ...packages, 'node_modules/b': scripted, 'node_modules/p': scripted };
    expect(lockfileFindings({ packages: others }, manifest)).toEqual([]);
    expect(installScriptsOfPeers({ packages: others }, manifest)).toEqual(['node_modules/p']);
  });

  test('is wrong when it lacks a package, a digest, or names a registry', () => {
    const { 'node_modules/c': _, ...lacking } = packages;
    expect(lockfileFindings({ packages: lacking }, manifest)).toEqual([
      'c is not in package-lock.json; run npm install',
    ]);
    const bare = { ...packages, 'node_modules/c': { version: '1.0.0' } };
    expect(lockfileFindings({ packages: bare }, manifest)).toEqual([
      'node_modules/c has no integrity in package-lock.json',
    ]);
    const bound = { ...packages, 'node_modules/c': { ...locked, resolved: 'https://registry.test/c.tgz' } };
    expect(lockfileFindings({ packages: bound }, manifest)).toEqual([
      expect.stringMatching(/^node_modules\/c is locked to https:\/\/registry\.test\/c\.tgz/),
    ]);
  });
});

describe('npm audit', () => {
  test('that knows of nothing finds nothing', () => {
    expect(auditFindings('{"vulnerabilities":{}}')).toEqual([]);
  });

  test('that knows of something finds it', () => {
    const of = { name: 'a', severity: 'high', range: '<1.2.3' };
    expect(auditFindings(JSON.stringify({ vulnerabilities: { a: of } }))).toEqual([
      'a <1.2.3 has a known vulnerability (high); see npm audit',
    ]);
  });

  test.each([
    ['{"statusCode":405,"error":{}}', 405],
    ['', 'no connection'],
  ])('without an answer, %j, is no check that was passed', (printed, why) => {
    expect(auditFindings(printed)).toEqual({
      unchecked: `the registry gave no answer to npm audit (${why})`,
    });
  });
});

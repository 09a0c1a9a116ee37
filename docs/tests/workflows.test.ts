// The workflows under .github/, their shell steps executed as a job would: with the environment of GITHUB_* in place, and
// with git, gh and npm that only write down what they are called with.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

type Step = { uses?: string; run?: string; env?: Record<string, string> };
type Workflow = { permissions: object; jobs: Record<string, { uses?: string; steps?: Step[] }> };

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const files = globSync('*.yml', { cwd: folder });
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
const stepsOf = (file: string): Step[] =>
  Object.values((parse(textOf(file)) as Workflow).jobs).flatMap(({ steps = [] }) => steps);

const stage = mkdtempSync(join(tmpdir(), 'workflows-'));
afterAll(() => rmSync(stage, { recursive: true }));

const log = join(stage, 'log');
const checkout = join(stage, 'checkout');
const { version, scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const environment = {
  GITHUB_ENV: join(stage, 'env'),
  GITHUB_SHA: 'c0ffee',
  GITHUB_SERVER_URL: 'https://git.example',
  GITHUB_REPOSITORY: 'someone/a-fork',
  RUNNER_TEMP: stage,
  SITE_URL: 'https://pages.example/a-fork',
};

beforeEach(() => {
  for (const file of [log, environment.GITHUB_ENV]) writeFileSync(file, '');
  const bin = join(stage, 'bin');
  mkdirSync(bin, { recursive: true });
  mkdirSync(checkout, { recursive: true });
  for (const name of ['git', 'gh', 'npm']) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >>'${log}'\nexit "\${${name}_exits:-0}"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  for (const name of ['package.json', 'CHANGELOG.md']) cpSync(join(root, name), join(checkout, name));
});

/** Runs the shell steps of a workflow one after the other, as a job does, and returns what they called. */
function runSteps(
  file: string,
  more: Record<string, string> = {},
): { status: number; calls: string[]; said: string } {
  let status = 0;
  let said = '';
  for (const { run } of stepsOf(file)) {
    if (run === undefined || status !== 0) continue;
    const exported = readFileSync(environment.GITHUB_ENV, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('='));
    const result = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', run], {
      cwd: checkout,
      encoding: 'utf8',
      env: {
        PATH: [join(stage, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
        ...environment,
        ...Object.fromEntries(exported),
        ...more,
      },
    });
    status = result.status ?? 1;
    said += result.stderr;
  }
  return { status, said, calls: readFileSync(log, 'utf8').trim().split('\n') };
}

describe.each(files)('%s', (file) => {
  test('names no owner and uses actions of GitHub only', () => {
    expect(textOf(file)).not.toMatch(/github\.com|npmjs|@[\w-]+\/|secrets\./);
    for (const { uses = 'actions/none@v0' } of stepsOf(file)) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
  });

  test('has no more rights than it names, and puts no expression into a script', () => {
    expect((parse(textOf(file)) as Workflow).permissions).toBeDefined();
    for (const { run = '' } of stepsOf(file)) expect(run).not.toContain('${{');
  });

  test('is what actionlint asks for', () => {
    const { status, stdout, error } = spawnSync('actionlint', [join(folder, file)], { encoding: 'utf8' });
    if (error) return console.warn('actionlint is not on this machine; what it would find is not known.');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

test('CI is the command that everybody runs', () => {
  expect(
    stepsOf('ci.yml')
      .map(({ run }) => run)
      .filter(Boolean),
  ).toEqual(['bash .ci/run']);
  expect(spawnSync('bash', ['-n', join(root, '.ci/run')]).status).toBe(0);
});

test('Pages builds the site with options that the command has', () => {
  const { status, calls } = runSteps('pages.yml');
  const [, build = ''] = calls;
  expect({ status, calls }).toEqual({
    status: 0,
    calls: ['npm ci', expect.stringMatching(/^npm run site -- /)],
  });
  expect(build).toContain(
    '--url https://pages.example/a-fork --repository https://git.example/someone/a-fork',
  );
  const options = build.replace('npm run site -- ', '').split(' ');
  const [command = '', script = ''] = scripts.site.split(' ');
  expect(command).toBe('node');
  expect(spawnSync(process.execPath, [script, ...options, '--help'], { cwd: root }).status).toBe(0);
});

describe('the release', () => {
  // What git ls-remote ends with when it finds no such tag.
  const fresh = { git_exits: '2' };
  const lookUp = `git ls-remote --exit-code origin refs/tags/v${version}`;

  test('goes to npm with provenance, and is a tag with the entry of the changelog', () => {
    const { status, calls } = runSteps('release.yml', fresh);
    expect({ status, calls }).toEqual({
      status: 0,
      calls: [
        lookUp,
        'npm ci',
        'npm pkg set repository.type=git repository.url=git+https://git.example/someone/a-fork.git',
        'npm publish --provenance --access public',
        `gh release create v${version} --target c0ffee --title ${version} --notes-file ${join(stage, 'notes.md')}`,
      ],
    });
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    const [, entry = ''] = changelog.split(`\n## ${version}\n`);
    expect(readFileSync(join(stage, 'notes.md'), 'utf8')).toBe(entry.split(/^## /m)[0]);
  });

  test('of a version that has a tag publishes nothing, and says what to do', () => {
    const { status, calls, said } = runSteps('release.yml', { git_exits: '0' });
    expect({ status, calls }).toEqual({ status: 1, calls: [lookUp] });
    expect(said).toContain('raise the version in package.json');
  });

  test('of a version that the changelog does not tell of publishes nothing', () => {
    writeFileSync(join(checkout, 'CHANGELOG.md'), '# Changelog\n\n## 0.0.1\n\nOlder.\n');
    const { status, calls } = runSteps('release.yml', fresh);
    expect({ status, calls }).toEqual({ status: 1, calls: [lookUp, 'npm ci'] });
  });

  test('comes after CI', () => {
    const { jobs } = parse(textOf('release.yml'));
    expect(jobs.release.needs).toBe('ci');
    expect(jobs.ci.uses).toBe('./.github/workflows/ci.yml');
    expect(parse(textOf('ci.yml')).on).toHaveProperty('workflow_call');
  });
});

// The suite against every endpoint of the matrix, each in a process of its own, with what is known to fail there.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readCorpus } from '../../../conformance/index.ts';
import type { CaseResult, Report } from '../../../generated/report-types.ts';
import { startChromium } from '../../programs/chromium.ts';
import { motoVersion } from './moto.ts';
import type { EndpointRun } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'swf-endpoints-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = fileURLToPath(new URL('./run.ts', import.meta.url));
const total = readCorpus().cases.length;

async function run(
  name: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<EndpointRun & { report: Report }> {
  const file = join(folder, `${name}.json`);
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [script, name, file], { env }, (_, output, stderr) =>
      output === '' ? reject(new Error(stderr)) : resolve(output),
    );
  });
  return { ...JSON.parse(stdout), report: JSON.parse(readFileSync(file, 'utf8')) };
}

/** Results that are no pass and were not expected, with the reason. */
const surprises = ({ results }: Report) =>
  results
    .filter(({ verdict, expectedFailure }) => verdict !== 'passed' && !expectedFailure)
    .map(({ id, verdict, reason }) => ({ id, verdict, reason }));

const notRestarted = /^it needs a restart of the endpoint/;
const byFetch =
  /^not sendable by fetch in (Node|a browser): |^it needs (a connection that stays open|a restart of the endpoint)/;

test('swf-mock over HTTP passes every case that does not restart it', async () => {
  const { exitCode, report } = await run('swf-mock');
  expect(exitCode).toBe(0);
  for (const surprise of surprises(report)) {
    expect(surprise).toMatchObject({ verdict: 'untested', reason: expect.stringMatching(notRestarted) });
  }
});

describe.each([
  ['msw-2-node', /^2\./],
  ['msw-3-node', /^3\./],
])('%s', (name, expected) => {
  test('passes every case that fetch can send', async () => {
    const { exitCode, version, report } = await run(name);
    expect(exitCode).toBe(0);
    expect(version).toMatch(expected);
    for (const surprise of surprises(report)) {
      expect(surprise).toMatchObject({ verdict: 'untested', reason: expect.stringMatching(byFetch) });
    }
    expect(report.summary.passed).toBeGreaterThan(total * 0.95);
  });
});

const chromium = await startChromium();
if ('browser' in chromium) await chromium.browser.close();
else console.warn(`The suite in Chromium is skipped: ${chromium.missing}.`);

describe('msw-3-chromium', () => {
  ('browser' in chromium ? test : test.skip)('passes every case that a browser can send', async () => {
    const { exitCode, version, report } = await run('msw-3-chromium');
    expect(exitCode).toBe(0);
    expect(version).toMatch(/^3\./);
    for (const surprise of surprises(report)) {
      expect(surprise).toMatchObject({ verdict: 'untested', reason: expect.stringMatching(byFetch) });
    }
    expect(report.summary.passed).toBeGreaterThan(total * 0.85);
  });
});

test('Prism fails what conformance/known/prism.yaml says, and nothing else', async () => {
  const { exitCode, report } = await run('prism');
  expect({ exitCode, failed: report.summary.failed }).toEqual({ exitCode: 0, failed: 0 });
  expect(report.summary.expectedFailures).toBeGreaterThan(0);
  // Everything that neither asks for a state nor for a fault of its own is answered right.
  const left: (CaseResult['verdict'] | undefined)[] = surprises(report).map(({ verdict }) => verdict);
  expect(left.filter((verdict) => verdict !== 'untested' && verdict !== 'inconclusive')).toEqual([]);
});

// What is listed for moto is about these.
const known = { slugs: ['completed', 'canceled'] };

describe('moto', () => {
  const version = motoVersion();
  if (version === undefined)
    console.warn('The suite against moto is skipped: python3 -m moto.server is not here.');

  (version === undefined ? test.skip : test)(
    `${version} fails what conformance/known/moto.yaml says`,
    async () => {
      const { report } = await run('moto');
      const { slugs } = known;
      const failed = surprises(report).filter(
        ({ id, verdict }) => verdict === 'failed' && slugs.some((slug) => id.startsWith(`${slug}/`)),
      );
      expect(failed).toEqual([]);
    },
  );
});

test('an endpoint that is not on this machine is a column of untested cases, with the reason', async () => {
  // Nothing is on an empty PATH.
  const { missing, report } = await run('moto', { ...process.env, PATH: folder });
  expect(missing).toBe('python3 -m moto.server is not on this machine');
  expect(report.summary).toMatchObject({ total, untested: total });
  expect(new Set(report.results.map(({ reason }) => reason))).toEqual(new Set([missing]));
});

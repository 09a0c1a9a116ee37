// The whole suite against one endpoint that means harm, by the command as its users run it, and whether it survived:
// it ends by itself, as it is documented to end, in time and with little memory, and every report is right.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { commandLine } from '../../conformance/fixtures/command-line.ts';
import type { CaseResult, Report } from '../../generated/report-types.ts';
import type { HostileEndpoint } from './endpoint.ts';
import { faultsOfReports, formats } from './written.ts';

export type Trial = {
  /** What went wrong, in words; nothing, when it survived. */
  wounds: string[];
  /** The longest exchange, in times of the timeout. */
  worst: number;
  seconds: number;
  /** Resident memory at its peak, in MB; 0 where the process could not say. */
  peakMb: number;
};

export type Limits = { timeoutMs: number; seconds: number; peakMb: number };

export const limits: Limits = { timeoutMs: 250, seconds: 100, peakMb: 640 };

const { start } = commandLine(new URL('../../conformance/cli.ts', import.meta.url));
const peak = pathToFileURL(join(import.meta.dirname, 'peak.js')).href;

/** @param args selects cases, for example; all are run without it */
export async function survive(
  endpoint: HostileEndpoint,
  {
    browser,
    args = [],
    limits: { timeoutMs, seconds: patience, peakMb: room } = limits,
  }: {
    browser?: Browser;
    args?: string[];
    limits?: Limits;
  } = {},
): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  const server = await endpoint.serve(timeoutMs);
  try {
    const certificate = join(folder, 'trusted.pem');
    if (endpoint.trusted) await writeFile(certificate, endpoint.trusted);
    const started = performance.now();
    const { child, ended } = start(
      [
        ...['--endpoint', server.url.href, '--timeout', String(timeoutMs)],
        ...(endpoint.args ?? []),
        ...args,
        ...formats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`]),
      ],
      {
        NODE_OPTIONS: `--import=${peak}`,
        PEAK_FILE: join(folder, 'peak'),
        ...(endpoint.trusted && { NODE_EXTRA_CA_CERTS: certificate }),
      },
    );
    const tooLate = setTimeout(() => child.kill('SIGKILL'), patience * 1000);
    const { code, signal, stdout, stderr } = await ended;
    clearTimeout(tooLate);
    const seconds = (performance.now() - started) / 1000;
    const peakMb = Number(await readFile(join(folder, 'peak'), 'utf8').catch(() => '0')) / 1024;
    const exits = endpoint.exits ?? [0, 1, 2];
    // Only where it is said how a run may end without having begun may it do so: a slip in its options would too.
    const mayNotBegin = endpoint.exits !== undefined && unbegun(stderr);
    const wounds = [
      ...(signal ? [`it did not end within ${patience} s, or was ended by ${signal}`] : []),
      ...(code !== null && !exits.includes(code) ? [`exit code ${code}, not ${exits.join(' or ')}`] : []),
      ...(/^\s+at .*[:(]\d+/m.test(stderr) ? [`a stack trace: ${stderr.slice(0, 400)}`] : []),
      ...(stderr !== '' && !mayNotBegin ? [`stderr: ${stderr.slice(0, 200)}`] : []),
      ...(/[^\P{Cc}\n\t]/u.test(stderr + stdout)
        ? ['control characters in what is written to the terminal']
        : []),
      ...(peakMb > room ? [`${peakMb.toFixed(0)} MB of memory, more than ${room}`] : []),
      ...(server.trespasses?.() ?? []),
    ];
    if (code === null || code > 2 || unbegun(stderr)) return { wounds, worst: 0, seconds, peakMb };
    wounds.push(...(await faultsOfReports(folder, browser)));
    const { results } = JSON.parse(await readFile(join(folder, 'json'), 'utf8')) as Report;
    wounds.push(...unexpected(endpoint, results));
    const longest = Math.max(0, ...results.map(({ response }) => response?.durationMs ?? 0));
    // A machine that does other things besides is late now and then.
    if (longest > 2 * timeoutMs + 1000) wounds.push(`an exchange took ${longest} ms`);
    return { wounds, worst: longest / timeoutMs, seconds, peakMb };
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

/** Whether a run ended before it began: it says why in a sentence, and writes no report. */
function unbegun(stderr: string): boolean {
  return stderr.startsWith('swf-conformance: ');
}

/** Exchanges that came to something else than they may, each kind once. */
function unexpected({ comes }: HostileEndpoint, results: CaseResult[]): string[] {
  const kinds = results.flatMap(({ response }) => {
    if (!response) return [];
    return response.failure === undefined ? 'response' : (response.failure.split(':')[0] as string);
  });
  // A machine that is busy makes any answer late, and any connection end before it is used again.
  const may = new Set<string>([...comes, 'timeout', ...(comes.includes('response') ? ['reset'] : [])]);
  const odd = [...new Set(kinds)].filter((kind) => !may.has(kind));
  return odd.map((kind) => `an exchange came to ${kind}, not ${comes.join(' or ')}`);
}

// The whole suite against one hostile endpoint, by the command: the run has to end by itself, with a documented exit
// code, in time and in bounded memory, and every report has to be valid.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { readCorpus } from '../../conformance/cases/corpus.ts';
import { commandLine, type Ended } from '../../conformance/fixtures/command-line.ts';
import type { Report } from '../../generated/report-types.ts';
import type { HostileEndpoint } from './hostile-endpoint.ts';
import { checkReports, type Findings, type Reports, reportFormats } from './report-faults.ts';

/** `longest` is the longest exchange in milliseconds, `peakMb` the peak of resident memory. */
export type Trial = Findings & { seconds: number; longest: number; peakMb: number };

type Limits = { timeoutMs: number; exchangeMs: number; seconds: number; peakMb: number };

/**
 * An exchange that its timeout did not end would last as long as the run. It may be late: by the answers that are read
 * at the same time, and on a machine with other work.
 */
export const limits: Limits = { timeoutMs: 250, exchangeMs: 5000, seconds: 100, peakMb: 640 };

/** Whether nothing is wrong and every check was made. */
export const survived = ({ faults, unchecked }: Findings) => faults.length === 0 && unchecked.length === 0;

/**
 * Runs the suite against an endpoint and checks everything.
 *
 * @param browser opens the HTML report; without one that is among what was not checked
 * @param args select cases; without any, every case has to have a result
 */
export async function tryOn(
  endpoint: HostileEndpoint,
  { browser, args, bounds = limits }: { browser?: Browser; args?: string[]; bounds?: Limits } = {},
): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  const server = await endpoint.serve();
  const within = { ...bounds, seconds: endpoint.seconds ?? bounds.seconds };
  try {
    const run = await runCommand(folder, server.url, endpoint, args ?? [], within);
    const { seconds, peakMb = 0 } = run;
    const faults = [...faultsOfRun(endpoint, run, within), ...(server.trespasses?.() ?? [])];
    if (run.signal || endedBeforeCases(endpoint, run))
      return { faults, unchecked: [], seconds, peakMb, longest: 0 };
    const reports = await readReports(folder);
    const found = await checkReports(reports, browser);
    faults.push(...found.faults);
    const results = found.report?.results ?? [];
    faults.push(...faultsOfResults(endpoint, results, args ? results.length : readCorpus().cases.length));
    const longest = Math.max(0, ...results.map(({ response }) => response?.durationMs ?? 0));
    if (longest > bounds.exchangeMs) faults.push(`an exchange took ${longest} ms`);
    return { faults, unchecked: found.unchecked, seconds, peakMb, longest };
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

const { start } = commandLine(new URL('../../conformance/cli.ts', import.meta.url));
const peak = pathToFileURL(join(import.meta.dirname, 'peak.js')).href;

type Run = Ended & { seconds: number; peakMb?: number };

/** Runs the command with every report in the folder; kills it when it takes too long. */
async function runCommand(
  folder: string,
  url: URL,
  endpoint: HostileEndpoint,
  more: string[],
  bounds: Limits,
): Promise<Run> {
  const [certificate, peakFile] = [join(folder, 'trusted.pem'), join(folder, 'peak')];
  await writeFile(certificate, endpoint.trusted ?? '');
  const started = performance.now();
  const { child, ended } = start(
    [
      ...['--endpoint', url.href, '--timeout', String(bounds.timeoutMs), ...(endpoint.args ?? []), ...more],
      ...reportFormats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`]),
    ],
    {
      NODE_OPTIONS: `--import=${peak}`,
      PEAK_FILE: peakFile,
      ...(endpoint.trusted && { NODE_EXTRA_CA_CERTS: certificate }),
    },
  );
  const deadline = setTimeout(() => child.kill('SIGKILL'), bounds.seconds * 1000);
  const run = { ...(await ended), seconds: (performance.now() - started) / 1000 };
  clearTimeout(deadline);
  const kilobytes = await readFile(peakFile, 'utf8').catch(() => undefined);
  return kilobytes === undefined ? run : { ...run, peakMb: Number(kilobytes) / 1024 };
}

function faultsOfRun(
  endpoint: HostileEndpoint,
  { code, signal, stdout, stderr, peakMb }: Run,
  bounds: Limits,
): string[] {
  const exits = endpoint.exits ?? [0, 1, 2];
  const told = endedBeforeCases(endpoint, { stderr });
  return [
    signal && `it did not end within ${bounds.seconds} s, or was ended by ${signal}`,
    code !== null && !exits.includes(code) && `exit code ${code}, not ${exits.join(' or ')}`,
    /^\s+at .*[:(]\d+/m.test(stderr) && `a stack trace: ${stderr.slice(0, 400)}`,
    stderr !== '' && !told && `stderr: ${stderr.slice(0, 200)}`,
    /[^\P{Cc}\n\t]/u.test(stderr + stdout) && 'control characters on the terminal',
    peakMb === undefined && 'its memory was not measured',
    (peakMb ?? 0) > bounds.peakMb && `${peakMb?.toFixed(0)} MB of memory, more than ${bounds.peakMb}`,
  ].filter((fault) => typeof fault === 'string');
}

/** The run said in a sentence why it could not begin, as it may with this endpoint; its reports are not complete. */
function endedBeforeCases({ exits }: HostileEndpoint, { stderr }: Pick<Run, 'stderr'>): boolean {
  return exits !== undefined && stderr.startsWith('swf-conformance: ');
}

/** What was not written is empty, and so no valid report. */
async function readReports(folder: string): Promise<Reports> {
  const read = reportFormats.map(async (format) => {
    return [format, await readFile(join(folder, format), 'utf8').catch(() => '')] as const;
  });
  return Object.fromEntries(await Promise.all(read)) as Reports;
}

/** Cases without a result, and exchanges that did not end as the endpoint makes them end. */
function faultsOfResults({ endings }: HostileEndpoint, results: Report['results'], total: number): string[] {
  const faults = results.length === total ? [] : [`${results.length} results of ${total} cases`];
  const seen = results.flatMap(({ response }) => {
    if (!response) return [];
    return response.failure === undefined ? 'response' : (response.failure.split(':')[0] as string);
  });
  if (!endings.some((ending) => seen.includes(ending)))
    faults.push(`no exchange ended in ${endings.join(' or ')}`);
  // On a busy machine any answer may be late, and any connection may end before it is used again.
  const may = new Set<string>([...endings, 'timeout', ...(endings.includes('response') ? ['reset'] : [])]);
  const odd = [...new Set(seen)].filter((ending) => !may.has(ending));
  return [...faults, ...odd.map((ending) => `an exchange ended in ${ending}, not ${endings.join(' or ')}`)];
}

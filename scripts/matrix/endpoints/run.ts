// `node scripts/matrix/endpoints/run.ts NAME [FILE [ADDRESS]]`: runs the suite against one endpoint of the matrix, judged with what is
// known to fail there (conformance/known/NAME.yaml), and writes the JSON report. An endpoint that cannot be started
// here gets a report as well: every case is untested, for the reason.
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type Report, runEvents, Unsendable } from '../../../conformance/index.ts';
import { showProgress } from '../../../conformance/report/progress.ts';
import type { ExpectedFailure } from '../../../conformance/run/expected-failures.ts';
import { parseExpectedFailures } from '../../../conformance/run/expected-failures.ts';
import type { RunOptions } from '../../../conformance/run/options.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './index.ts';

/** What came of it. `version` is absent when the endpoint is not on this machine. */
export type EndpointRun = {
  name: string;
  title: string;
  version?: string;
  missing?: string;
  /** How to get what is missing. */
  get?: string;
  exitCode: number;
};

/** Runs the suite against an endpoint and writes the report into a file. */
export async function runEndpoint(endpoint: Endpoint, file: string, address?: string): Promise<EndpointRun> {
  const { name, title } = endpoint;
  const opened = await endpoint.open(address);
  if ('missing' in opened) {
    const { missing, get } = opened;
    const { report } = await carryOut(nothingSent(name, missing));
    const results = report.results.map(({ hint: _, ...result }) => ({ ...result, reason: missing }));
    await write({ ...report, results }, file);
    return { name, title, missing, ...(get && { get }), exitCode: 0 };
  }
  try {
    const { report, exitCode } = await carryOut({
      operations: 'all',
      expectedFailures: knownFailures(name),
      ...opened.options,
    });
    await write(report, file);
    return { name, title, version: opened.version, exitCode };
  } finally {
    await opened.close();
  }
}

/** What is known to fail at an endpoint; nothing, when it has no file. */
export function knownFailures(name: string): ExpectedFailure[] {
  const file = new URL(`../../../conformance/known/${name}.yaml`, import.meta.url);
  return existsSync(file)
    ? parseExpectedFailures(readFileSync(file, 'utf8'), `conformance/known/${name}.yaml`)
    : [];
}

async function carryOut(options: RunOptions): Promise<{ report: Report; exitCode: number }> {
  const progress = await showProgress(process.stderr);
  try {
    for await (const event of runEvents(options)) {
      progress.tell(event);
      if (event.type === 'end') return event;
    }
  } finally {
    progress.stop();
  }
  throw new Error('the run ended without a report');
}

const write = (report: Report, file: string) => writeFile(file, `${JSON.stringify(report, null, 2)}\n`);

/** A run in which nothing is sent. */
function nothingSent(name: string, missing: string): RunOptions {
  return {
    endpoint: `http://${name}.invalid/`,
    operations: 'all',
    exchange: async () => {
      throw new Unsendable(missing);
    },
  };
}

if (import.meta.main) {
  const [name, file = `reports/${name}.json`, address] = process.argv.slice(2);
  const endpoint = endpoints.find((each) => each.name === name);
  if (endpoint === undefined) {
    console.error(
      `there is no endpoint "${name}"; there are ${endpoints.map((each) => each.name).join(', ')}`,
    );
    process.exitCode = 2;
  } else {
    const run = await runEndpoint(endpoint, file, address);
    console.log(JSON.stringify(run));
    process.exitCode = run.exitCode;
  }
}

// `node scripts/matrix/record.ts REPORT --name NAME --title TITLE --version VERSION`: keeps a JSON report of a run as
// conformance/recorded/NAME.json, from which the site's matrix is built.
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseReport } from '../../conformance/matrix/read.ts';
import { type Recorded, type RecordedRun, recordOf } from '../../conformance/matrix/recorded.ts';
import type { Report } from '../../generated/report-types.ts';
import { exitWith } from '../exit-code.ts';

const usage = `Usage: node scripts/matrix/record.ts REPORT --name NAME --title TITLE --version VERSION [--note TEXT]

Keeps a JSON report (swf-conformance --operations all --report json=REPORT) as conformance/recorded/NAME.json.
Exit codes: 0 done; 2 usage.
`;

const folder = resolve(import.meta.dirname, '../../conformance/recorded');

/** Keeps what is needed of a report, and returns the file. */
export async function record(report: Report, recorded: Recorded): Promise<string> {
  const file = join(folder, `${recorded.name}.json`);
  await writeFile(file, textOf(recordOf(report, recorded)));
  return file;
}

/** JSON with a line for each case. */
const textOf = (run: RecordedRun) => `${JSON.stringify(run, null, 2)}\n`;

async function main(): Promise<number> {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: option, title: option, version: option, note: option, help: { type: 'boolean' } },
  });
  const { name, title, version, note, help } = values;
  const [file] = positionals;
  if (help || !file || !name || !title || !version) {
    process.stdout.write(usage);
    return help ? 0 : 2;
  }
  const report = parseReport(await readFile(file, 'utf8'), file);
  console.log(await record(report, { name, title, version, ...(note && { note }) }));
  return 0;
}

if (import.meta.main) await exitWith(main);

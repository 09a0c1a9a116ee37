// `npm run reference`: writes docs/reference/, the documentation that comes from code and schemas.
// `-- --check` writes nothing and fails if a file differs.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { exitWith } from '../exit-code.ts';
import { commandReference } from './command-pages.ts';
import { type ControlDescription, controlReference } from './control-api.ts';
import { type JsonSchema, schemaReference } from './schema.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'docs/reference');

const usage = `Usage: npm run reference -- [options]

Writes docs/reference/ from the help of the commands and from the schemas in spec/.

  --check   write nothing; fail, naming the files, when docs/reference/ differs
  --help    show this

Exit codes: 0 done, or nothing differs; 1 --check found a difference; 2 usage.
`;

/** The text of each file of docs/reference/. */
export async function references(): Promise<Record<string, string>> {
  const yaml = async (name: string) => parse(await readFile(join(root, 'spec', name), 'utf8'));
  return {
    'swf-conformance.md': commandReference('swf-conformance', join(root, 'conformance/cli.ts')),
    'swf-mock.md': commandReference('swf-mock', join(root, 'mocks/http/cli.ts')),
    'control-api.md': controlReference((await yaml('control.openapi.yaml')) as ControlDescription),
    'report.md': schemaReference(
      'The JSON report',
      'The output of `swf-conformance --report json`, and the result of `run()` of `swf-contract/conformance`.',
      'report.schema',
      (await yaml('report.schema.yaml')) as JsonSchema,
    ),
    'cases.md': schemaReference(
      'The corpus, cases.json',
      'Every conformance case as plain data. [The cases in another language](../cases.md) describes how to run them.',
      'cases.schema',
      (await yaml('cases.schema.yaml')) as JsonSchema,
    ),
  };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  await mkdir(folder, { recursive: true });
  const differing: string[] = [];
  for (const [name, text] of Object.entries(await references())) {
    const file = join(folder, name);
    if ((await readFile(file, 'utf8').catch(() => '')) === text) continue;
    differing.push(`docs/reference/${name}`);
    if (!values.check) await writeFile(file, text);
  }
  for (const name of differing) console.error(values.check ? `${name} differs` : `wrote ${name}`);
  if (!values.check || differing.length === 0) return 0;
  console.error('Run `npm run reference` and commit what it writes.');
  return 1;
}

if (import.meta.main) await exitWith(main);

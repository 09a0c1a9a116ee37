// `npm run generate`: computes everything in generated/ from the contract. `-- --check` writes nothing and fails
// when what is checked in differs.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LateFinding, refuse } from '../contract/finding.ts';
import { parseContract } from '../contract/read.ts';
import { exitWith } from '../exit-code.ts';
import type { Artefact, GeneratedFiles } from './artefact.ts';
import { artefact as cases } from './cases.ts';
import { artefact as control } from './control.ts';
import { artefact as handlers } from './handlers.ts';
import { artefact as operations } from './operations.ts';
import { artefact as openapi } from './projections/openapi.ts';
import { artefact as openapi30 } from './projections/openapi-3.0.ts';
import { artefact as perPath } from './projections/per-path.ts';
import { artefact as singlePath } from './projections/single-path.ts';
import { artefact as schemas } from './schemas.ts';
import { artefact as types } from './types.ts';
import { artefact as validators } from './validators.ts';

/** Every artefact, in the order in which it is written. */
export const artefacts: Artefact[] = [
  types,
  validators,
  operations,
  handlers,
  control,
  schemas,
  cases,
  openapi,
  openapi30,
  perPath,
  singlePath,
];

const ownContract = resolve(import.meta.dirname, '../../spec/swf.openapi.yaml');

const usage = `Usage: npm run generate -- [options]

Computes generated/ from the contract.

  --check           write nothing; fail, naming the files, when generated/ is not what the contract gives
  --contract FILE   the contract (spec/swf.openapi.yaml)
  --out DIR         where the files go (generated)
  --help            show this

Exit codes: 0 done, or nothing differs; 1 --check found a difference; 2 usage, or the contract cannot be read.
`;

/**
 * The text of every generated file, from the contract at a path. Fails with ContractError, a line for each mistake, where
 * the contract or its cases have one.
 */
export async function generate(file: string): Promise<GeneratedFiles> {
  const text = await readFile(file, 'utf8');
  const contract = parseContract(text, file);
  const files: GeneratedFiles = {};
  // A contract that was written elsewhere comes alone; the rest of spec/ is the project's own then.
  const source = { file: existsSync(join(dirname(file), 'cases')) ? file : ownContract, text };
  try {
    for (const artefact of artefacts) Object.assign(files, await artefact.generate(contract, source));
  } catch (error) {
    if (error instanceof LateFinding) refuse([error.finding], text, file);
    throw error;
  }
  return files;
}

/** How a folder differs from what it should be: one line per file, none when it is right. */
export async function differences(files: GeneratedFiles, out: string): Promise<string[]> {
  const found: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const present = await readFile(join(out, name), 'utf8').catch(() => undefined);
    if (present === undefined) found.push(`${name} is missing`);
    else if (present !== text) found.push(`${name} differs`);
  }
  for (const name of await readdir(out).catch(() => [])) {
    if (!(name in files)) found.push(`${name} is not generated from the contract`);
  }
  return found;
}

async function write(files: GeneratedFiles, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const present = await readFile(join(out, name), 'utf8').catch(() => undefined);
    if (present === text) continue;
    await writeFile(join(out, name), text);
    console.log(`wrote ${join(out, name)}`);
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      contract: { type: 'string', default: 'spec/swf.openapi.yaml' },
      out: { type: 'string', default: 'generated' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const files = await generate(values.contract);
  if (!values.check) {
    await write(files, values.out);
    const strangers = (await differences(files, values.out)).join('\n');
    if (strangers) console.error(`${strangers} (in ${values.out}; delete it or move it)`);
    return 0;
  }
  const found = await differences(files, values.out);
  for (const line of found) console.error(join(values.out, line));
  if (found.length > 0) console.error('Run `npm run generate` and commit what it writes.');
  return found.length > 0 ? 1 : 0;
}

if (import.meta.main) await exitWith(main);

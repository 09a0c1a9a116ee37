// The contract's own lint, part of `npm run lint`: what OpenAPI tools cannot know, namely that every fact in the
// contract has a source, and that nothing is asserted beyond it. `npm run generate` refuses the same mistakes.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ContractError } from '../contract/finding.ts';
import { parseContract } from '../contract/read.ts';
import { exitWith } from '../exit-code.ts';
import { readTemplates } from '../generate/cases/read-templates.ts';

const usage = `Usage: node scripts/lint/main.ts [FILE]

Checks the contract (spec/swf.openapi.yaml), and the cases beside it, against the rules that its own words follow.

Exit codes: 0 nothing found; 1 something found; 2 usage, or the contract cannot be read.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [file = 'spec/swf.openapi.yaml'] = positionals;
  const text = await readFile(file, 'utf8');
  try {
    const contract = parseContract(text, file);
    const folder = dirname(file);
    if (existsSync(join(folder, 'cases'))) readTemplates(contract, folder);
    return 0;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    console.error(error.message);
    return 1;
  }
}

if (import.meta.main) await exitWith(main);

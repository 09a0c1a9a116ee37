// The contract's own lint, part of `npm run lint`: what OpenAPI tools cannot know, namely that every fact in the
// contract has a source, and that nothing is asserted beyond it. It computes what `npm run generate` writes, so that both
// refuse the same mistakes.
import { parseArgs } from 'node:util';
import { ContractError } from '../contract/finding.ts';
import { exitWith } from '../exit-code.ts';
import { generate } from '../generate/main.ts';

const usage = `Usage: node scripts/lint/main.ts [FILE]

Checks the contract (spec/swf.openapi.yaml), and the cases beside it, against the rules that its own words follow,
and computes everything that is generated from them, without writing it.

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
  try {
    await generate(file);
    return 0;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    console.error(error.message);
    return 1;
  }
}

if (import.meta.main) await exitWith(main);

// The contract's own lint, part of `npm run lint`: what OpenAPI tools cannot know, namely that every fact in the
// contract has a source, and that nothing is asserted beyond it.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { exitWith } from '../exit-code.ts';
import { parseContract } from '../generate/contract.ts';
import { constraintsAreStated } from './constraints.ts';
import { examplesFit } from './examples.ts';
import { type Finding, type Rule, tell } from './finding.ts';
import { errorsHaveOutcomes, slugsAreUnique } from './names.ts';
import { levelsAreSupported, requirementIdsAreUnique, requirementsAreComplete } from './requirements.ts';

const rules: Rule[] = [
  constraintsAreStated,
  requirementsAreComplete,
  levelsAreSupported,
  requirementIdsAreUnique,
  examplesFit,
  slugsAreUnique,
  errorsHaveOutcomes,
];

const usage = `Usage: node scripts/lint/main.ts [FILE]

Checks the contract (spec/swf.openapi.yaml) against the rules that its own extensions follow.

Exit codes: 0 nothing found; 1 something found; 2 usage, or the contract cannot be read.
`;

/**
 * What is wrong with a contract, given as YAML text; nothing when it follows all rules. Fails with an Error that
 * calls the contract by `name` when it cannot be read at all.
 *
 * @example lintContract(await readFile('spec/swf.openapi.yaml', 'utf8'), 'spec/swf.openapi.yaml') // []
 */
export function lintContract(text: string, name: string): Finding[] {
  const contract = parseContract(text, name);
  return rules.flatMap((rule) => rule(contract));
}

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
  const findings = lintContract(text, file);
  for (const line of tell(findings, text, file)) console.error(line);
  return findings.length > 0 ? 1 : 0;
}

if (import.meta.main) await exitWith(main);

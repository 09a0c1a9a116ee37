// Reads the contract, and refuses one that has a mistake: whatever is computed from it may rely on every rule.
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import type { Contract } from './contract.ts';
import { ContractError, type Finding, type Rule } from './finding.ts';
import { constraintsAreStated } from './rules/constraints.ts';
import { effectsFitTheStates, valuesHaveATask } from './rules/effects.ts';
import { errorsHaveOutcomes } from './rules/errors.ts';
import { examplesFit } from './rules/examples.ts';
import { operationsAreDescribed, operationsAreNamed } from './rules/operations.ts';
import { levelsAreSupported, requirementIdsAreUnique } from './rules/requirements.ts';
import { answersCanBeMade, checksHaveASubject } from './rules/responses.ts';
import { patternsCompile, referencesLead, schemasAreSchemas } from './rules/schemas.ts';
import { wordsAreKnown } from './rules/words.ts';

/** What everything else relies on. While one of these finds something, the others are not asked. */
const foundations: Rule[] = [
  wordsAreKnown,
  referencesLead,
  schemasAreSchemas,
  patternsCompile,
  operationsAreDescribed,
];

const rules: Rule[] = [
  operationsAreNamed,
  effectsFitTheStates,
  valuesHaveATask,
  constraintsAreStated,
  levelsAreSupported,
  requirementIdsAreUnique,
  errorsHaveOutcomes,
  checksHaveASubject,
  examplesFit,
  answersCanBeMade,
];

/**
 * Reads a contract. Fails with ContractError, a line for each mistake with its place and its remedy, and with an Error
 * that names the file when it cannot be read.
 *
 * @example const contract = await readContract('spec/swf.openapi.yaml');
 */
export async function readContract(file: string): Promise<Contract> {
  return parseContract(await readFile(file, 'utf8'), file);
}

/** Reads the text of a contract; `name` is what error messages call it. */
export function parseContract(text: string, name: string): Contract {
  const contract = parseYaml(text, name);
  const findings = findingsIn(contract);
  if (findings.length > 0) throw new ContractError(findings, text, name);
  return contract;
}

/** What is wrong with a contract; nothing when it follows all rules. */
export function findingsIn(contract: Contract): Finding[] {
  const basic = foundations.flatMap((rule) => rule(contract));
  return basic.length > 0 ? basic : rules.flatMap((rule) => rule(contract));
}

function parseYaml(text: string, name: string): Contract {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw new Error(`${name} is not YAML: ${error.message}`);
  const contract = document.toJS() as Contract | null;
  if (typeof contract?.openapi !== 'string' || typeof contract.paths !== 'object') {
    throw new Error(`${name} is not an OpenAPI document: it needs "openapi" and "paths"`);
  }
  return contract;
}

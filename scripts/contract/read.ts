// Reads the contract and rejects any with a mistake, so that generators can rely on every rule.
import { readFile } from 'node:fs/promises';
import type { Contract } from './contract.ts';
import { type Finding, type Rule, refuse } from './finding.ts';
import { constraintsAreStated, membersAreStated } from './rules/constraints.ts';
import { objectsHaveTheirShape } from './rules/document.ts';
import { effectsFitTheStates, valuesHaveAPlace, valuesHaveATask } from './rules/effects.ts';
import { errorsHaveOutcomes } from './rules/errors.ts';
import { examplesFit } from './rules/examples.ts';
import { documentsAreDescribed, operationsAreDescribed, operationsAreNamed } from './rules/operations.ts';
import {
  levelsAreSupported,
  requirementIdsAreUnique,
  requirementsHaveASubject,
} from './rules/requirements.ts';
import { answersCanBeMade, checksHaveASubject, headersAreSent } from './rules/responses.ts';
import { limitsArePossible, patternsCompile, referencesLead, schemasAreSchemas } from './rules/schemas.ts';
import { wordsAreKnown } from './rules/words.ts';
import { parseYaml } from './yaml.ts';

/** The rules in stages: each stage relies on the stages before it, and runs only if these find nothing. */
const stages: Rule[][] = [
  [objectsHaveTheirShape, wordsAreKnown],
  [referencesLead, schemasAreSchemas, patternsCompile],
  [operationsAreDescribed],
  [
    operationsAreNamed,
    documentsAreDescribed,
    effectsFitTheStates,
    valuesHaveATask,
    valuesHaveAPlace,
    limitsArePossible,
    constraintsAreStated,
    membersAreStated,
    levelsAreSupported,
    requirementIdsAreUnique,
    requirementsHaveASubject,
    errorsHaveOutcomes,
    checksHaveASubject,
    headersAreSent,
    examplesFit,
    answersCanBeMade,
  ],
];

/**
 * Reads a contract. Fails with ContractError, which has a line for each mistake with its place and its remedy.
 *
 * @example const contract = await readContract('spec/swf.openapi.yaml');
 */
export async function readContract(file: string): Promise<Contract> {
  return parseContract(await readFile(file, 'utf8'), file);
}

/** Reads the text of a contract; `name` is its name in error messages. */
export function parseContract(text: string, name: string): Contract {
  const contract = parseYaml(text, name) as Contract;
  refuse(findingsIn(contract), text, name);
  return contract;
}

/** The mistakes in a contract. */
export function findingsIn(contract: Contract): Finding[] {
  for (const rules of stages) {
    const findings = rules.flatMap((rule) => rule(contract));
    if (findings.length > 0) return findings;
  }
  return [];
}

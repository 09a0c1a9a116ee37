// What every module in this folder that writes a file looks like. scripts/generate/main.ts holds the list of them.
import type { Contract } from '../contract/contract.ts';

/** The text of each generated file, by its name in generated/. */
export type GeneratedFiles = Record<string, string>;

/** One artefact computed from the contract. `generate` is pure: the same contract gives the same bytes on every machine. */
export type Artefact = {
  generate(contract: Contract, source: ContractSource): Promise<GeneratedFiles> | GeneratedFiles;
};

/** The text of the contract, and the path beside which the rest of spec/ lies. */
export type ContractSource = { file: string; text: string };

/** The first line of a generated file, in whatever comment its language has. */
export const notice = 'Generated from spec/ by `npm run generate`. Do not edit.';

// Finds the requirements of the contract.
import type { Contract, Requirement } from './contract.ts';
import { placesIn } from './walk.ts';

/** A requirement and the JSON pointer to it. */
export type PlacedRequirement = { pointer: string; requirement: Requirement };

/** Every entry of every x-requirements, in the order of the contract. Requirements that YAML aliases repeat are listed once. */
export function requirementsIn(contract: Contract): PlacedRequirement[] {
  const found = new Map<Requirement, PlacedRequirement>();
  for (const { pointer, node } of placesIn(contract)) {
    for (const [index, requirement] of (
      (node['x-requirements'] as Requirement[] | undefined) ?? []
    ).entries()) {
      if (found.has(requirement)) continue;
      found.set(requirement, { pointer: `${pointer}/x-requirements/${index}`, requirement });
    }
  }
  return [...found.values()];
}

// Finds the requirements of the contract, wherever they stand.
import type { Contract, Requirement } from './contract.ts';

/** A requirement and the JSON pointer to it. */
export type PlacedRequirement = { pointer: string; requirement: Requirement };

/** Every entry of every x-requirements, in the order of the contract. What YAML aliases repeat is listed once. */
export function requirementsIn(contract: Contract): PlacedRequirement[] {
  const found: PlacedRequirement[] = [];
  const seen = new Set<object>();
  visit(contract, '');
  return found;

  function visit(node: unknown, pointer: string): void {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    for (const [key, value] of Object.entries(node)) {
      const place = `${pointer}/${pointerPart(key)}`;
      if (key === 'x-requirements' && Array.isArray(value)) {
        value.forEach((requirement, index) => {
          found.push({ pointer: `${place}/${index}`, requirement });
        });
      } else visit(value, place);
    }
  }
}

/** A key as a part of a JSON pointer (RFC 6901). */
export function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

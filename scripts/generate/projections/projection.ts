// What the projections of the contract have in common. A projection is the contract rewritten for tools that cannot
// read it as it is; it leaves out the requirements, which stay in the contract alone.
import type { Contract, MediaType, OperationObject } from '../../contract/contract.ts';

/** The projection's head and components; `purpose` tells its readers what it is for and what it gives up. */
export function projectionOf(contract: Contract, title: string, purpose: string): Contract {
  const projection = withoutRequirements(contract) as Contract;
  const paragraphs = String(contract.info.description ?? '')
    .trim()
    .split('\n\n');
  // What it describes is said first, and last that the description is nobody else's.
  const [subject, disclaimer] = [paragraphs.at(0), paragraphs.slice(1).at(-1)];
  return {
    ...projection,
    info: {
      ...projection.info,
      title: `${contract.info.title} (${title})`,
      description: [subject, purpose, disclaimer].filter(Boolean).join('\n\n'),
    },
    // Local tools are called without a signature as often as with one.
    ...(contract.security === undefined ? {} : { security: [...(contract.security as object[]), {}] }),
    paths: {},
  };
}

/** A deep copy without x-requirements. */
export function withoutRequirements(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutRequirements);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => key !== 'x-requirements');
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutRequirements(value)]));
}

/** The parameters of an operation without X-Amz-Target. */
export function parametersBesidesTarget({ parameters = [] }: OperationObject) {
  return parameters.filter((parameter) => !('name' in parameter && parameter.name === 'X-Amz-Target'));
}

/** One media type in place of several that describe the same body in different spellings. */
export function asPlainJson(content: Record<string, MediaType>): Record<string, MediaType> {
  const [first] = Object.values(content);
  return first === undefined ? {} : { 'application/json': first };
}

// The contract is published as several documents: one with the operations that all documents have, and one for each name in
// x-documents, which also has the operations with this x-document.
import { type Contract, operationsOf } from './contract.ts';

/** A document of the contract; without a name, the default document. */
export type PublishedDocument = { name: string | undefined; contract: Contract };

/** Every document, the default first. */
export function documentsOf(contract: Contract): PublishedDocument[] {
  const names = [undefined, ...Object.keys(contract['x-documents'] ?? {})];
  return names.map((name) => ({ name, contract: documentOf(contract, name) }));
}

/**
 * The part of the contract in one document: its operations and the components to which they refer.
 *
 * @example documentOf(contract, 'worker-loop').info.title // 'Amazon SWF activity worker'
 */
export function documentOf(contract: Contract, name?: string): Contract {
  const { 'x-documents': heads = {}, ...rest } = contract;
  const own = operationsOf(contract).filter(
    ({ object }) => object['x-document'] === undefined || object['x-document'] === name,
  );
  const keys = new Set(own.map(({ pathKey }) => pathKey));
  const document = {
    ...rest,
    info: { ...contract.info, ...(name === undefined ? {} : heads[name]) },
    paths: Object.fromEntries(Object.entries(contract.paths).filter(([key]) => keys.has(key))),
  };
  return { ...document, components: usedComponents(contract, document.paths) };
}

/** The file of a document: `openapi.json`, `openapi.worker-loop.per-path.json`. */
export function documentFile(name: string | undefined, end: string): string {
  return name === undefined ? `openapi.${end}` : `openapi.${name}.${end}`;
}

/** Security schemes are named without a reference, so all of them are kept. */
const alwaysUsed = ['securitySchemes'];

/** The components to which paths refer, directly or indirectly. */
export function usedComponents(contract: Contract, paths: unknown): Contract['components'] {
  const used = new Set<string>();
  const follow = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { $ref } = node as { $ref?: unknown };
    if (typeof $ref === 'string' && !used.has($ref)) {
      used.add($ref);
      const [, , kind = '', key = ''] = $ref.split('/');
      follow((contract.components as Record<string, Record<string, unknown>>)[kind]?.[key]);
    }
    for (const child of Object.values(node)) follow(child);
  };
  follow(paths);
  const kept = Object.entries(contract.components).map(([kind, components]) => [
    kind,
    Object.fromEntries(
      Object.entries((components ?? {}) as object).filter(
        ([key]) => alwaysUsed.includes(kind) || used.has(`#/components/${kind}/${key}`),
      ),
    ),
  ]);
  return Object.fromEntries(kept.filter(([, components]) => Object.keys(components ?? {}).length > 0));
}

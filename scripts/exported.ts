// The files that package.json exports.

/** What `exports` of package.json has: files, by condition or not. */
export type Exports = string | Exports[] | { [nameOrCondition: string]: Exports };

/** All of them, under every condition, as package.json writes them. */
export function filesOf(exports: Exports): string[] {
  return typeof exports === 'string' ? [exports] : Object.values(exports).flatMap(filesOf);
}

// Which built files a set of built files leads to, by what their modules and their declarations import.
import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const relativeImport = /(?:\bfrom|\bimport\(?|\brequire\()\s*["'](\.{1,2}\/[^"']+)["']/g;

/**
 * @param entries paths of `.js` and `.d.ts` files, and of what is no module
 * @returns them, and what they import: of a module its declarations too, and the reverse
 */
export async function reachable(entries: string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !(await exists(file))) continue;
    found.add(file);
    const stem = /^(.*?)(\.d\.ts|\.js)$/.exec(file)?.[1];
    if (stem === undefined) continue;
    waiting.push(`${stem}.js`, `${stem}.d.ts`);
    for (const [, name = ''] of (await readFile(file, 'utf8')).matchAll(relativeImport)) {
      waiting.push(join(dirname(file), name.replace(/\.ts$/, '.js')));
    }
  }
  return found;
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

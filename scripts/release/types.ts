// Whether TypeScript finds the types of everything that the package exports, by each way of resolving modules.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findingsOf } from './check.ts';

const tsc = resolve(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

type Exports = Record<string, unknown>;
type Way = { type: 'module' | 'commonjs'; module: string; moduleResolution: string };

const ways: Way[] = [
  { type: 'module', module: 'nodenext', moduleResolution: 'nodenext' },
  { type: 'module', module: 'esnext', moduleResolution: 'bundler' },
  // Of these, it takes no ES module for a CommonJS module.
  { type: 'commonjs', module: 'node16', moduleResolution: 'node16' },
  { type: 'commonjs', module: 'commonjs', moduleResolution: 'node10' },
];

/**
 * @param unpacked the folder of the package
 * @param folder an empty folder outside the checkout, made if it is not there
 */
export async function typeFindings(
  unpacked: string,
  { name, exports }: { name: string; exports: Exports },
  folder: string,
): Promise<string[]> {
  const findings: string[] = [];
  for (const way of ways) {
    const project = join(folder, way.moduleResolution);
    await mkdir(join(project, 'node_modules'), { recursive: true });
    await symlink(unpacked, join(project, 'node_modules', name));
    await writeFile(join(project, 'package.json'), JSON.stringify({ type: way.type }));
    await writeFile(join(project, 'index.ts'), imports(name, exports, way));
    const { module, moduleResolution } = way;
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--resolveJsonModule', '--target', 'es2022'];
    const args = [tsc, ...options, '--module', module, '--moduleResolution', moduleResolution, 'index.ts'];
    findings.push(...findingsOf(`types, ${moduleResolution}`, process.execPath, args, { cwd: project }));
  }
  return findings;
}

/** Imports whatever has types and can be imported in this way. */
function imports(name: string, exports: Exports, { type }: Way): string {
  const lines = Object.entries(exports).map(([path, target], index) => {
    const from = `'${path.replace('.', name)}'`;
    if (path.endsWith('.yaml')) return '';
    if (path.endsWith('.json'))
      return type === 'module' ? `import _${index} from ${from} with { type: 'json' };` : '';
    const forCommonJs = typeof target === 'object' && target !== null && 'require' in target;
    return type === 'module' || forCommonJs ? `import * as _${index} from ${from};` : '';
  });
  return `export {};\n${lines.join('\n')}`;
}

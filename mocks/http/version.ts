// The version of this package, from its package.json: beside mocks/ in the checkout, and
// above dist/ or dist/cjs/ in the built package.
import { readFileSync } from 'node:fs';

/** For example `0.1.0`. */
export function version(): string {
  for (const place of ['../../', '../../../', '../../../../']) {
    try {
      const { name, version } = JSON.parse(
        readFileSync(new URL(`${place}package.json`, import.meta.url), 'utf8'),
      );
      if (name === 'swf-contract') return version;
    } catch {
      // Not here; another place has it.
    }
  }
  return 'unknown';
}

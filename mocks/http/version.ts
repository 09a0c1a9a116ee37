// The version of this package, from its package.json: two folders up in the built package, one in the checkout.
import { readFileSync } from 'node:fs';

/** For example `0.1.0`. */
export function version(): string {
  for (const place of ['../../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8'));
      if (name === 'swf-contract') return version;
    } catch {
      // Not here; the other place has it.
    }
  }
  return 'unknown';
}

// Stoplight Prism behind the wire of the service. It has no tasks, so made-up tokens stand for open ones.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismMissing, servePrismMock } from '../../../mocks/prism/index.ts';
import type { Endpoint } from './endpoint.ts';

export const prism: Endpoint = {
  name: 'prism',
  title: 'Prism',
  async open() {
    try {
      const { url, close } = await servePrismMock();
      return { version: prismVersion(), options: { endpoint: url }, close };
    } catch (error) {
      if (error instanceof PrismMissing) return { missing: error.message };
      throw error;
    }
  },
};

function prismVersion(): string {
  const file = createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}

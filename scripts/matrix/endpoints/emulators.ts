// Emulators that somebody started, at the address that `npm run matrix -- --at NAME=URL` gives. Tasks are made with the
// API of the service, as each implements it.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { serviceClient } from '../../../conformance/tasks/service-client.ts';
import { serviceTasks } from '../../../conformance/tasks/swf.ts';
import type { Endpoint, OpenEndpoint } from './endpoint.ts';

/** @param health the path under which it tells its version, in JSON */
function emulator(name: string, title: string, health: string, get: string): Endpoint {
  return {
    name,
    title,
    async open(address) {
      if (address === undefined)
        return { missing: `${title} was given no address`, get: `${get}, and give --at ${name}=URL` };
      return {
        version: await versionAt(new URL(health, address)),
        options: optionsAt(address),
        close: async () => {},
      };
    },
  };
}

export const emulators: Endpoint[] = [
  emulator('fakecloud', 'fakecloud', '/_fakecloud/health', 'cargo install fakecloud, start fakecloud'),
  emulator('floci', 'Floci', '/_floci/health', 'docker run -p 4566:4566 floci/floci'),
  emulator(
    'localstack',
    'LocalStack',
    '/_localstack/health',
    "pip install 'localstack-core[runtime]', start python -m localstack.runtime.main",
  ),
];

/** How the suite is run against an emulator: one case at a time, for several have races of their own. */
export function optionsAt(endpoint: string): OpenEndpoint['options'] {
  const name = `swf-conformance-${randomBytes(6).toString('hex')}`;
  return {
    endpoint,
    concurrency: 1,
    // The first call of a service may load it.
    timeoutMs: 20_000,
    tasks: async (context) => serviceTasks(serviceClient(context), name, wait),
  };
}

async function versionAt(url: URL): Promise<string> {
  const response = await fetch(url).catch((error: Error) => {
    throw new Error(`nothing answers at ${url.origin}: ${error.message}`);
  });
  const { version } = (await response.json().catch(() => ({}))) as { version?: string };
  return version ?? 'of unknown version';
}

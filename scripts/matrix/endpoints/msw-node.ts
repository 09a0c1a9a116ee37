// The mock inside MSW in Node, in one process with the runner, which sends by fetch. Which version of MSW it is depends
// on what `msw` leads to (msw-version.ts).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setupServer } from 'msw/node';
import { fetchExchange } from '../../../conformance/index.ts';
import { createSwfMock, noNetwork } from '../../../mocks/msw/index.ts';
import { tasksInCore } from '../../../proof/verdicts/tasks-in-core.ts';
import { access, deniedCredentials, type OpenEndpoint } from './endpoint.ts';

/** @param msw the package that `msw` leads to */
export async function openMswInNode(msw: 'msw' | 'msw2'): Promise<OpenEndpoint> {
  const endpoint = 'http://localhost/';
  const swf = createSwfMock({ tasks: 'declared', access, endpoint });
  const server = setupServer(...swf.handlers);
  server.listen(noNetwork);
  const options = {
    endpoint,
    deniedCredentials,
    exchange: fetchExchange('node'),
    tasks: async () => tasksInCore(swf),
  };
  return { version: versionOf(msw), options, close: async () => server.close() };
}

export function versionOf(msw: 'msw' | 'msw2'): string {
  const file = createRequire(import.meta.url).resolve(`${msw}/package.json`);
  return JSON.parse(readFileSync(file, 'utf8')).version;
}

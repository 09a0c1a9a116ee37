// What the documents tell people to do is done here, block by block. A block that nobody runs fails.
import { spawnSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readCorpus } from '../../conformance/index.ts';
import { parseExpectedFailures, unmatchedEntries } from '../../conformance/run/expected-failures.ts';
import { type Block, readBlocks } from './blocks.ts';
import { doctest } from './doctest.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const root = resolve(import.meta.dirname, '../..');
const blocks = readBlocks(root);

/** How a block is run. `by` names the test that does it instead; `outside` says why it cannot be done here. */
type How =
  | { shell: { exitCode?: number; says?: RegExp; needs?: string } }
  | { server: true }
  | { together: true }
  | { python: true }
  | { file: true }
  | { by: string }
  | { outside: string };

const shell = (options: { exitCode?: number; says?: RegExp; needs?: string } = {}): How => ({
  shell: options,
});
const registry = 'it installs from the registry; docs/tests/examples.test.ts installs the packed package so';

const table: Record<string, How> = {
  'README.md: npm ci && npm run conformance   # every case against the built-in mock': { by: '.ci/run' },
  'README.md: npm init -y && npm pkg set type=module': { by: 'docs/tests/examples.test.ts' },
  "README.md: import { RespondActivityTaskCompletedCommand, SWFClient, UnknownResourceFault } from '@aws-sdk/client-swf';":
    { by: 'docs/tests/examples.test.ts' },
  "README.md: import { RespondActivityTaskCanceledCommand, SWFClient } from '@aws-sdk/client-swf';": {
    by: 'docs/tests/examples.test.ts',
  },
  'README.md: npx swf-mock --port 8000': { server: true },
  'README.md: SWF=http://127.0.0.1:8000': shell({ says: /ActivityTaskCanceled/ }),
  'README.md: npx swf-conformance --endpoint http://127.0.0.1:8000': shell({ says: /0 failed/ }),
  'README.md: npx swf-conformance list                                   # all cases': shell(),
  'README.md: npm run generate              # types, validators, handlers, cases, projections': {
    by: '.ci/run',
  },

  'docs/mock.md: npm install --save-dev swf-contract msw': { outside: registry },
  'docs/mock.md: import {': { together: true },
  "docs/mock.md: const { taskToken } = swf.openTask({ domain: 'billing', heartbeatTimeout: 30 });": {
    together: true,
  },
  'docs/mock.md: const slow = swf.openTask({ startToCloseTimeout: 60 });': { together: true },
  "docs/mock.md: import { PollForActivityTaskCommand, RecordActivityTaskHeartbeatCommand } from '@aws-sdk/client-swf';":
    { together: true },
  'docs/mock.md: const order = swf.openTask();': { together: true },
  "docs/mock.md: const [call] = swf.calls('RespondActivityTaskCanceled');": { together: true },
  'docs/mock.md: swf.setAccess({': { together: true },
  "docs/mock.md: import { setupWorker } from 'msw/browser';": { by: 'examples/browser/mocked-page.js' },
  "docs/mock.md: import { respondActivityTaskCompleted } from 'swf-contract/msw';": { together: true },
  "docs/mock.md: const { RespondActivityTaskCompletedCommand, SWFClient } = require('@aws-sdk/client-swf');":
    {
      by: 'docs/tests/examples.test.ts',
    },
  "docs/mock.md: const served = await serveSwfMock({ tasks: 'declared' });": {
    by: 'examples/playwright/page.spec.js',
  },
  "docs/mock.md: import { http, passthrough } from 'msw';": { together: true },
  'docs/mock.md: npx swf-mock --port 8000': { server: true },
  'docs/mock.md: export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1':
    shell({
      needs: 'aws',
    }),
  'docs/mock.md: import boto3': { python: true },
  'docs/mock.md: SWF=http://127.0.0.1:8000': shell({
    says: /"cancelRequested":false\}[\s\S]*"result":"shipped"/,
  }),
  'docs/mock.md: curl -s -X POST http://127.0.0.1:8000/_swf-mock/scripts \\': shell({ says: /"done":true/ }),
  "docs/mock.md: import { serveSwfMock } from 'swf-contract/http';": { together: true },

  'docs/runner.md: npx swf-conformance --endpoint http://127.0.0.1:8000': shell({ says: /0 failed/ }),
  'docs/runner.md: npx swf-conformance list': shell({ says: /completed\/result\/length-32769/ }),
  "docs/runner.md: npx swf-conformance --endpoint http://127.0.0.1:8000 --only 'completed/**' --skip '*/malformed/*'":
    shell(),
  'docs/runner.md: #!/bin/sh': { file: true },
  'docs/runner.md: npx swf-conformance --endpoint http://127.0.0.1:8000 --arrange control': shell({
    says: /0 failed/,
  }),
  'docs/runner.md: - case: canceled/**': { file: true },
  'docs/runner.md: npx swf-conformance --endpoint http://127.0.0.1:8000 --expected-failures known-failures.yaml':
    shell({
      exitCode: 1,
    }),
  'docs/runner.md: npx swf-conformance --endpoint http://127.0.0.1:8000 \\': shell({ says: /✅ passed/ }),
  'docs/runner.md: npx swf-conformance --endpoint http://127.0.0.1:8000 --repeat 3': shell({
    says: /0 failed/,
  }),
  'docs/runner.md: npx swf-conformance --endpoint http://127.0.0.1:8000 --operations all --arrange control':
    shell({
      says: /0 failed/,
    }),
  'docs/runner.md: #!/bin/sh -e': { file: true },
  "docs/runner.md: npx swf-conformance --endpoint http://127.0.0.1:8000 --restart-command ./restart.sh --only '*/lifecycle/*'":
    shell({ says: /0 failed/ }),
  "docs/runner.md: import { run } from 'swf-contract/conformance';": { together: true },
  "docs/runner.md: import { conformanceTests } from 'swf-contract/jest';": { file: true },
  'docs/runner.md: npx vitest run conformance.test.js': shell({ says: /1 passed/ }),

  'docs/cases.md: python3 examples/python-runner/run_cases.py --endpoint http://127.0.0.1:8000 --json verdicts.json':
    shell({ says: /passed/ }),

  "docs/contract.md: import { type InputOf, operations } from 'swf-contract/operations';": { together: true },
  'docs/contract.md: npm run lint                  # every constraint has a requirement, every requirement a source':
    {
      by: '.ci/run',
    },
  'docs/contract.md: - id: json/tabs': { by: 'proof/another-operation.test.ts' },
  'docs/contract.md: paths:': { by: 'proof/another-operation.test.ts' },
  'docs/contract.md: npm run site                            # into _site/, for any server of files, under any path':
    {
      by: 'site/site.test.ts',
    },
  'docs/contract.md: npm run release-check         # versions, changelog, drift, the package as it would be installed':
    {
      by: '.ci/run',
    },

  'docs/endpoints.md: npx swf-conformance --endpoint http://127.0.0.1:5000': {
    outside: 'the endpoint is the reader’s own',
  },
  "docs/endpoints.md: pip install 'moto[server]'": { outside: 'moto comes from another registry' },
  'docs/endpoints.md: npm run matrix -- --at floci=http://127.0.0.1:4566 --at localstack=http://127.0.0.1:4567':
    {
      outside: 'it needs emulators that run elsewhere',
    },
  "docs/endpoints.md: pip install 'localstack-core[runtime]==2026.3.0' 'cbor2==5.7.1' 'pyopenssl==25.0.0' 'cryptography==44.0.3' service_identity":
    { outside: 'LocalStack comes from another registry' },
  'docs/endpoints.md: docker run -d --name floci -p 4566:4566 floci/floci:latest': {
    outside: 'it needs Docker',
  },
  'docs/endpoints.md: cargo install fakecloud': { outside: 'fakecloud comes from another registry' },
  'docs/endpoints.md: npx swf-mock --engine prism --port 8000': { by: 'mocks/prism/start.test.ts' },
  "docs/endpoints.md: import { fetchExchange, run } from 'swf-contract/conformance';": {
    by: 'conformance/exchange/fetch.test.ts',
  },
  'docs/endpoints.md: export AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=…': { outside: 'it needs an account' },
  'docs/endpoints.md: jobs:': {
    outside: 'it needs a runner of GitHub Actions; the action itself has a test',
  },
  'docs/endpoints.md: npx swf-conformance --endpoint http://127.0.0.1:5000 --arrange swf \\': {
    outside: 'the endpoint is the reader’s own',
  },
  'docs/performance.md: npm run bench                          # all measurements of speed and size; some minutes':
    { by: 'proof/bench/bench.test.ts' },
  'docs/prism.md: npm install --save-dev @stoplight/prism-cli      # before Node 24.14: @stoplight/prism-cli@5.14.2':
    {
      outside: 'it installs from the registry',
    },
  'docs/prism.md: npx swf-mock --engine prism --port 8000': { by: 'mocks/prism/start.test.ts' },
  'docs/prism.md: curl -s http://127.0.0.1:8000/ \\': { by: 'mocks/prism/index.test.ts' },
  'docs/prism.md: npx swf-mock --engine prism --proxy http://127.0.0.1:5000 --port 8000 --fail-on-violation':
    {
      by: 'mocks/prism/start.test.ts',
    },
};

const withHow = <Kind extends string>(kind: Kind) =>
  blocks.flatMap((block) => {
    const how = table[block.name];
    return how && kind in how
      ? [{ block, how: how as Extract<How, Record<Kind, unknown>>, name: block.name }]
      : [];
  });

test('every block of the documents has a line in the table, and every line a block', () => {
  const names = blocks.map(({ name }) => name);
  expect(names.filter((name) => !(name in table))).toEqual([]);
  expect(Object.keys(table).filter((name) => !names.includes(name))).toEqual([]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe('the blocks of the documents', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop(root);
    for (const { block } of withHow('file')) await writeFileOf(block);
  });
  beforeEach(() => workshop.reset());
  afterAll(() => workshop.close());

  async function writeFileOf({ note, text }: Block): Promise<void> {
    const file = join(workshop.folder, (note ?? '').replace(/^file: /, ''));
    await writeFile(file, text);
    await chmod(file, 0o755);
  }

  /** A text in which the mock of the workshop stands for the endpoint that it names. */
  const here = (text: string) => text.replaceAll('http://127.0.0.1:8000', workshop.endpoint);

  test.each(withHow('shell'))('$name', async ({ block, how: { shell: expected } }) => {
    if (expected.needs && isMissing(expected.needs, ['--version'])) return;
    const { code, stdout, stderr } = await workshop.shell(here(block.text));
    expect({ code, stderr: code === (expected.exitCode ?? 0) ? '' : stderr }).toEqual({
      code: expected.exitCode ?? 0,
      stderr: '',
    });
    expect(stdout).toMatch(expected.says ?? /^/);
  });

  test.each(withHow('server'))('$name', async ({ block }) => {
    const { code, stdout } = await workshop.startAndStop(block.text.replace('--port 8000', '--port 0'));
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\n$/),
    });
  });

  test.each([...new Set(withHow('together').map(({ block }) => block.document))])(
    '%s: its code does what its comments say',
    async (document) => {
      const own = withHow('together').filter(({ block }) => block.document === document);
      const file = join(workshop.folder, `${document.replaceAll('/', '-')}.ts`);
      await writeFile(file, doctest(own.map(({ block }) => block.text)));
      expect(await workshop.run('node', [file])).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test.each(withHow('python'))('$name', async ({ block }) => {
    const python = ['python3', '/usr/bin/python3'].find(
      (each) => !isMissing(each, ['-c', 'import boto3'], 'boto3'),
    );
    if (python === undefined) return;
    const code = here(block.text);
    const once = await workshop.run(python, ['-c', code]);
    const again = await workshop.run(python, ['-c', code]);
    expect([once, again]).toMatchObject([
      { code: 0, stdout: '' },
      { code: 0, stdout: expect.stringMatching(/^closed already: .*UnknownResourceFault/) },
    ]);
  });

  test('the files of expected failures name cases that there are', () => {
    const files = withHow('file').filter(({ block }) => block.language === 'yaml');
    expect(files.length).toBeGreaterThan(0);
    for (const { block } of files) {
      expect(
        unmatchedEntries(
          parseExpectedFailures(block.text, block.name),
          readCorpus().cases.map(({ id }) => id),
        ),
      ).toEqual([]);
    }
  });

  test.each(withHow('by'))('$name: another test does it', async ({ block, how }) => {
    const other = await readFile(join(root, how.by), 'utf8');
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    for (const [, script = ''] of block.text.matchAll(/^npm run ([\w-]+)/gm)) {
      expect(Object.keys(scripts)).toContain(script);
    }
    expect(other.length).toBeGreaterThan(0);
  });

  // What cannot be carried out here is at least understood: the options are read before anything else happens.
  test.each(withHow('outside'))('$name: our own commands in it are understood', async ({ block }) => {
    const [, ...commands] = block.text.replaceAll('\\\n', ' ').split(/^npx swf-conformance(?= )/m);
    for (const command of commands.map((text) => text.split('\n')[0])) {
      const env = 'export AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b';
      const { code, stderr } = await workshop.shell(
        `${env}; npx swf-conformance ${command} --only no/such/case`,
      );
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('matched no case') });
    }
  });
});

/** Whether a program cannot be started; where nothing may be missing, that is an error. */
function isMissing(program: string, args: string[], what = program): boolean {
  if (spawnSync(program, args).status === 0) return false;
  if (process.env.REQUIRE_EVERYTHING && what === program) throw new Error(`${what} is missing`);
  console.warn(`${what} is not on this machine (${program}); what needs it is skipped.`);
  return true;
}

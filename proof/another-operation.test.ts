// The test of the design: a third operation is an edit of spec/ alone. On a copy of the tree, what docs/contract.md shows
// is done: RespondActivityTaskFailed is added to the contract, and a case; everything else has to follow from
// `npm run generate`.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse, parseDocument } from 'yaml';

const root = resolve(import.meta.dirname, '..');
let copy: string;

beforeAll(async () => {
  copy = await copyOf(root);
  await extendAsDocumented();
  const generated = run('scripts/generate/main.ts');
  if (generated.status !== 0) throw new Error(generated.stderr);
}, 60_000);

afterAll(() => rm(copy, { recursive: true, force: true }));

test('the contract with a third operation follows its own rules', () => {
  expect(run('scripts/lint/main.ts')).toMatchObject({ status: 0, stderr: '' });
});

test('the validator of the third operation knows its limits', async () => {
  const verdicts = await probe(`
    import { inputValidators } from './generated/validators.js';
    const validate = inputValidators.RespondActivityTaskFailed;
    const fits = (input) => validate({ taskToken: 'a', ...input });
    console.log(JSON.stringify({
      reason256: fits({ reason: 'a'.repeat(256) }),
      reason257: fits({ reason: 'a'.repeat(257) }),
      details32768: fits({ details: 'a'.repeat(32768) }),
      details32769: fits({ details: 'a'.repeat(32769) }),
      noToken: validate({}),
    }));`);
  expect(verdicts).toEqual({
    reason256: true,
    reason257: false,
    details32768: true,
    details32769: false,
    noToken: false,
  });
});

test('the mock answers the third operation', async () => {
  const answers = await probe(`
    import { createMock } from './mocks/core/mock.ts';
    const swf = createMock({ tasks: 'declared', seed: 1 });
    const { taskToken } = swf.openTask();
    const fail = async (input) => {
      const { status, body } = await swf.answer({
        method: 'POST',
        url: 'https://swf.us-east-1.amazonaws.com/',
        headers: {
          'x-amz-target': 'SimpleWorkflowService.RespondActivityTaskFailed',
          'content-type': 'application/x-amz-json-1.0',
        },
        body: JSON.stringify(input),
      });
      return status === 200 ? body : JSON.parse(body).__type.split('#')[1];
    };
    console.log(JSON.stringify({
      tooLong: await fail({ taskToken, reason: 'a'.repeat(257) }),
      accepted: await fail({ taskToken, reason: 'declined', details: 'no funds' }),
      again: await fail({ taskToken }),
      closedBy: swf.task(taskToken).closedBy,
    }));`);
  expect(answers).toMatchObject({
    tooLong: 'ValidationException',
    accepted: '',
    again: 'UnknownResourceFault',
    closedBy: { event: 'ActivityTaskFailed', reason: 'declined', details: 'no funds' },
  });
});

test('the corpus has the boundaries of the third operation', async () => {
  const { cases } = JSON.parse(await readFile(join(copy, 'generated/cases.json'), 'utf8')) as {
    cases: { id: string }[];
  };
  expect(cases.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'failed/taskToken/length-1025',
      'failed/reason/length-256',
      'failed/reason/length-257',
      'failed/details/length-32768',
      'failed/details/length-32769',
      'completed/lifecycle/after-failed',
    ]),
  );
});

test('a case that was written by hand is there for every operation', async () => {
  const { cases } = JSON.parse(await readFile(join(copy, 'generated/cases.json'), 'utf8')) as {
    cases: { id: string }[];
  };
  const added = cases.map(({ id }) => id).filter((id) => id.endsWith('/json/tabs'));
  expect(added).toEqual(['completed/json/tabs', 'canceled/json/tabs', 'failed/json/tabs']);
});

test('the runner finds that the mock conforms in the third operation', () => {
  // No case at all would be exit code 2.
  const { status, stdout } = run('conformance/cli.ts', 'run', '--only', 'failed/**');
  expect({ status, stdout }).toMatchObject({ status: 0 });
}, 60_000);

test('the projections have the third operation', async () => {
  const read = async (name: string) => JSON.parse(await readFile(join(copy, 'generated', name), 'utf8'));
  expect((await read('openapi.per-path.json')).paths).toHaveProperty('/RespondActivityTaskFailed');
  const [target] = (await read('openapi.single-path.json')).paths['/'].post.parameters;
  expect(target.schema.enum).toContain('SimpleWorkflowService.RespondActivityTaskFailed');
});

test('everything compiles, and so does code that uses the third operation', async () => {
  await writeFile(join(copy, 'scripts/use-third-operation.ts'), useOfThirdOperation);
  const { status, stdout } = run('node_modules/typescript/bin/tsc', '--noEmit');
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
}, 120_000);

const useOfThirdOperation = `
import { respondActivityTaskFailed } from '../generated/handlers.ts';
import { type InputOf, operations } from '../generated/operations.ts';

export const input: InputOf<'RespondActivityTaskFailed'> = { taskToken: 'a', reason: 'b', details: 'c' };
export const limit: 256 = operations.RespondActivityTaskFailed.members.reason.maxLength;
export const handler = respondActivityTaskFailed(({ input, accept, fault }) =>
  input.reason === undefined ? accept() : fault('UnknownResourceFault'),
);
// @ts-expect-error: this operation has no result
export const wrong: InputOf<'RespondActivityTaskFailed'> = { taskToken: 'a', result: 'b' };
`;

const left = new Set(['.git', 'node_modules', 'dist', 'site', 'coverage', 'reports']);

async function copyOf(tree: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'third-operation-'));
  await cp(tree, folder, { recursive: true, filter: (path) => path === tree || !left.has(basename(path)) });
  await symlink(join(tree, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function run(script: string, ...options: string[]) {
  return spawnSync(process.execPath, [script, ...options], { cwd: copy, encoding: 'utf8' });
}

/** Runs a module in the copy and returns the JSON that it prints. */
async function probe(code: string): Promise<unknown> {
  await writeFile(join(copy, 'probe.mjs'), code);
  const { stdout, stderr } = run('probe.mjs');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Puts the two texts that docs/contract.md shows where it says that they belong. */
async function extendAsDocumented(): Promise<void> {
  const guide = await readFile(join(root, 'docs/contract.md'), 'utf8');
  const additions = [...guide.matchAll(/<!-- add to: (\S+) -->\n```yaml\n([\s\S]*?)```/g)];
  expect(additions.map(([, name]) => name)).toEqual(['spec/cases/protocol.yaml', 'spec/swf.openapi.yaml']);
  for (const [, name = '', text = ''] of additions) {
    const file = join(copy, name);
    const present = await readFile(file, 'utf8');
    await writeFile(file, name.includes('/cases/') ? `${present}\n${text}` : merged(present, text));
  }
}

/** The contract with the paths and schemas of another text put in. */
function merged(contract: string, addition: string): string {
  const document = parseDocument(contract);
  const { paths, components } = parse(addition);
  for (const [key, path] of Object.entries(paths)) document.setIn(['paths', key], path);
  for (const [name, schema] of Object.entries(components.schemas)) {
    document.setIn(['components', 'schemas', name], schema);
  }
  return document.toString();
}

// The test of the design: another operation is an edit of spec/ alone. On a copy of the tree
// some are added, one as docs/contract.md shows it and others of other shapes, and a case; everything else has to follow from `npm run generate`.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, parseDocument } from 'yaml';
import type { Corpus } from '../generated/case-types.ts';

const root = resolve(import.meta.dirname, '..');
let copy: string;

beforeAll(async () => {
  copy = await copyOf(root);
  await extendAsDocumented();
  for (const name of await readdir(join(root, 'proof/operations'))) {
    await extendContract(await readFile(join(root, 'proof/operations', name), 'utf8'));
  }
  const generated = run('scripts/generate/main.ts');
  if (generated.status !== 0) throw new Error(generated.stderr);
});

afterAll(() => rm(copy, { recursive: true, force: true }));

test('the contract follows its own rules', () => {
  expect(run('scripts/lint/main.ts')).toMatchObject({ status: 0, stderr: '' });
});

test('everything compiles, and so does code that uses the operations', async () => {
  await writeFile(join(copy, 'scripts/use-of-operations.ts'), useOfOperations);
  const { status, stdout } = run('node_modules/typescript/bin/tsc', '--noEmit');
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

const useOfOperations = `
import {
  countPendingActivityTasks,
  respondActivityTaskFailed,
  signalWorkflowExecution,
} from '../generated/handlers.ts';
import { type InputOf, operations, type OutputOf } from '../generated/operations.ts';

export const failure: InputOf<'RespondActivityTaskFailed'> = { taskToken: 'a', reason: 'b', details: 'c' };
export const limit: 256 = operations.RespondActivityTaskFailed.members.reason.maxLength;
export const nested: 256 = operations.CountPendingActivityTasks.members.taskList.members.name.maxLength;
export const pending: OutputOf<'CountPendingActivityTasks'> = { count: 3, truncated: false };
export const handlers = [
  respondActivityTaskFailed(({ input, accept, fault }) =>
    input.reason === undefined ? accept() : fault('UnknownResourceFault'),
  ),
  signalWorkflowExecution(({ input, accept }) => (input.signalName === 'stop' ? accept() : undefined)),
  countPendingActivityTasks(({ input, accept }) => accept({ count: input.taskList.name.length })),
  // @ts-expect-error: a count is a number
  countPendingActivityTasks(({ accept }) => accept({ count: '3' })),
  // @ts-expect-error: there is something to answer
  countPendingActivityTasks(({ accept }) => accept()),
  // @ts-expect-error: there is nothing to answer
  signalWorkflowExecution(({ accept }) => accept({})),
];
// @ts-expect-error: this operation has no result
export const wrong: InputOf<'RespondActivityTaskFailed'> = { taskToken: 'a', result: 'b' };
`;

describe('the validators', () => {
  test('know the limits of members at any depth', async () => {
    const verdicts = await probe(`
      import { inputValidators } from './generated/validators.js';
      const failed = (input) => inputValidators.RespondActivityTaskFailed({ taskToken: 'a', ...input });
      const count = (taskList) => inputValidators.CountPendingActivityTasks({ domain: 'a', taskList });
      console.log(JSON.stringify([
        failed({ reason: 'a'.repeat(256) }), failed({ reason: 'a'.repeat(257) }),
        count({ name: 'a'.repeat(256) }), count({ name: 'a'.repeat(257) }), count({}), count('a'),
      ]));`);
    expect(verdicts).toEqual([true, false, true, false, false, false]);
  });
});

describe('the mock', () => {
  test('closes the task of an operation that closes one', async () => {
    const answers = await probe(`
      ${callTheMock}
      const { taskToken } = swf.openTask();
      console.log(JSON.stringify({
        tooLong: await call('RespondActivityTaskFailed', { taskToken, reason: 'a'.repeat(257) }),
        accepted: await call('RespondActivityTaskFailed', { taskToken, reason: 'declined', details: 'no funds' }),
        again: await call('RespondActivityTaskFailed', { taskToken }),
        closedBy: swf.task(taskToken).closedBy,
        state: swf.task(taskToken).state,
      }));`);
    expect(answers).toEqual({
      tooLong: 'ValidationException',
      accepted: '',
      again: 'UnknownResourceFault',
      closedBy: { event: 'ActivityTaskFailed', reason: 'declined', details: 'no funds' },
      state: 'failed',
    });
  });

  test('answers an operation that names no task, with a body that its schema accepts where there is one', async () => {
    const answers = await probe(`
      ${callTheMock}
      const signal = { domain: 'a', workflowId: 'b', signalName: 'c' };
      console.log(JSON.stringify({
        signal: await call('SignalWorkflowExecution', signal),
        unnamed: await call('SignalWorkflowExecution', { ...signal, signalName: undefined }),
        count: await call('CountPendingActivityTasks', { domain: 'a', taskList: { name: 'b' } }),
        tooLong: await call('CountPendingActivityTasks', { domain: 'a', taskList: { name: 'b'.repeat(257) } }),
        aboutTheMember: swf.calls().at(-1).reason.slice(-100),
      }));`);
    expect(answers).toEqual({
      signal: '',
      unnamed: 'ValidationException',
      count: '{"count":0}',
      tooLong: 'ValidationException',
      aboutTheMember: expect.stringContaining("at 'taskList.name' failed to satisfy constraint"),
    });
  });

  test('decides access to an operation that names no task by the domain in its input', async () => {
    const outcomes = await probe(`
      ${callTheMock}
      const Resource = 'arn:aws:swf:us-east-1:123456789012:/domain/billing';
      swf.setAccess({ '*': { Statement: { Effect: 'Allow', Action: 'swf:*', Resource } } });
      const count = (domain) => call('CountPendingActivityTasks', { domain, taskList: { name: 'b' } });
      console.log(JSON.stringify([await count('billing'), await count('shipping')]));`);
    expect(outcomes).toEqual(['{"count":0}', 'OperationNotPermittedFault']);
  });
});

const callTheMock = `
  import { createMock } from './mocks/core/mock.ts';
  const swf = createMock({ tasks: 'declared', seed: 1 });
  const call = async (operation, input) => {
    const { status, body } = await swf.answer({
      method: 'POST',
      url: 'https://swf.us-east-1.amazonaws.com/',
      headers: {
        'x-amz-target': \`SimpleWorkflowService.\${operation}\`,
        'content-type': 'application/x-amz-json-1.0',
      },
      body: JSON.stringify(input),
    });
    return status === 200 ? body : JSON.parse(body).__type.split('#')[1];
  };`;

describe('the corpus', () => {
  test.each([
    [
      'failed',
      ['taskToken/length-1025', 'reason/length-257', 'details/length-32769', 'lifecycle/after-completed'],
    ],
    ['signal-workflow-execution', ['signalName/length-0', 'workflowId/length-257', 'input/length-32769']],
    [
      'count-pending-activity-tasks',
      ['taskList/missing', 'taskList/type-string', 'taskList/name/length-257', 'response/described'],
    ],
    ['completed', ['lifecycle/after-failed']],
    [
      'start-workflow-execution',
      [
        'tagList/items-5',
        'tagList/items-6',
        'tagList/0/length-257',
        'limits/0/kind/missing',
        'limits/0/most/value-1001',
        'taskList/name/missing',
        'taskPriority/pattern-broken',
        'childPolicy/value-no-such-value',
        'condition/not/type-string',
      ],
    ],
  ])('has the boundaries of the members of %s, at any depth', async (prefix, ends) => {
    const ids = (await corpus()).cases.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(ends.map((end) => `${prefix}/${end}`)));
  });

  test('says nothing of a task where an operation names none', async () => {
    const { cases } = await corpus();
    const ofSignal = cases.filter(({ operation }) => operation === 'SignalWorkflowExecution');
    expect(ofSignal.filter(({ needs, group }) => needs.task || group === 'lifecycle')).toEqual([]);
  });

  test('puts a member where the schema has it: in a list, beside what an optional object needs', async () => {
    const { cases } = await corpus();
    const bodyOf = (end: string) =>
      cases.find(({ id }) => id === `start-workflow-execution/${end}`)?.request.body;
    expect(bodyOf('limits/0/most/value-0')?.at(-1)).toContain('"limits":[{"kind":"markers","most":0}]');
    expect(bodyOf('taskList/name/length-1')?.at(-1)).toContain('"taskList":{"name":"a"}');
    expect(bodyOf('tagList/0/length-0')?.at(-1)).toContain('"tagList":[""]');
  });

  test('asks for nothing of which it is not known that it is valid', async () => {
    const ids = (await corpus()).cases.map(({ id }) => id.replace('start-workflow-execution/', ''));
    expect(ids.filter((id) => id.startsWith('pageToken/length-'))).toEqual(['pageToken/length-2049']);
    expect(ids.filter((id) => /^lambdaRole\/(length|present)/.test(id))).toEqual([
      'lambdaRole/present',
      'lambdaRole/length-0',
      'lambdaRole/length-1601',
    ]);
    expect(ids).not.toContain('taskPriority/type-null');
    expect(ids).not.toContain('malformed/string');
  });

  test('has a case that was written by hand for every operation', async () => {
    const { cases, operations } = await corpus();
    const added = cases.map(({ id }) => id).filter((id) => id.endsWith('/json/tabs'));
    expect(added).toEqual(operations.map(({ slug }) => `${slug}/json/tabs`));
  });
});

describe('the runner', () => {
  test('finds that the mock conforms in everything, random inputs included', () => {
    const { status, stdout } = run('conformance/cli.ts', 'run', '--fuzz', '20', '--seed', '1');
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining(' 0 failed') });
  });

  test.each([
    ['a member of a wrong type', '{"count":"0"}', 'body/count must be integer'],
    ['no members', '{}', "body must have required property 'count'"],
    ['nothing', '', 'body must be object'],
    ['a list', '[]', 'body must be object'],
  ])('fails an endpoint that answers with %s', async (_, body, reason) => {
    const failed = await probe(`
      import { run } from './conformance/index.ts';
      import { serveSwfMock } from './mocks/http/server.ts';
      const { url, swf, close } = await serveSwfMock();
      swf.on('CountPendingActivityTasks').replies({ body: ${JSON.stringify(body)} });
      const { results } = await run({ endpoint: url, only: ['count-pending-activity-tasks/**'] });
      await close();
      const failed = results.filter(({ verdict }) => verdict === 'failed');
      console.log(JSON.stringify(failed.map(({ id, level, reason }) => ({ id, level, reason }))));`);
    expect(failed).toEqual([
      {
        id: 'count-pending-activity-tasks/response/described',
        level: 'MUST',
        reason: expect.stringContaining(reason),
      },
    ]);
  });
});

test('the projections have the operations', async () => {
  const read = async (name: string) => JSON.parse(await readFile(join(copy, 'generated', name), 'utf8'));
  expect((await read('openapi.per-path.json')).paths).toHaveProperty('/CountPendingActivityTasks');
  const [target] = (await read('openapi.single-path.json')).paths['/'].post.parameters;
  expect(target.schema.enum).toContain('SimpleWorkflowService.SignalWorkflowExecution');
});

const left = new Set(['.git', 'node_modules', 'dist', '_site', 'coverage', 'reports']);

async function copyOf(tree: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'another-operation-'));
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

async function corpus(): Promise<Corpus> {
  return JSON.parse(await readFile(join(copy, 'generated/cases.json'), 'utf8'));
}

/** Puts the two texts that docs/contract.md shows where it says that they belong. */
async function extendAsDocumented(): Promise<void> {
  const guide = await readFile(join(root, 'docs/contract.md'), 'utf8');
  const additions = [...guide.matchAll(/<!-- add to: (\S+) -->\n```yaml\n([\s\S]*?)```/g)];
  expect(additions.map(([, name]) => name)).toEqual(['spec/cases/protocol.yaml', 'spec/swf.openapi.yaml']);
  for (const [, name = '', text = ''] of additions) {
    if (!name.includes('/cases/')) await extendContract(text);
    else await writeFile(join(copy, name), `${await readFile(join(copy, name), 'utf8')}\n${text}`);
  }
}

/** Puts the paths and schemas of a text into the contract. */
async function extendContract(addition: string): Promise<void> {
  const file = join(copy, 'spec/swf.openapi.yaml');
  const document = parseDocument(await readFile(file, 'utf8'));
  const { paths, components } = parse(addition, { merge: true });
  for (const [key, path] of Object.entries(paths)) document.setIn(['paths', key], path);
  for (const [name, schema] of Object.entries(components.schemas)) {
    document.setIn(['components', 'schemas', name], schema);
  }
  await writeFile(file, document.toString());
}

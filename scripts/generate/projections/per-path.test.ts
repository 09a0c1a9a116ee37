// The per-path projection, as written and as Stoplight Prism understands it.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operations } from '../../../generated/operations.ts';

const file = 'generated/openapi.per-path.json';
const document = JSON.parse(readFileSync(file, 'utf8'));
const loop = JSON.parse(readFileSync('generated/openapi.worker-loop.per-path.json', 'utf8'));

const operationsOf = (document: 'usual' | 'every') =>
  Object.values(operations).filter((each) => document === 'every' || each.document === null);

test('each operation has a path of its own', () => {
  expect(Object.keys(document.paths)).toEqual(operationsOf('usual').map(({ name }) => `/${name}`));
  expect(Object.keys(loop.paths)).toEqual(operationsOf('every').map(({ name }) => `/${name}`));
});

test('no media type but application/json is left', () => {
  const types = new Set<string>();
  JSON.stringify(document, (key, value) => {
    if (key === 'content') for (const type of Object.keys(value)) types.add(type);
    return value;
  });
  expect([...types]).toEqual(['application/json']);
});

test('nothing asks for X-Amz-Target, and the requirements stay in the contract', () => {
  const names = Object.values<{ post: { parameters: { name?: string }[] } }>(document.paths).flatMap(
    ({ post }) => post.parameters.map(({ name }) => name),
  );
  expect(names).not.toContain('X-Amz-Target');
  expect(JSON.stringify(document)).not.toContain('x-requirements');
});

describe('Prism', () => {
  let prism: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const cli = 'node_modules/@stoplight/prism-cli/dist/index.js';
    prism = spawn(process.execPath, [cli, 'mock', '--port', '0', file], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    for await (const line of createInterface({ input: prism.stdout as NodeJS.ReadableStream })) {
      const listening = /listening on (http:\S+)/.exec(line)?.[1];
      if (listening === undefined) continue;
      url = listening;
      break;
    }
  });

  afterAll(() => {
    prism.kill();
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  test('answers a call with 200 and an empty body', async () => {
    const response = await post('/RespondActivityTaskCompleted', { taskToken: 'a', result: 'done' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('refuses a body that breaks a limit with 400', async () => {
    const response = await post('/RespondActivityTaskCompleted', { taskToken: '' });
    expect(response.status).toBe(400);
    expect(response.headers.get('sl-violations')).toContain('"minLength"');
  });

  test('gives the fault that it is asked for', async () => {
    const prefer = 'code=400, example=UnknownResourceFault';
    const response = await post('/RespondActivityTaskCanceled', { taskToken: 'a' }, { prefer });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      __type: 'com.amazonaws.swf.base.model#UnknownResourceFault',
    });
  });
});

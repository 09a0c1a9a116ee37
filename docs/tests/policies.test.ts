// The least-privilege policies of docs/endpoints.md, held against what the runner really calls.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { readAccess } from '../../mocks/core/access/access.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(`${root}/docs/endpoints.md`, 'utf8');

function policy(name: string) {
  const [, json = ''] = page.split(`<!-- policy: ${name} -->`)[1]?.match(/```json\n([\s\S]*?)```/) ?? [];
  return JSON.parse(json) as { Statement: { Action: string | string[]; Resource: string }[] };
}

const actionsOf = (name: string) =>
  policy(name)
    .Statement.flatMap(({ Action }) => Action)
    .sort();
/** What is judged: operations that are added to the contract need to be allowed by whoever judges them. */
const judged = ['swf:RespondActivityTaskCanceled', 'swf:RespondActivityTaskCompleted'];

test('without arranging, the operations that are judged are allowed and nothing else', () => {
  expect(actionsOf('without arranging')).toEqual(judged);
});

test('with --arrange swf, what it calls and decides is allowed and nothing else', () => {
  const source = readFileSync(`${root}/conformance/tasks/swf.ts`, 'utf8');
  const called = source.matchAll(/'((?:[A-Z][a-z]+){2,})'/g);
  const needed = [...called].map(([, action]) => `swf:${action}`);
  expect(actionsOf('with --arrange swf')).toEqual([...new Set([...needed, ...judged])].sort());
});

test('RegisterDomain is the only action that is not limited to the domains of the runner', () => {
  const [register, ...others] = policy('with --arrange swf').Statement;
  expect(register).toMatchObject({ Action: 'swf:RegisterDomain', Resource: '*' });
  for (const { Resource } of others) expect(Resource).toMatch(/:\/domain\/swf-conformance-\*$/);
});

test('they are policies that the mock understands, and they allow what they say', () => {
  for (const [name, domain] of [
    ['without arranging', 'billing'],
    ['with --arrange swf', 'swf-conformance-0123456789ab'],
  ] as const) {
    const access = readAccess({ key: policy(name) as never }, '123456789012');
    const ask = (asked: string) =>
      access({
        accessKeyId: 'key',
        operation: 'RespondActivityTaskCanceled',
        region: 'us-east-1',
        domain: asked,
      });
    expect(ask(domain)).toBe(true);
    if (name === 'with --arrange swf') expect(ask('billing')).toBe(false);
  }
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { operationsOf } from '../../contract/contract.ts';
import { documentFile, documentOf, documentsOf } from '../../contract/document.ts';
import { readContract } from '../../contract/read.ts';

const whole = await readContract('spec/swf.openapi.yaml');

describe.each(documentsOf(whole))('the document $name', ({ name, contract }) => {
  const json = readFileSync(`generated/${documentFile(name, 'json')}`, 'utf8');
  const yaml = readFileSync(`generated/${documentFile(name, 'yaml')}`, 'utf8');

  test('says in both files what the contract says', () => {
    expect(JSON.parse(json)).toEqual(contract);
    expect(parse(yaml)).toEqual(contract);
  });

  test('can be read without anchors', () => {
    expect(parse(yaml, { maxAliasCount: 0 })).toEqual(JSON.parse(json));
  });
});

test('the usual document has the two operations that answer a task, and nothing that only others refer to', () => {
  const usual = documentOf(whole);
  expect(operationsOf(usual).map(({ id }) => id)).toEqual([
    'RespondActivityTaskCompleted',
    'RespondActivityTaskCanceled',
  ]);
  expect(Object.keys(usual.components.schemas ?? {})).not.toContain('ActivityTask');
  expect(Object.keys(documentOf(whole, 'worker-loop').components.schemas ?? {})).toContain('ActivityTask');
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type Contract, operationsOf } from '../../contract/contract.ts';
import { documentFile, documentOf, documentsOf } from '../../contract/document.ts';
import { readContract } from '../../contract/read.ts';

const whole = await readContract('spec/swf.openapi.yaml');

/** What a published description may not have, although OpenAPI 3.1 does: widespread readers refuse it. */
const refused: [string, (document: Contract) => unknown][] = [
  ['info.summary, which openapi-backend refuses', ({ info }) => info.summary],
  [
    'an SPDX identifier of its licence, which openapi-backend refuses',
    ({ info }) => (info.license as { identifier?: string }).identifier,
  ],
  [
    'descriptions of server variables, which swagger-parser refuses',
    ({ servers }) => JSON.stringify(servers?.map(({ variables }) => variables)).match(/"description"/),
  ],
];

describe.each(refused)('no published description has %s', (_, find) => {
  test.each([
    ...readdirSync('generated')
      .filter((name) => /^openapi.*\.json$/.test(name))
      .map((name) => `generated/${name}`),
    'spec/control.openapi.yaml',
  ])('%s', (file) => {
    expect(find(parse(readFileSync(file, 'utf8'))) ?? undefined).toBeUndefined();
  });
});

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

test('each response that has a body has an example, and each operation is called by its name', () => {
  const every = documentOf(whole, 'worker-loop');
  for (const response of Object.values(every.components.responses ?? {})) {
    for (const { examples } of Object.values(response.content ?? {})) {
      expect(Object.keys(examples ?? {})).not.toEqual([]);
    }
  }
  for (const { id, object } of operationsOf(every)) expect(object.summary).toMatch(new RegExp(`^${id}: `));
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

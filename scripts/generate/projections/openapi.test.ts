import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readContract } from '../../contract/read.ts';

const json = readFileSync('generated/openapi.json', 'utf8');
const yaml = readFileSync('generated/openapi.yaml', 'utf8');

test('both files say what the contract says', async () => {
  const contract = await readContract('spec/swf.openapi.yaml');
  expect(JSON.parse(json)).toEqual(contract);
  expect(parse(yaml)).toEqual(contract);
});

test('the YAML can be read without anchors', () => {
  expect(parse(yaml, { maxAliasCount: 0 })).toEqual(JSON.parse(json));
});

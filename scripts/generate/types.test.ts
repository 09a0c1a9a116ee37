import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import type { Contract } from '../contract/contract.ts';
import { artefact } from './types.ts';

test('a member with a default may be left out', async () => {
  const document = parseDocument(await readFile('spec/swf.openapi.yaml', 'utf8'));
  const schema = ['components', 'schemas', 'RespondActivityTaskCompletedInput', 'properties', 'result'];
  document.setIn([...schema, 'default'], 'abc');
  const source = { file: 'swf.yaml', text: '' };
  const { 'types.ts': types } = await artefact.generate(document.toJS() as Contract, source);
  expect(types).toMatch(/RespondActivityTaskCompletedInput: \{[^}]*result\?: string;/);
});

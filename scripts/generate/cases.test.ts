import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import type { Corpus } from '../../generated/case-types.ts';
import { parseContract } from '../contract/read.ts';
import { artefact } from './cases.ts';

test.each<[string, unknown]>([
  ['anyOf', { anyOf: [{}, {}] }],
  ['no keyword', {}],
  ['anything', true],
])(
  'an optional member of no single type, with %s, has a case with it and one without it',
  async (_, schema) => {
    const file = 'spec/swf.openapi.yaml';
    const document = parseDocument(await readFile(file, 'utf8'));
    const input = ['components', 'schemas', 'RespondActivityTaskCompletedInput'];
    document.setIn([...input, 'properties', 'extra'], schema);
    document.addIn([...input, 'x-requirements'], {
      id: 'completed.extra.optional',
      about: 'optional',
      member: 'extra',
      level: 'MUST',
      statement: 'A call without it is accepted.',
      provenance: 'documented',
      source: 'a document',
    });
    const text = String(document);
    const files = await artefact.generate(parseContract(text, file), { file, text });
    const { cases } = JSON.parse(files['cases.json'] ?? '') as Corpus;
    const about = cases.filter(({ requirement }) => requirement === 'completed.extra.optional');
    expect(about.map(({ id }) => id)).toEqual(['completed/extra/present', 'completed/extra/absent']);
  },
);

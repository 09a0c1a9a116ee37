// Each mistake in spec/cases/, shown to be refused with its place by adding an entry that has it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { parseContract } from '../../contract/read.ts';
import { artefact } from '../cases.ts';

const text = readFileSync('spec/swf.openapi.yaml', 'utf8');
const contract = parseContract(text, 'spec/swf.openapi.yaml');
const spare = { ...contract.components.schemas?.TaskToken?.['x-requirements']?.[0], id: 'spare.type' };
Object.assign(contract.components.schemas ?? {}, { Spare: { type: 'string', 'x-requirements': [spare] } });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spec-'));
  cpSync('spec', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An entry that has no mistake, with some fields of its own. */
const entry = (fields: object) => ({
  id: 'mine/one',
  title: 'One of mine',
  requirement: 'protocol.json',
  request: { body: '{${members}}' },
  expect: { outcomes: ['accepted'] },
  ...fields,
});

const refusal = (control?: { case: string; relation: string }) => ({
  outcomes: ['constraint'],
  ...(control && { control }),
});

/** What reading the cases says once a file is added to them. */
async function withFile(name: string, content: string): Promise<string> {
  writeFileSync(join(folder, 'cases', name), content);
  try {
    await artefact.generate(contract, { file: join(folder, 'swf.openapi.yaml'), text });
    return '';
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
}

const withEntries = (...entries: object[]) => withFile('mine.yaml', stringify(entries.map(entry)));

test('an entry without a mistake is read', async () => {
  expect(await withEntries({})).toBe('');
});

test('entries whose controls are each other, with relation differs, are read', async () => {
  const [one, two] = ['mine/one', 'mine/two'];
  expect(
    await withEntries(
      { id: one, expect: refusal({ case: two, relation: 'differs' }) },
      { id: two, expect: refusal({ case: one, relation: 'differs' }) },
    ),
  ).toBe('');
});

test.each<[string, object[], string]>([
  [
    'a placeholder that is not closed',
    [{ request: { body: '{${members' } }],
    'cases/mine.yaml:5:5 /0/request/body: "${members" is not closed; add "}" (case-template)',
  ],
  [
    'a misspelt addition to the members',
    [{ request: { body: '{${members+txt:spaced}}' } }],
    '/0/request/body: ${members+txt:spaced} stands for nothing',
  ],
  [
    'the members in a header',
    [{ request: { body: '', headers: [['X-Members', '${members}']] } }],
    '/0/request/headers/0/1: ${members} stands for nothing',
  ],
  [
    'a misspelt name in an attribute of the event',
    [{ expect: { event: { attributes: { '${txt}': 'x' } } } }],
    '/0/expect/event/attributes/${txt}: ${txt} stands for nothing; did you mean "text"?',
  ],
  [
    'a misspelt name in what the event is to be without',
    [{ expect: { event: { attributes: {}, without: ['${txt}'] } } }],
    '/0/expect/event/without/0: ${txt} stands for nothing',
  ],
  [
    'an example that there is not',
    [{ request: { body: '{"taskToken":"${example:documnted:taskToken}"}' } }],
    'cases/mine.yaml:4:3 /0/request: RespondActivityTaskCompleted has no example "documnted" with a text for taskToken',
  ],
  [
    'a control that one operation does not have',
    [
      { operations: ['RespondActivityTaskCompleted'] },
      { id: 'mine/two', expect: refusal({ case: 'mine/one', relation: 'differs' }) },
    ],
    '/1/expect/control/case: RespondActivityTaskCanceled has no case "canceled/mine/one"',
  ],
  [
    'a requirement on what no operation has',
    [{ requirement: 'spare.type' }],
    '/0/requirement: no operation has the requirement "spare.type"',
  ],
  [
    'an id that is derived from the contract',
    [{ id: 'history/event-ids' }],
    '/0/id: the id "completed/history/event-ids" is that of a case which is derived from the contract; choose another',
  ],
  [
    'a refusal without a control',
    [{ expect: refusal() }],
    '/0/expect: a call that is to be refused needs a control, the nearest call that is not refused for this reason',
  ],
  [
    'any refusal without a control',
    [{ expect: { outcomes: 'refused' } }],
    '/0/expect: a call that is to be refused needs a control',
  ],
  [
    'a control that is the entry itself',
    [{ expect: refusal({ case: 'mine/one', relation: 'differs' }) }],
    '/0/expect/control/case: it is its own control; name another case',
  ],
  [
    'controls in a circle',
    ['mine/one', 'mine/two', 'mine/three'].map((id, index, ids) => ({
      id,
      expect: refusal({ case: ids[(index + 1) % 3] as string, relation: 'differs' }),
    })),
    '/0/expect/control/case: its control rests on itself: mine/one, mine/two, mine/three, mine/one',
  ],
  [
    'two controls that are to be the same',
    ['mine/one', 'mine/two'].map((id, index, ids) => ({
      id,
      expect: refusal({ case: ids[1 - index] as string, relation: 'same' }),
    })),
    '/0/expect/control/case: its control rests on itself: mine/one, mine/two, mine/one',
  ],
  [
    'a response that nothing is checked of',
    [{ expect: { response: 'protocol.json' } }],
    '/0/expect/response: protocol.json has no check, so that no response can be held against it',
  ],
  [
    'a role that another has',
    [{ role: 'known' }],
    '/role: mine/one has the role "known" already; one entry is to have it',
  ],
])('%s is refused', async (_, entries, message) => {
  expect(await withEntries(...entries)).toContain(message);
});

test.each([
  ['mine.yml', '[]', 'cases/mine.yml: entries are read from files whose names end in .yaml; rename it'],
  ['mine.json', '[]', 'cases/mine.json: entries are read from files whose names end in .yaml; rename it'],
  ['mine.yaml', '- id: [', 'cases/mine.yaml:1:8: it is not YAML: Flow sequence'],
  ['mine.yaml', '- *nowhere', 'cases/mine.yaml:1:3: it is not YAML: there is no anchor &nowhere before it'],
])('a file %s with %j is refused', async (name, content, message) => {
  expect(await withFile(name, content)).toContain(message);
});

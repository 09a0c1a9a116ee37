// Rows become servers for any operation of a corpus: here for one that names no task, has a member inside a member, and
// answers with a body.
import { expect, test } from '@jest/globals';
import type { Case, Corpus } from '../../../generated/case-types.ts';
import { members } from './members.ts';
import { serversOf } from './servers.ts';
import { outputs } from './success.ts';

const pattern: Omit<Case, 'id' | 'requirement' | 'expect'> = {
  title: 'A case',
  group: 'any',
  operation: 'Count',
  level: 'MUST',
  needs: {},
  given: [],
  request: { method: 'POST', headers: [], body: [] },
};

const corpus: Pick<Corpus, 'operations' | 'cases'> = {
  operations: [
    {
      name: 'Count',
      slug: 'count',
      target: 'Service.Count',
      taskState: 'open',
      known: 'count/known',
      accepted: 'count/known',
      faults: [],
      input: {
        properties: { list: { $ref: '#/$defs/List' } },
        $defs: { List: { properties: { name: { type: 'string', maxLength: 9 } } } },
      },
      constraints: [{ member: '/list/name', keyword: 'maxLength', requirement: 'name.max-length' }],
      response: {
        properties: {
          body: {
            required: ['count'],
            properties: { count: { type: 'integer' }, truncated: { type: 'boolean' } },
          },
        },
      },
    },
  ],
  cases: [
    {
      ...pattern,
      id: 'count/list/name/length-9',
      requirement: 'name.max-length',
      expect: { outcomes: ['accepted'] },
    },
    {
      ...pattern,
      id: 'count/list/name/length-10',
      requirement: 'name.max-length',
      expect: { outcomes: ['constraint'] },
    },
    {
      ...pattern,
      id: 'count/response/described',
      requirement: 'count.response',
      expect: { response: 'count.response' },
    },
  ],
};

const namesOf = (subject: string, blocks: typeof members) =>
  blocks.flatMap((block) => serversOf(subject, block, corpus)).map(({ name }) => name);

test('a member inside a member', () => {
  expect(namesOf('members', members)).toEqual([
    'members count/list/name maxLength: the constraint is not checked',
    'members count/list/name maxLength: a violation gets SerializationException',
    'members count/list/name maxLength: the limit itself is refused',
    'members count/list/name maxLength: one over the limit is accepted',
  ]);
});

test('a body in the answer', () => {
  expect(namesOf('outputs', outputs)).toEqual([
    'outputs count: the body of success is empty',
    'outputs count: the body of success is wrapped in an array',
    'outputs count: the body of success is null',
    'outputs count: the body of success is encoded twice',
    'outputs count/count: a required member is missing',
    'outputs count/count: a member has a wrong type',
    'outputs count/truncated: a member has a wrong type',
  ]);
});

test('all cases of a row must fail', () => {
  const [server] = outputs.flatMap((block) => serversOf('outputs', block, corpus));
  expect(server).toMatchObject({ killedBy: [['count/response/described']], level: 'MUST' });
});

test('cases of several levels are refused', () => {
  const [, refused] = corpus.cases;
  const cases = [...corpus.cases, { ...refused, id: 'count/list/name/length-11', level: 'MAY' } as Case];
  const make = () => members.flatMap((block) => serversOf('members', block, { ...corpus, cases }));
  expect(make).toThrow('its cases are of level MUST and of level MAY');
});

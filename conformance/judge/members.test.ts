import { expect, test } from '@jest/globals';
import type { Case } from '../cases/corpus.ts';
import { noAnswer, reading, response } from '../fixtures/sent.ts';
import { whichMemberDiffers } from './members.ts';

const expecting = (members: object) => ({ expect: { members } }) as unknown as Case;
const other = (members: object, answer: unknown) =>
  whichMemberDiffers(expecting(members), reading(response(200, answer)));

test('each member that a case names has its value', () => {
  const members = { '/input': ['a', { repeat: 'b', times: 3 }], '/cancelRequested': true };
  expect(other(members, { input: 'abbb', cancelRequested: true, more: 1 })).toBeUndefined();
  expect(other(members, { input: 'abb', cancelRequested: true })).toBe('input is "abb", not "abbb"');
  expect(other(members, { input: 'abbb', cancelRequested: false })).toBe(
    'cancelRequested is false, not true',
  );
  expect(other(members, { input: 'abbb' })).toBe('cancelRequested is undefined, not true');
  expect(other(members, 'abbb')).toBe('input is undefined, not "abbb"');
});

test('where nothing came, no member has its value; where none is named, nothing is wrong', () => {
  expect(whichMemberDiffers(expecting({ '/a': 'b' }), reading(noAnswer()))).toBe('a is undefined, not "b"');
  expect(whichMemberDiffers({ expect: {} } as Case, reading(noAnswer()))).toBeUndefined();
});

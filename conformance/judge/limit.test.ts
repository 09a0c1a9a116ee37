import { expect, test } from '@jest/globals';
import { caseOf, readCorpus } from '../cases/corpus.ts';
import { limitBrokenBy } from './limit.ts';

const corpus = readCorpus();

test.each([
  ['completed/result/length-32769', 32_768],
  ['canceled/details/length-32769', 32_768],
  ['failed/reason/length-257', 256],
  ['completed/taskToken/length-0', 1],
  ['poll/taskList/name/length-257', 256],
  ['completed/response/error-limit', 1],
  ['completed/result/length-32768', undefined],
  ['completed/taskToken/missing', undefined],
  ['completed/operation/accepted', undefined],
  ['completed/response/success-status', undefined],
])('%s breaks the limit %p', (id, limit) => {
  expect(limitBrokenBy(caseOf(corpus, id), corpus)).toBe(limit);
});

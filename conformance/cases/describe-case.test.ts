import { describe, expect, test } from '@jest/globals';
import { caseOf, readCorpus } from './corpus.ts';
import { describeExpectation, describeNeeds } from './describe-case.ts';

const corpus = readCorpus();

describe('what is needed', () => {
  test.each([
    ['completed/operation/known', 'nothing'],
    ['completed/operation/accepted', 'a task that is open'],
    ['canceled/operation/accepted', 'a task that is cancel-requested'],
    ['completed/history/text', 'a task that is open, the history of the execution'],
  ])('%s', (id, words) => {
    expect(describeNeeds(caseOf(corpus, id))).toBe(words);
  });
});

describe('what is expected', () => {
  test.each([
    ['completed/operation/accepted', 'accepted'],
    [
      'completed/taskToken/type-number',
      /^serialization or constraint; a rejection counts only if .* gets a different response$/,
    ],
    ['completed/method/get', /^a 4xx status; /],
    ['completed/history/text', 'accepted; the event ActivityTaskCompleted with result'],
    ['completed/response/success-status', 'responses as the requirement says'],
  ])('%s', (id, words) => {
    expect(describeExpectation(caseOf(corpus, id))).toEqual(
      typeof words === 'string' ? words : expect.stringMatching(words),
    );
  });
});

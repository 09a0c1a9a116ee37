import { expect, test } from '@jest/globals';
import { readCorpus } from '../cases/corpus.ts';
import { noAnswer, response } from '../fixtures/sent.ts';
import { kept, keptEvents } from './kept.ts';
import { readAnswer } from './outcome.ts';

const { errorOutcomes } = readCorpus();
const read = (body: unknown) => readAnswer(response(400, body), errorOutcomes);

test('a usual answer is kept whole', () => {
  const reading = read({ __type: 'a#UnknownResourceFault', message: 'Unknown activity \ud83d' });
  expect(kept(reading)).toEqual(reading);
});

test('of a long body the beginning is kept, and its outcome and size stay', () => {
  const message = 'word '.repeat(100_000);
  const reading = read({ message, __type: 'ValidationException' });
  const { answer, outcome, error } = kept(reading);
  expect({ outcome, name: error?.name }).toEqual({ outcome: 'constraint', name: 'ValidationException' });
  expect(answer).toMatchObject({ bodyBytes: 500_045, text: expect.stringMatching(/^.{8192}$/) });
  expect(error?.message).toBe(message.slice(0, 1 << 17));
});

test('of a name that fills the body there is kept what can be shown', () => {
  const { error } = kept(read({ __type: `ns#${'n'.repeat(1 << 20)}` }));
  expect(error?.name).toBe('n'.repeat(256));
  expect(error?.forms[0]?.value.length).toBe(256);
});

test('of an event there is kept what can be compared', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  const attributes = { result: 'é', scheduledEventId: 5, details: null, deep };
  expect(keptEvents([{ eventId: 7, eventType: 'ActivityTaskCompleted', attributes }])).toEqual([
    {
      eventId: 7,
      eventType: 'ActivityTaskCompleted',
      attributes: { result: 'é', scheduledEventId: 5, details: null, deep: {} },
    },
  ]);
});

test('of a history the latest events are kept, and of each a bounded number of attributes', () => {
  const attributes = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`a${i}`, 'x'.repeat(200_000)]),
  );
  const events = Array.from({ length: 70 }, (_, i) => ({
    eventId: i,
    eventType: 'MarkerRecorded',
    attributes: {},
  }));
  const latest = keptEvents([...events, { eventId: 70, eventType: 'MarkerRecorded', attributes }]);
  expect(latest.map(({ eventId }) => eventId)).toEqual(Array.from({ length: 64 }, (_, i) => i + 7));
  expect(Object.values(latest.at(-1)?.attributes ?? {}).map((text) => String(text).length)).toEqual(
    Array(64).fill(1 << 17),
  );
});

test('no answer is kept as it is', () => {
  const nothing = readAnswer(noAnswer(), errorOutcomes);
  expect(kept(nothing)).toBe(nothing);
});

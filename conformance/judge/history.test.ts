import { describe, expect, test } from '@jest/globals';
import type { Case } from '../cases/corpus.ts';
import { type HistoryEvent, textDifference, whatIsUnexpected } from './history.ts';

const event = (eventId: number, eventType: string, attributes: Record<string, unknown> = {}) => ({
  eventId,
  eventType,
  attributes,
});
const scheduled = event(5, 'ActivityTaskScheduled');
const started = event(6, 'ActivityTaskStarted');
const requested = event(7, 'ActivityTaskCancelRequested');
const completed = (attributes: Record<string, unknown> = { scheduledEventId: 5, startedEventId: 6 }) =>
  event(8, 'ActivityTaskCompleted', attributes);
const decision = event(9, 'DecisionTaskScheduled');

const unexpected = (expected: Partial<Case['expect']>, events: HistoryEvent[], added?: number) =>
  whatIsUnexpected(expected as Case['expect'], { events, ...(added !== undefined && { added }) });

describe('a history that is to stay as it was', () => {
  const unchanged = { history: { unchanged: true } };
  test('does where nothing was added', () => {
    expect(unexpected(unchanged, [scheduled, started], 0)).toBeUndefined();
    expect(unexpected({ history: {} }, [scheduled, started], 2)).toBeUndefined();
  });
  test('does not where events were added, or are gone', () => {
    expect(unexpected(unchanged, [scheduled, started, completed(), decision], 2)).toBe(
      'the call added to the history: ActivityTaskCompleted, DecisionTaskScheduled',
    );
    expect(unexpected(unchanged, [scheduled], -1)).toBe('the call added to the history: fewer than before');
  });
});

describe('the closing event', () => {
  const wanted = {
    event: { type: 'ActivityTaskCompleted', attributes: { result: 'Y' }, without: ['details'] },
  };
  test.each<[string, HistoryEvent[], string | undefined]>([
    ['as expected', [started, completed({ result: 'Y' }), decision], undefined],
    ['missing', [scheduled, started], 'the history has no closing event'],
    [
      'another',
      [completed({ result: 'Y' }), event(9, 'ActivityTaskFailed')],
      'the closing event is ActivityTaskFailed, not ActivityTaskCompleted',
    ],
    [
      'with another text',
      [completed({ result: 'N' })],
      'the ActivityTaskCompleted event has result "N", not "Y"',
    ],
    ['without the text', [completed({})], 'the ActivityTaskCompleted event has result undefined, not "Y"'],
    ['with null', [completed({ result: null })], 'the ActivityTaskCompleted event has result null, not "Y"'],
    ['with a number', [completed({ result: 5 })], 'the ActivityTaskCompleted event has result 5, not "Y"'],
    [
      'with an object',
      [completed({ result: {} })],
      'the ActivityTaskCompleted event has result of type object instead of a string, not "Y"',
    ],
    [
      'with a text that nobody gave',
      [completed({ result: 'Y', details: 'x' })],
      'the ActivityTaskCompleted event has details "x", but none was sent',
    ],
  ])('%s', (_, events, found) => {
    expect(unexpected(wanted, events)).toBe(found);
  });

  test('is one, and no more, where they are counted', () => {
    const one = { history: { closingEvents: 1 } };
    expect(unexpected(one, [started, completed(), decision])).toBeUndefined();
    expect(unexpected(one, [completed(), decision, event(10, 'ActivityTaskCanceled')])).toBe(
      'the history has 2 closing events, not 1: ActivityTaskCompleted, ActivityTaskCanceled',
    );
  });
});

describe('the events that it names', () => {
  const ids = { scheduledEventId: 'ActivityTaskScheduled', startedEventId: 'ActivityTaskStarted' };
  const optionalIds = { latestCancelRequestedEventId: 'ActivityTaskCancelRequested' };
  const before = [event(2, 'ActivityTaskStarted'), scheduled, started];
  test.each<[string, HistoryEvent[], string | undefined]>([
    ['are the latest before it', [...before, completed(), event(9, 'ActivityTaskStarted')], undefined],
    [
      'may be more',
      [
        ...before,
        requested,
        completed({ scheduledEventId: 5, startedEventId: 6, latestCancelRequestedEventId: 7 }),
      ],
      undefined,
    ],
    [
      'are all there',
      [...before, completed({ scheduledEventId: 5 })],
      'the ActivityTaskCompleted event has no startedEventId',
    ],
    [
      'have the ids that it says',
      [...before, completed({ scheduledEventId: 5, startedEventId: 2 })],
      'the ActivityTaskCompleted event has startedEventId 2, but the ActivityTaskStarted event has the id 6',
    ],
    [
      'came before it',
      [scheduled, completed(), started],
      'the ActivityTaskCompleted event has startedEventId 6, but there is no ActivityTaskStarted before it',
    ],
    [
      'took place where it names them although it need not',
      [...before, completed({ scheduledEventId: 5, startedEventId: 6, latestCancelRequestedEventId: 7 })],
      'the ActivityTaskCompleted event has latestCancelRequestedEventId 7, but there is no ActivityTaskCancelRequested before it',
    ],
    ['are asked for only where there is a closing event', before, undefined],
  ])('%s', (_, events, found) => {
    expect(unexpected({ history: { ids, optionalIds } }, events)).toBe(found);
  });

  test('are followed by what has to come', () => {
    const after = { history: { after: 'DecisionTaskScheduled' } };
    expect(unexpected(after, [started, completed(), event(9, 'MarkerRecorded'), decision])).toBeUndefined();
    expect(unexpected(after, [decision, completed(), event(9, 'MarkerRecorded')])).toBe(
      'no DecisionTaskScheduled event comes after the ActivityTaskCompleted event',
    );
  });
});

describe('a text that is not as it was sent', () => {
  const long = 'a'.repeat(1_000);
  test.each<[string, string, string, string]>([
    [
      'in the middle',
      `${long}b${'c'.repeat(30)}`,
      `${long}x${'c'.repeat(30)}`,
      `of 1031 characters, not the 1031 that were sent; from character 1001 it is "x${'c'.repeat(19)}", not "b${'c'.repeat(19)}"`,
    ],
    [
      'at its end',
      long,
      long.slice(1),
      'of 999 characters, not the 1000 that were sent; from character 1000 it is its end, not "a"',
    ],
    [
      'behind it',
      long,
      `${long}b`,
      'of 1001 characters, not the 1000 that were sent; from character 1001 it is "b", not its end',
    ],
  ])('%s is told by the place where they part', (_, sent, found, difference) => {
    expect(textDifference(sent, found)).toBe(difference);
  });

  test('is told whole where both are short together', () => {
    const [sent, found] = ['a'.repeat(499), 'b'.repeat(500)];
    expect(textDifference(sent, found)).toBe(`"${found}", not "${sent}"`);
    expect(textDifference(`${sent}a`, found)).toMatch(/^of 500 characters/);
    expect(textDifference(sent, sent)).toBeUndefined();
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { corpus } from '../fixtures/two-operations.ts';
import { SelectionError, select } from './select.ts';

const { cases } = corpus;
const ids = (selection: Parameters<typeof select>[1]) => select(cases, selection).map(({ id }) => id);

describe('the selected cases', () => {
  test('are all, unless something else is asked for', () => {
    expect(select(cases, {})).toEqual(cases);
  });

  test('match one of --only and none of --skip, in the order of the corpus', () => {
    expect(ids({ only: ['*/taskToken/missing', 'completed/target/*'], skip: ['**/other-service'] })).toEqual([
      'completed/target/short',
      'completed/target/long',
      'completed/target/unknown',
      'completed/target/missing',
      'completed/taskToken/missing',
      'canceled/taskToken/missing',
    ]);
  });

  test('an id selects itself alone', () => {
    for (const { id } of cases) expect(ids({ only: [id] })).toEqual([id]);
  });

  test('an asterisk stands for one part of an id, two for several', () => {
    expect(() => select(cases, { only: ['completed/*'] })).toThrow(SelectionError);
    expect(ids({ only: ['completed/**'] }).length).toBeGreaterThan(50);
  });
});

describe('a selection that cannot be', () => {
  test.each([
    [{ only: ['completed/tasktoken/*'] }, '--only matched no case: "completed/tasktoken/*"'],
    [{ only: ['completed/**', 'nothing/*'] }, '--only matched no case: "nothing/*"'],
    [{ skip: ['nothing/*'] }, '--skip matched no case: "nothing/*"'],
    [{ skip: ['**'] }, 'no case is selected'],
    [{ only: [''] }, '--only matched no case: ""'],
    [{ skip: [''] }, '--skip matched no case: ""'],
    [{ only: ['completed/operation/known'], shard: { index: 2, count: 2 } }, 'no case is selected'],
  ])('%j is refused: %s', (selection, message) => {
    expect(() => select(cases, selection)).toThrow(SelectionError);
    expect(() => select(cases, selection)).toThrow(message);
  });
});

describe('the parts of a selection', () => {
  test('are disjoint, and together they are the whole, however many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: cases.length }), (count) => {
        const parts = Array.from({ length: count }, (_, index) =>
          ids({ shard: { index: index + 1, count } }),
        );
        expect(parts.flat().sort()).toEqual(ids({}).sort());
        const lengths = parts.map((part) => part.length);
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20, seed: 17 },
    );
  });

  test('are parts of what was selected', () => {
    const only = ['completed/target/*'];
    expect(
      [
        ...ids({ only, shard: { index: 1, count: 2 } }),
        ...ids({ only, shard: { index: 2, count: 2 } }),
      ].sort(),
    ).toEqual(ids({ only }).sort());
  });
});

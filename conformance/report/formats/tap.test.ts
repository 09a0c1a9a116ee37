import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FinalResults, Parser, type Result } from 'tap-parser';
import type { Report } from '../../../generated/report-types.ts';
import {
  failure,
  hostileFailure,
  oneOfEach,
  report,
  result,
  untested,
  written,
} from '../fixtures/reports.ts';

/** A TAP text as a harness reads it. */
function parse(text: string): { points: Result[]; end: FinalResults; extra: string[] } {
  const points: Result[] = [];
  const extra: string[] = [];
  let end: FinalResults | undefined;
  const parser = new Parser({ strict: true }, (results) => {
    end = results;
  });
  parser.on('assert', (point) => points.push(point));
  parser.on('extra', (line) => extra.push(line));
  parser.end(text);
  return { points, end: end as FinalResults, extra };
}

const pointsOf = (of: Report) => parse(written('tap', of)).points;

describe('a TAP report', () => {
  test('is TAP 14, its points as many as the plan says', () => {
    const text = written('tap', report(oneOfEach()));
    const { points, end, extra } = parse(text);
    expect(text).toMatch(/^TAP version 14\n/);
    expect(points.map(({ name }) => name)).toEqual(oneOfEach().map(({ id }) => id));
    expect(end.plan).toMatchObject({ start: 1, end: oneOfEach().length });
    expect(end.failures.filter(({ tapError }) => tapError)).toEqual([]);
    expect(extra).toEqual([]);
  });

  test('skips what is untested, with reason and remedy', () => {
    expect(pointsOf(report([result(), untested()]))[1]).toMatchObject({
      ok: true,
      skip: 'it needs an open task; use --arrange swf',
    });
  });

  test('has an expected failure as one to be done', () => {
    const [, known] = pointsOf(report([result(), failure({ expectedFailure: { reason: 'known' } })]));
    expect(known).toMatchObject({ ok: false, todo: 'expected to fail: known' });
  });

  test('passes and fails as the run does', () => {
    const ok = (...results: Parameters<typeof report>) => parse(written('tap', report(...results))).end.ok;
    expect(ok([result(), failure({ level: 'SHOULD' })])).toBe(true);
    expect(ok([result(), failure()])).toBe(false);
    expect(ok([result(), failure({ level: 'SHOULD' })], { rules: { level: 'should', strict: false } })).toBe(
      false,
    );
    expect(ok([result(), untested()])).toBe(true);
    expect(ok([result(), untested()], { rules: { level: 'must', strict: true } })).toBe(false);
    expect(ok([result()], { problems: ['an entry matches no case'] })).toBe(false);
  });

  test('carries the evidence as data', () => {
    const [point] = pointsOf(report([failure()]));
    expect(point?.diag).toMatchObject({
      level: 'MUST',
      requirement: 'completed.result.max-length',
      but: 'the request got 200: {}, which is accepted',
      control: 'completed/result/length-32768 got 200: {}',
      also: ['the body "{}" (success.empty-body)'],
      again: failure().curl,
    });
  });

  test('has the same points whatever an endpoint said', () => {
    const check = (text?: string) => {
      const { points, end, extra } = parse(
        written('tap', report([result(), hostileFailure(text), result()])),
      );
      expect(points.map(({ ok }) => ok)).toEqual([true, false, true]);
      expect(points[1]?.diag).toMatchObject({ verdict: 'failed' });
      expect(end).toMatchObject({ bailout: false, plan: { end: 3 } });
      expect(extra).toEqual([]);
    };
    check();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => check(text)),
      { numRuns: 50 },
    );
  });

  test('of a run that was interrupted has no plan', () => {
    const text = written('tap', report(oneOfEach()));
    expect(parse(text.slice(0, text.indexOf('\n1..'))).end.ok).toBe(false);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Report } from '../../../generated/report-types.ts';
import { runEvents } from '../../run/run.ts';
import { serveFaultyEndpoint } from '../fixtures/faulty-endpoint.ts';
import { hostileFailure, oneOfEach, report, written } from '../fixtures/reports.ts';
import { jsonText } from './json.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../../generated/report.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ allErrors: true }).compile(schema);

function errorsOf(text: string) {
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

describe('a JSON report', () => {
  test('fits its schema with one of each kind of result', () => {
    const of = report(oneOfEach(), {
      problems: ['an entry matches no case'],
      rules: { level: 'should', strict: true },
    });
    expect(errorsOf(written('json', of))).toEqual([]);
  });

  test('of a run against a faulty endpoint fits its schema', async () => {
    const { url, close } = await serveFaultyEndpoint();
    try {
      let found: Report | undefined;
      for await (const event of runEvents({ endpoint: url, timeoutMs: 2000 })) {
        if (event.type === 'end') found = event.report;
      }
      expect(found?.summary.failed).toBeGreaterThan(0);
      expect(errorsOf(written('json', found as Report))).toEqual([]);
    } finally {
      await close();
    }
  });

  test('has the exact words of an endpoint', () => {
    const [found] = (JSON.parse(written('json', report([hostileFailure()]))) as Report).results;
    expect(found).toEqual(hostileFailure());
  });

  test('holds nothing that drives a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = jsonText({ text });
        expect(JSON.parse(written)).toEqual({ text });
        expect(written.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test('has no half surrogate pair, for which some readers refuse the whole file', () => {
    expect(jsonText('a\ud83d')).toBe('"a\ufffd"');
  });
});

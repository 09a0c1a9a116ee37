import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { failure, hostileFailure, oneOfEach, report, untested, written } from '../fixtures/reports.ts';

const require = createRequire(import.meta.url);
const schemas = require('har-schema') as Record<string, { $id: string }>;

const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
ajv.addSchema(Object.values(schemas));

type Entry = {
  startedDateTime: string;
  request: { headers: { name: string; value: string }[]; postData?: { text: string } };
  response: { status: number; _error?: string };
};

function entriesOf(...results: Parameters<typeof report>): Entry[] {
  return (JSON.parse(written('har', report(...results))) as { log: { entries: Entry[] } }).log.entries;
}

describe('a HAR file', () => {
  test('is valid, whatever an endpoint said', () => {
    const validate = ajv.getSchema('har.json#');
    if (!validate) throw new Error('there is no schema');
    for (const results of [oneOfEach(), [hostileFailure()]]) {
      validate(JSON.parse(written('har', report(results))));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  test('has each exchange, those before the case first', () => {
    const entries = entriesOf([failure(), untested()]);
    expect(entries.map(({ response }) => response.status)).toEqual([0, 200]);
    expect(entries[0]?.response._error).toBe('timeout: no complete response within 1 ms');
  });

  test('has whole bodies', () => {
    expect(entriesOf([failure()])[1]?.request.postData?.text).toBe(
      `{"taskToken":"AAAA","result":"${'a'.repeat(32769)}"}`,
    );
  });

  test('has no credentials', () => {
    const headers = entriesOf([failure()]).flatMap(({ request }) => request.headers);
    expect(headers.find(({ name }) => name === 'Authorization')?.value).toBe('REDACTED');
  });
});

import { describe, expect, test } from '@jest/globals';
import { readCorpus } from '../cases/corpus.ts';
import { failure, report, result, untested } from '../report/fixtures/reports.ts';
import { matrixOf } from './matrix.ts';
import { columnOf, recordOf } from './recorded.ts';

const corpus = readCorpus();
const results = [
  result({ id: 'completed/operation/known', requirement: 'protocol.operation' }),
  failure(),
  untested({ id: 'completed/result/absent' }),
];
const recorded = { name: 'emulator', title: 'Emulator', version: '1.2.3' };
const record = recordOf(report(results), recorded);

describe('a recorded run', () => {
  test('has each case once: what passed, and the rest by cause and verdict', () => {
    expect(record.passed).toEqual(['completed/operation/known']);
    expect(record.causes.map(({ cases }) => cases)).toEqual([
      { failed: ['completed/result/length-32769'] },
      { untested: ['completed/result/absent'] },
    ]);
  });

  test('has no request, no answer and no title', () => {
    const text = JSON.stringify(record);
    for (const member of ['request', 'response', 'curl', 'title":"A', 'statement'])
      expect(text).not.toContain(`"${member}`);
  });

  test('counts a failure that was expected as a failure', () => {
    const expected = recordOf(report([failure({ expectedFailure: { reason: 'known' } })]), recorded);
    expect(expected.causes[0]?.cases).toEqual({ failed: ['completed/result/length-32769'] });
  });

  test('is a column with the titles and levels of the contract, and the cause of each case', () => {
    const { endpoints, requirements } = matrixOf([columnOf(record, corpus)]);
    expect(endpoints).toMatchObject([
      { name: 'Emulator 1.2.3', startedAt: record.startedAt, summary: { passed: 1, failed: 1, untested: 1 } },
    ]);
    const row = requirements.flatMap(({ rows }) => rows).find(({ case: id }) => id.endsWith('length-32769'));
    expect(row).toMatchObject({
      title: expect.stringContaining('32769'),
      operation: 'RespondActivityTaskCompleted',
      level: 'MUST',
      cells: [{ result: 'failed', cause: record.causes[0]?.what }],
    });
  });

  test('leaves out cases that the contract does not have any more', () => {
    const old = { ...record, passed: [...record.passed, 'completed/long/gone'] };
    expect(columnOf(old, corpus).report.results).toHaveLength(3);
  });
});

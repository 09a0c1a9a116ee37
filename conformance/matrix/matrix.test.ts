import { describe, expect, test } from '@jest/globals';
import { failure, hostileFailure, report, result, untested } from '../report/fixtures/reports.ts';
import { matrixFormats } from './formats.ts';
import { contractsInWords, matrixOf, type NamedReport, totalsOf, wordFor } from './matrix.ts';

const of = (name: string, ...given: Parameters<typeof report>): NamedReport => ({
  name,
  report: report(...given),
});
const otherContract = { name: 'swf-contract', version: '0.2.0', contractSha256: 'f'.repeat(64) };

const known = result({ id: 'completed/operation/known', requirement: 'protocol.operation' });
const both = [
  of('one', [known, failure()]),
  of('other', [known, result({ id: failure().id }), untested({ id: 'completed/result/absent' })]),
];

/** Each row as a line: `completed/operation/known: passed passed`. */
const rowsOf = (reports: NamedReport[]) =>
  matrixOf(reports).requirements.flatMap(({ rows }) =>
    rows.map((row) => `${row.differs ? '≠ ' : ''}${row.case}: ${row.cells.map(wordFor).join(' ')}`),
  );

describe('a matrix', () => {
  test('has a row for each case that one of the reports has', () => {
    expect(rowsOf(both)).toEqual([
      'completed/operation/known: passed passed',
      '≠ completed/result/length-32769: failed passed',
      '≠ completed/result/absent: absent untested',
    ]);
  });

  test('groups the rows by requirement, in the order of the contract', () => {
    expect(matrixOf(both).requirements.map(({ requirement, level }) => [requirement, level])).toEqual([
      ['protocol.operation', 'MUST'],
      ['completed.result.max-length', 'MUST'],
    ]);
  });

  test('tells an expected failure from another', () => {
    expect(
      rowsOf([of('a', [failure({ expectedFailure: { reason: 'known' } })]), of('b', [failure()])]),
    ).toEqual(['≠ completed/result/length-32769: known failed']);
  });

  test('has the totals of each endpoint, and no line of zeros', () => {
    expect(totalsOf(matrixOf(both)).map(({ name, counts }) => `${name} ${counts.join(' ')}`)).toEqual([
      'passed 1 2',
      'failed MUST 1 0',
      'untested 0 1',
    ]);
  });

  test('says which reports are of which contract', () => {
    expect(matrixOf(both).sameContract).toBe(true);
    const differing = matrixOf([...both, of('third', [known], { suite: otherContract })]);
    expect(differing.sameContract).toBe(false);
    expect(contractsInWords(differing)).toEqual([
      expect.stringMatching(/^sha256 [0-9a-f]{12} \(one, other\)$/),
      'sha256 ffffffffffff (third)',
    ]);
  });
});

const loaded = new Map(
  await Promise.all(Object.entries(matrixFormats).map(async ([name, load]) => [name, await load()] as const)),
);
const written = (format: string, reports: NamedReport[]) =>
  loaded.get(format)?.(matrixOf(reports), { color: false }) ?? '';

describe('a matrix is written', () => {
  test('in the terminal with columns under their names', () => {
    const lines = written('terminal', both).split('\n');
    const columns = (line = '') => [line.indexOf('one'), line.indexOf('other')];
    const [first = 0, second = 0] = columns(lines.find((line) => line.includes('other')));
    const row = lines.find((line) => line.includes('length-32769')) ?? '';
    expect([row.indexOf('failed'), row.indexOf('passed')]).toEqual([first, second]);
    expect(lines.at(-2)).toBe('3 cases, of which 2 differ (≠)');
  });

  test('in the terminal with long names written out above', () => {
    const name = 'https://a-host-with-a-long-name.example.org/';
    const [first] = written('terminal', [of(name, [known]), of('b', [known])]).split('\n');
    expect(first).toBe(`[1] ${name}`);
  });

  test('as Markdown with as many cells in each row', () => {
    const cells = written('markdown', both)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').length);
    // A case and two endpoints, and what stands before the first bar and after the last.
    expect(new Set(cells)).toEqual(new Set([1 + 2 + 2]));
  });

  test('as JSON that is the matrix', () => {
    expect(JSON.parse(written('json', both))).toEqual(matrixOf(both));
  });

  test.each(Object.keys(matrixFormats))('as %s with a word on different contracts', (format) => {
    const text = written(format, [...both, of('third', [known], { suite: otherContract })]);
    expect(text).toMatch(format === 'json' ? /"sameContract": false/ : /different contracts/);
  });

  test('as HTML and Markdown with the same markup whatever an endpoint said', () => {
    const tags = (format: string, text?: string) =>
      written(format, [of(text ?? 'name', [hostileFailure(text)])])
        .replace(/(href|title|id)="[^"]*"/g, '$1')
        .match(/<\/?[a-z][^>]*>/gi);
    for (const format of ['html', 'markdown']) {
      expect(tags(format, '<b onclick=alert(1)>"\' ]]> --> </script>')).toEqual(tags(format));
    }
  });
});

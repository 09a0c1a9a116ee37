import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../errors.ts';
import { parseReports } from './index.ts';

describe('--report', () => {
  test('without one is the terminal report on stdout', () => {
    expect(parseReports([])).toEqual([{ format: 'terminal', file: undefined }]);
  });

  test('with a file leaves stdout to the terminal report', () => {
    expect(parseReports(['json=report.json'])).toEqual([
      { format: 'json', file: 'report.json' },
      { format: 'terminal', file: undefined },
    ]);
  });

  test('takes - and nothing for stdout', () => {
    expect(parseReports(['tap=-'])).toEqual([{ format: 'tap', file: undefined }]);
    expect(parseReports(['tap'])).toEqual([{ format: 'tap', file: undefined }]);
  });

  test('takes a file with = in its name', () => {
    expect(parseReports(['tap=a=b.tap'])[0]).toEqual({ format: 'tap', file: 'a=b.tap' });
  });

  test.each([
    [['xml'], 'unknown format "xml"; choose from terminal, json, junit, tap, markdown, html, har, github'],
    [['toString'], 'unknown format "toString"'],
    [['tap', 'json'], 'tap and json cannot both go to stdout'],
    [['tap=a', 'json=a'], 'two reports cannot both be written to a'],
  ])('%j is refused: %s', (values, message) => {
    expect(() => parseReports(values)).toThrow(UsageError);
    expect(() => parseReports(values)).toThrow(message);
  });
});

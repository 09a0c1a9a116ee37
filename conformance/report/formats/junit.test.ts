import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { create } from 'xmlbuilder2';
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

const schema = new URL('../fixtures/junit.xsd', import.meta.url).pathname;
const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;
if (!hasXmllint) {
  const missing = 'there is no xmllint (Debian: libxml2-utils)';
  if (process.env.REQUIRE_EVERYTHING) throw new Error(missing);
  console.warn(`JUnit files are not held against their schema: ${missing}.`);
}
const withXmllint = hasXmllint ? test : test.skip;

function validate(xml: string): string {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schema, '-'], {
    input: xml,
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr;
}

type Element = Record<string, unknown> & { '@name'?: string };

/** The tests of a file by name, as a reader of XML sees them. */
function testsIn(of: Report): Map<string, Element> {
  const { testsuites } = create(written('junit', of)).end({ format: 'object' }) as {
    testsuites: { testsuite: Element | Element[] };
  };
  const suites = [testsuites.testsuite].flat() as { testcase: Element | Element[] }[];
  return new Map(
    suites.flatMap(({ testcase }) => [testcase].flat()).map((each) => [each['@name'] as string, each]),
  );
}

function markOf(of: Report, name: string): string | undefined {
  const found = testsIn(of).get(name);
  return ['failure', 'error', 'skipped'].find((mark) => found && mark in found);
}

describe('a JUnit file', () => {
  withXmllint('is valid with one of each kind of result', () => {
    expect(validate(written('junit', report(oneOfEach(), { problems: ['an entry matches no case'] })))).toBe(
      '',
    );
  });

  withXmllint('is valid whatever an endpoint said', () => {
    expect(validate(written('junit', report([hostileFailure()])))).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(validate(written('junit', report([hostileFailure(text)])))).toBe('');
      }),
      { numRuns: 20 },
    );
  });

  withXmllint('is valid where an endpoint said something with references in it', () => {
    for (const text of ['&nbsp;', '&#0;', '&#x1b;', '&undeclared;', '&lt;', '&amp;amp;', '& &&;'])
      expect(validate(written('junit', report([hostileFailure(text)])))).toBe('');
  });

  test('says what an endpoint said, also where that looks like a reference', () => {
    const text = 'a &lt; b &amp;amp; &nbsp;';
    const read = JSON.stringify(testsIn(report([hostileFailure(text)])).get(failure().id));
    expect(read).toContain(`but:      ${text}`);
  });

  test('has a test for each case and a suite for each operation, with their counts', () => {
    const xml = written('junit', report(oneOfEach()));
    expect(testsIn(report(oneOfEach())).size).toBe(oneOfEach().length);
    expect(xml).toMatch(
      /<testsuite name="RespondActivityTaskCompleted" [^>]*tests="8" failures="1" errors="1" skipped="5"/,
    );
    expect(xml).toMatch(
      /<testsuite name="RespondActivityTaskCanceled" [^>]*tests="2" failures="1" errors="0"/,
    );
  });

  test('has the whole evidence in a failure', () => {
    const text = JSON.stringify(testsIn(report([failure()])).get('completed/result/length-32769'));
    for (const part of [
      'expected:',
      'changed:',
      'control:',
      'because:',
      'source:',
      'again:',
      'request:',
      'response:',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('shows no case as passed that did not pass', () => {
    const of = report(oneOfEach());
    const unmarked = [...testsIn(of).keys()].filter((name) => markOf(of, name) === undefined);
    expect(unmarked).toEqual(['completed/operation/accepted']);
  });

  test('marks as failed what fails the run', () => {
    const results = [
      failure({ id: 'must' }),
      failure({ id: 'should', level: 'SHOULD' }),
      result({ id: 'inconclusive', verdict: 'inconclusive' }),
      untested({ id: 'untested' }),
    ];
    const marks = (of: Report) => results.map(({ id }) => markOf(of, id));
    expect(marks(report(results))).toEqual(['failure', 'skipped', 'skipped', 'skipped']);
    expect(marks(report(results, { rules: { level: 'should', strict: true } }))).toEqual([
      'failure',
      'failure',
      'failure',
      'failure',
    ]);
  });

  test('says of a skipped case why it is', () => {
    const xml = written('junit', report(oneOfEach()));
    expect(xml).toContain('message="untested: it needs an open task"');
    expect(xml).toContain('message="inconclusive: both got the same"');
    expect(xml).toContain('message="failed SHOULD, which does not fail the run: ');
    expect(xml).toContain('message="expected to fail: details are cut off: ');
  });
});

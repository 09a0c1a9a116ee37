// The JUnit report, for CI servers. There is no single schema for it; this uses only what both common schemas allow
// (fixtures/junit.xsd). Failures in it agree with the exit code of the run, and only passed cases are shown as passed
// (docs/decisions/0020-reports-agree-with-the-exit-code.md).
import { create } from 'xmlbuilder2';
import type { CaseResult, Report } from '../../../generated/report-types.ts';
import { clipped, onOneLine, printable } from '../../printable.ts';
import { causesOf } from '../../run/causes.ts';
import { countsOfCause, headOfCause } from '../cause-text.ts';
import { effectOf, type Rules, rulesOf, whyTolerated } from '../effect.ts';
import { evidenceOf } from '../evidence.ts';
import { requestText, responseText } from '../exchange-text.ts';
import type { ReporterFactory } from '../reporter.ts';

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? junitXml(event.report) : '';

type Attributes = Record<string, string | number>;
type Testcase = { attributes: Attributes; mark?: { name: Mark; attributes: Attributes; text: string } };
type Mark = 'failure' | 'error' | 'skipped';

/** A suite for each operation, a test for each case, and a suite for problems outside the cases. */
function junitXml(report: Report): string {
  const rules = rulesOf(report);
  const operations = [...new Set(report.results.map(({ operation }) => operation))];
  const { causes = causesOf(report.results) } = report;
  const causeOf = new Map(causes.flatMap(({ what, cases }) => cases.map((id) => [id, what] as const)));
  const suites = operations.map((operation) => ({
    name: operation,
    testcases: report.results
      .filter((result) => result.operation === operation)
      .map((result) => testcase(result, rules, causeOf.get(result.id))),
    // A cause may have a hundred cases: it is described once, and each case refers to it.
    said: causes
      .filter(({ example }) => report.results.find(({ id }) => id === example)?.operation === operation)
      .map((cause) => `${headOfCause(cause)}: ${cause.what} (${countsOfCause(cause)})`),
  }));
  const { problems = [] } = report;
  if (problems.length > 0)
    suites.push({ name: 'expected failures', testcases: problems.map(problemCase), said: [] });

  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites');
  for (const [id, { name, testcases, said }] of suites.entries()) {
    const suite = root.ele('testsuite', {
      name: attribute(name),
      package: attribute(report.suite.name),
      id,
      // The schemas allow neither a zone nor fractions of a second here.
      timestamp: new Date(report.target.startedAt).toISOString().slice(0, 19),
      hostname: 'localhost',
      ...totals(testcases),
      skipped: testcases.filter(({ mark }) => mark?.name === 'skipped').length,
      time: inSeconds(sum(testcases.map(({ attributes }) => Number(attributes.time) * 1000))),
    });
    const properties = suite.ele('properties');
    for (const [property, value] of Object.entries(propertiesOf(report, rules))) {
      properties.ele('property', { name: property, value: attribute(value) });
    }
    for (const { attributes, mark } of testcases) {
      const element = suite.ele('testcase', attributes);
      if (mark) element.ele(mark.name, mark.attributes).txt(withoutReferences(mark.text));
    }
    suite.ele('system-out').txt(withoutReferences(printable(said.join('\n'))));
    suite.ele('system-err');
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function testcase(result: CaseResult, rules: Rules, cause: string | undefined): Testcase {
  const attributes = {
    name: attribute(result.id),
    classname: attribute(`${result.operation}.${result.group}`),
    time: inSeconds(result.durationMs),
  };
  const effect = effectOf(result, rules);
  if (effect === 'passes') return { attributes };
  const name = effect !== 'fails' ? 'skipped' : result.verdict === 'error' ? 'error' : 'failure';
  const tolerated = whyTolerated(result, rules);
  const prefix = tolerated ? `${tolerated}: ` : effect === 'skipped' ? 'untested: ' : '';
  const message = attribute(`${prefix}${result.reason}`);
  const type = attribute(`${result.verdict} ${result.level}`);
  // One of the two schemas allows no type on skipped.
  const marks = name === 'skipped' ? { message } : { type, message };
  return { attributes, mark: { name, attributes: marks, text: inFull(result, cause) } };
}

function problemCase(problem: string): Testcase {
  return {
    attributes: { name: attribute(problem), classname: 'expected failures', time: '0.000' },
    mark: {
      name: 'failure',
      attributes: { type: 'problem', message: attribute(problem) },
      text: printable(problem),
    },
  };
}

/** The evidence for the result, as the text of its element. */
function inFull(result: CaseResult, cause: string | undefined): string {
  const lines = evidenceOf(result).map(({ label, text }) => `${`${label}:`.padEnd(9)} ${text}`);
  return [
    '',
    onOneLine(result.title),
    ...(cause ? [`cause:    ${onOneLine(clipped(cause, 1000))}`] : []),
    ...lines,
    ...(result.request ? ['', 'request:', requestText(result.request)] : []),
    ...(result.response ? ['', 'response:', responseText(result.response)] : []),
    '',
  ].join('\n');
}

function propertiesOf({ suite, target }: Report, rules: Rules): Record<string, string> {
  return {
    endpoint: target.endpoint,
    startedAt: target.startedAt,
    contractVersion: suite.version,
    contractSha256: suite.contractSha256,
    level: rules.level,
    strict: String(rules.strict),
  };
}

function totals(testcases: Testcase[]): Attributes {
  const count = (wanted: Mark) => testcases.filter(({ mark }) => mark?.name === wanted).length;
  return { tests: testcases.length, failures: count('failure'), errors: count('error') };
}

/** The value of an attribute, on one line, because XML parsers turn line feeds in it into spaces. */
function attribute(text: string): string {
  return withoutReferences(onOneLine(clipped(text, 1000)));
}

/**
 * Text without references to characters or entities. xmlbuilder2 does not escape them, and a parser rejects the file for a
 * single &nbsp; in an HTML page from an endpoint.
 */
function withoutReferences(text: string): string {
  return text.replaceAll('&', '&amp;');
}

function inSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

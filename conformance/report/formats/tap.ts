// The TAP report, version 14 (https://testanything.org/tap-version-14-specification.html): a test point for each case.
// The version is written at the start of the run and the plan at its end, so that an interrupted run does not look
// complete. Failed points agree with the exit code of the run (docs/decisions/0020-reports-agree-with-the-exit-code.md).
import { stringify } from 'yaml';
import type { CaseResult, Report } from '../../../generated/report-types.ts';
import { clipped, onOneLine } from '../../printable.ts';
import { conclusionOf, countsInWords } from '../conclusion.ts';
import { effectOf, type Rules, rulesOf, whyTolerated } from '../effect.ts';
import { evidenceOf } from '../evidence.ts';
import type { ReporterFactory } from '../reporter.ts';

export const createReporter: ReporterFactory = () => (event) => {
  if (event.type === 'start') {
    return `TAP version 14\n${comment(`${event.suite.name} against ${event.endpoint}`)}`;
  }
  if (event.type !== 'end') return '';
  const { report, exitCode } = event;
  const conclusion = conclusionOf(report, exitCode).text;
  return [...testPoints(report), comment(countsInWords(report)), comment(conclusion)].join('');
};

function testPoints(report: Report): string[] {
  const rules = rulesOf(report);
  const { results, problems = [] } = report;
  const points = [
    ...results.map((result, index) => testPoint(index + 1, result, rules)),
    ...problems.map((problem, index) => `not ok ${results.length + index + 1} - ${words(problem)}\n`),
  ];
  return [...points, `1..${points.length}\n`];
}

function testPoint(number: number, result: CaseResult, rules: Rules): string {
  const name = words(result.id);
  switch (effectOf(result, rules)) {
    case 'passes':
      return `ok ${number} - ${name}\n`;
    case 'skipped':
      return `ok ${number} - ${name} # SKIP ${words(withHint(result))}\n`;
    case 'tolerated':
      return `not ok ${number} - ${name} # TODO ${words(whyTolerated(result, rules))}\n${diagnostics(result)}`;
    case 'fails':
      return `not ok ${number} - ${name}\n${diagnostics(result)}`;
  }
}

function withHint({ reason, hint }: CaseResult): string {
  return hint ? `${reason}; ${hint}` : reason;
}

/** The evidence for the verdict, as the YAML block of a test point. */
function diagnostics(result: CaseResult): string {
  const several = ['first', 'also'];
  const evidence = evidenceOf(result);
  const block: Record<string, string | string[]> = {
    verdict: result.verdict,
    level: result.level,
    requirement: onOneLine(result.requirement),
    title: onOneLine(result.title),
  };
  for (const { label, text } of evidence) {
    block[label] = several.includes(label)
      ? evidence.filter((each) => each.label === label).map((each) => each.text)
      : text;
  }
  const yaml = stringify(block, { lineWidth: 0, aliasDuplicateObjects: false });
  return `  ---\n${yaml.replace(/^(?=.)/gm, '  ')}  ...\n`;
}

function comment(text: string): string {
  return `# ${onOneLine(text)}\n`;
}

/** Text in the line of a test point, where # starts a directive and \ escapes it. */
function words(text: string): string {
  return onOneLine(clipped(text, 300)).replace(/[\\#]/g, (character) => `\\${character}`);
}

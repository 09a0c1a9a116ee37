// The conclusion of a run, with which reports for people begin or end.
import type { Report, Summary } from '../../generated/report-types.ts';
import { levels } from './tally.ts';

/** `good`: nothing to do. `open`: it conforms, but something is open. `bad`: it failed. */
export type Conclusion = { tone: 'good' | 'open' | 'bad'; text: string };

/** The conclusion of a run that ended with this exit code. */
export function conclusionOf(report: Report, exitCode: number): Conclusion {
  const { inconclusive, untested } = report.summary;
  const open = inconclusive + untested;
  switch (exitCode) {
    case 0:
      return conforming(report, open);
    case 2:
      return {
        tone: 'bad',
        text: 'No relevant case could be decided; each case says why, and which option may change that.',
      };
    case 4:
      return {
        tone: 'bad',
        text: sentence(
          `Nothing failed${atLevel(report)}${butFor(report)}, but ${undecidedCases(unlisted(report))} (--strict)`,
          ...besides(report),
        ),
      };
    default:
      return { tone: 'bad', text: failing(report) };
  }
}

function conforming(report: Report, open: number): Conclusion {
  const { summary } = report;
  const tested = open > 0 ? ' in all decided cases' : '';
  const undecided = open > 0 ? [undecidedCases(open)] : [];
  return {
    tone: open > 0 || summary.should.failed > 0 || summary.expectedFailures > 0 ? 'open' : 'good',
    text: sentence(
      `The endpoint conforms${atLevel(report)}${tested}${butFor(report)}`,
      ...besides(report),
      ...undecided,
    ),
  };
}

/** The level, if something failed at a lower one: "conforms" alone would be misleading. */
function atLevel({ summary, rules }: Report): string {
  return summary.failed > 0 ? ` at level ${(rules?.level ?? 'must').toUpperCase()}` : '';
}

function undecidedCases(count: number): string {
  return `${cases(count)} ${count === 1 ? 'is' : 'are'} undecided`;
}

/** How many cases are undecided and not listed as expected failures. */
function unlisted({ results }: Report): number {
  return results.filter(
    ({ verdict, listed }) => (verdict === 'inconclusive' || verdict === 'untested') && !listed,
  ).length;
}

/** The number of expected failures. */
function butFor({ summary: { expectedFailures: count } }: Report): string {
  return count > 0 ? ` except for ${count} known ${count === 1 ? 'failure' : 'failures'}` : '';
}

/** The failures that do not fail the run. */
function besides({ summary }: Report): string[] {
  return summary.failed > 0 ? [`${inWords(failedByLevel(summary))} failed`] : [];
}

function sentence(...parts: string[]): string {
  return `${parts.join('; ')}.`;
}

/** `218 cases in 0.5 s: 210 passed, 8 failed (7 MUST, 1 MAY)`. */
export function countsInWords({ summary, target }: Report): string {
  return `${cases(summary.total)} in ${seconds(target.durationMs)}: ${counts(summary)
    .map(({ text }) => text)
    .join(', ')}`;
}

/** Each count of a summary as text; zero counts are left out, except passed and failed. */
export function counts(summary: Summary): { kind: keyof Summary; text: string }[] {
  const { passed, failed, inconclusive, untested, error, expectedFailures } = summary;
  const all: { kind: keyof Summary; count: number; text: string }[] = [
    { kind: 'passed', count: passed, text: `${passed} passed` },
    {
      kind: 'failed',
      count: failed,
      text: failed > 0 ? `${failed} failed (${failedByLevel(summary).join(', ')})` : '0 failed',
    },
    { kind: 'inconclusive', count: inconclusive, text: `${inconclusive} inconclusive` },
    { kind: 'untested', count: untested, text: `${untested} untested` },
    { kind: 'error', count: error, text: `${error} ${error === 1 ? 'error' : 'errors'}` },
    { kind: 'expectedFailures', count: expectedFailures, text: `${expectedFailures} failed as expected` },
  ];
  return all
    .filter(({ kind, count }) => count > 0 || kind === 'passed' || kind === 'failed')
    .map(({ kind, text }) => ({ kind, text }));
}

export function cases(count: number): string {
  return count === 1 ? '1 case' : `${count} cases`;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function failing({ summary, results, problems = [] }: Report): string {
  const failed = results.filter((result) => result.verdict === 'failed' && !result.expectedFailure);
  const unexpected = failed.filter(({ unexpectedPass }) => unexpectedPass).length;
  const deviating = levels
    .map((level) => ({
      level,
      count: failed.filter((each) => each.level === level && !each.unexpectedPass).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${level}`);
  const what = [
    deviating.length > 0 && `${inWords(deviating)} failed`,
    unexpected > 0 &&
      `${cases(unexpected)} passed although listed as ${unexpected === 1 ? 'an expected failure' : 'expected failures'}`,
    summary.error > 0 && `${cases(summary.error)} could not be carried out`,
    problems.length > 0 &&
      `${problems.length === 1 ? '1 problem' : `${problems.length} problems`} outside the cases`,
  ].filter((text) => text !== false);
  return `${deviating.length > 0 ? 'The endpoint does not conform' : 'The run failed'}: ${what.join('; ')}.`;
}

function failedByLevel({ failed, must, should }: Summary): string[] {
  const may = failed - must.failed - should.failed;
  return [
    must.failed > 0 && `${must.failed} MUST`,
    should.failed > 0 && `${should.failed} SHOULD`,
    may > 0 && `${may} MAY`,
  ].filter((text) => text !== false);
}

function inWords(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

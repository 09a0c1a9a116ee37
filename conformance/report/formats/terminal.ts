// The report that a person reads in a terminal: every case that did not pass with what was sent, expected and got,
// what could not be run in a few lines, and a summary.
import picocolors from 'picocolors';
import type { CaseResult, Report } from '../../../generated/report-types.ts';
import { onOneLine } from '../../printable.ts';
import { type Conclusion, cases, conclusionOf, counts, seconds } from '../conclusion.ts';
import { evidenceOf } from '../evidence.ts';
import type { ReporterFactory } from '../reporter.ts';
import { untestedGroups } from '../untested.ts';

type Colors = ReturnType<typeof picocolors.createColors>;

export const createReporter: ReporterFactory = ({ color }) => {
  const colors = picocolors.createColors(color);
  return (event) => {
    switch (event.type) {
      case 'start': {
        const { name, version, contractSha256 } = event.suite;
        const contract = `contract ${version}, sha256 ${contractSha256.slice(0, 12)}`;
        return `${colors.bold(onOneLine(name))} against ${onOneLine(event.endpoint)} (${onOneLine(contract)}; ${cases(event.total)})\n\n`;
      }
      case 'repetition':
        return '';
      case 'result':
        return describe(event.result, colors);
      case 'end':
        return conclusion(event.report, conclusionOf(event.report, event.exitCode), colors);
    }
  };
};

function describe(result: CaseResult, colors: Colors): string {
  if (result.expectedFailure || result.verdict === 'passed' || result.verdict === 'untested') return '';
  const severe = result.verdict === 'error' || (result.verdict === 'failed' && result.level !== 'MAY');
  const color = severe ? colors.red : colors.yellow;
  const flaky = result.flaky ? ' (flaky)' : '';
  const head = `${color(`${result.verdict} ${result.level}${flaky}`)}  ${colors.bold(onOneLine(result.id))}  ${onOneLine(result.title)}`;
  const lines = evidenceOf(result).map(({ label, text }) => `  ${colors.dim(label.padEnd(8))} ${text}`);
  return `${[head, ...lines].join('\n')}\n\n`;
}

function conclusion(
  { results, summary, target, problems = [] }: Report,
  { tone, text }: Conclusion,
  colors: Colors,
): string {
  const inTone = { good: colors.green, open: colors.green, bad: colors.red }[tone];
  const colored = counts(summary).map((count) => colorOf(count.kind, summary, colors)(count.text));
  const parts = [
    ...untestedLines(results, colors),
    ...problems.map((problem) => `${colors.red('problem')}   ${onOneLine(problem)}`),
    ...(problems.length > 0 ? [''] : []),
    `${cases(summary.total)} in ${seconds(target.durationMs)}: ${colored.join(', ')}`,
    inTone(onOneLine(text)),
  ];
  return `${parts.join('\n')}\n`;
}

function colorOf(
  kind: ReturnType<typeof counts>[number]['kind'],
  summary: Report['summary'],
  colors: Colors,
): (text: string) => string {
  const plain = (text: string) => text;
  if (kind === 'passed') return colors.green;
  if (kind === 'failed') return summary.failed > 0 ? colors.red : plain;
  if (kind === 'error') return colors.red;
  return kind === 'inconclusive' || kind === 'untested' ? colors.yellow : plain;
}

/** Untested cases, together where the same option would enable them. */
function untestedLines(results: CaseResult[], colors: Colors): string[] {
  const lines = untestedGroups(results).flatMap(({ reason, hint, ids }) => {
    const shown =
      ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');
    return [
      `${colors.yellow('untested')}  ${cases(ids.length)}: ${onOneLine(reason)}`,
      `  ${colors.dim('cases   ')} ${onOneLine(shown)}`,
      ...(hint ? [`  ${colors.dim('do      ')} ${onOneLine(hint)}`] : []),
    ];
  });
  return lines.length > 0 ? [...lines, ''] : [];
}

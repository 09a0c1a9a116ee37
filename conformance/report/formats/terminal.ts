// The terminal report, on one screen: the causes, the most severe first, with one case for each, and how to see the rest.
import picocolors from 'picocolors';
import type { CaseResult, Cause, Report } from '../../../generated/report-types.ts';
import { clipped, onOneLine } from '../../printable.ts';
import { causesOf } from '../../run/causes.ts';
import { countsOfCause, headOfCause } from '../cause-text.ts';
import { type Conclusion, cases, conclusionOf, counts, seconds } from '../conclusion.ts';
import { type EvidenceLabel, evidenceOf } from '../evidence.ts';
import type { ReporterFactory } from '../reporter.ts';

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
      case 'result':
        return '';
      case 'interrupted':
        return `${causesInLines(event.results, causesOf(event.results), colors).join('\n')}\ninterrupted after ${cases(event.results.length)}\n`;
      case 'end':
        return conclusion(event.report, conclusionOf(event.report, event.exitCode), colors);
    }
  };
};

/** With more causes than this, the evidence of their cases is not shown. */
const shownWithEvidence = 4;

/** The maximum number of causes on one screen, including some of untested cases, which an option may change. */
const shownCauses = { tested: 13, untested: 4 };

/** The evidence shown for a case; the other formats also have the commands. */
const shownEvidence: EvidenceLabel[] = [
  'expected',
  'but',
  'sent',
  'changed',
  'control',
  'came',
  'because',
  'source',
  'do',
];

function causesInLines(results: CaseResult[], causes: Cause[], colors: Colors): string[] {
  const tested = causes.filter(({ verdict }) => verdict !== 'untested');
  const untested = causes.filter(({ verdict }) => verdict === 'untested');
  const withEvidence = tested.length <= shownWithEvidence;
  const chosen = [...tested.slice(0, shownCauses.tested), ...untested.slice(0, shownCauses.untested)];
  const more = causes.length - chosen.length;
  const shown = chosen.flatMap((cause) => {
    const { verdict, level, hint, example } = cause;
    const severe = verdict === 'error' || (verdict === 'failed' && level !== 'MAY');
    const color = severe ? colors.red : colors.yellow;
    const result = results.find(({ id }) => id === example);
    const line = (label: string, text: string) => `  ${colors.dim(label.padEnd(8))} ${text}`;
    return [
      `${color(headOfCause(cause))}  ${colors.bold(onOneLine(clipped(cause.what, 400)))}`,
      line(
        cause.cases.length === 1 ? 'case' : 'cases',
        `${countsOfCause(cause)}: ${onOneLine(namesOf(cause))}`,
      ),
      ...(withEvidence && result && verdict !== 'untested'
        ? evidenceOf(result)
            .filter(({ label }) => shownEvidence.includes(label))
            .map(({ label, text }) => line(label, text))
        : hint && verdict === 'untested'
          ? [line('do', onOneLine(hint))]
          : []),
      ...(withEvidence ? [''] : []),
    ];
  });
  return [
    ...shown,
    ...(more > 0 ? [`${more} more in the other reports`] : []),
    ...(withEvidence || causes.length === 0 ? [] : ['']),
  ];
}

/** The example case, and the number and kinds of the other cases. */
function namesOf({ example, cases: ids }: Cause): string {
  const [other] = ids.filter((id) => id !== example);
  if (other === undefined) return example;
  if (ids.length === 2) return `${example} and ${other}`;
  const kinds = [...new Set(ids.map((id) => id.split('/').slice(1, -1).join('/')))];
  const named = kinds.length > shownKinds ? [...kinds.slice(0, shownKinds), '…'] : kinds;
  return `${example} and ${ids.length - 1} more (${named.join(', ')})`;
}

const shownKinds = 6;

function conclusion(report: Report, { tone, text }: Conclusion, colors: Colors): string {
  const { results, summary, target, problems = [], causes = causesOf(results) } = report;
  const inTone = { good: colors.green, open: colors.green, bad: colors.red }[tone];
  const colored = counts(summary).map((count) => colorOf(count.kind, summary, colors)(count.text));
  const parts = [
    ...causesInLines(results, causes, colors),
    ...problems.map((problem) => `${colors.red('problem')}   ${onOneLine(problem)}`),
    ...(problems.length > 0 ? [''] : []),
    `${cases(summary.total)} in ${seconds(target.durationMs)}: ${colored.join(', ')}`,
    inTone(onOneLine(text)),
    ...(causes.length > 0 ? [colors.dim(seeMore)] : []),
    ...notJudged(report).map(colors.dim),
  ];
  return `${parts.join('\n')}\n`;
}

/** The operations that were judged, and those that --operations all adds. */
function notJudged({ operations }: Report): string[] {
  if (operations === undefined || operations.others.length === 0) return [];
  return [
    `Judged: ${operations.judged.join(', ')}. --operations all judges ${operations.others.join(', ')} too.`,
  ];
}

const seeMore =
  'For all cases with evidence and curl commands: --report html=FILE, markdown or json. For one case: swf-conformance show CASE';

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

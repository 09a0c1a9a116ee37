// Annotations for a GitHub Actions job, as workflow commands on stdout. GitHub shows ten of each kind for a step, so the
// last one lists any others.
import type { CaseResult, Cause, Report } from '../../../generated/report-types.ts';
import { clipped, onOneLine, printable } from '../../printable.ts';
import { causesOf } from '../../run/causes.ts';
import { countsOfCause, headOfCause } from '../cause-text.ts';
import { type Conclusion, cases, conclusionOf, countsInWords } from '../conclusion.ts';
import { type Effect, effectOf, rulesOf } from '../effect.ts';
import { evidenceOf } from '../evidence.ts';
import type { ReporterFactory } from '../reporter.ts';

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? annotations(event.report, conclusionOf(event.report, event.exitCode)) : '';

type Kind = 'error' | 'warning' | 'notice';
type Annotation = { title: string; message: string };

/** The number of annotations of a kind that GitHub shows. */
const shownOfAKind = 10;

/**
 * Errors for causes that fail the run, warnings for other failures and inconclusive cases, notices for untested cases and
 * for the conclusion.
 */
function annotations(report: Report, conclusion: Conclusion): string {
  const rules = rulesOf(report);
  const { results, causes = causesOf(results) } = report;
  const withEffect = (effect: Effect) =>
    causes.filter(({ example }) => {
      const result = results.find(({ id }) => id === example);
      return result && effectOf(result, rules) === effect;
    });
  const problems = (report.problems ?? []).map((problem) => ({ title: 'problem', message: problem }));
  const summary = {
    title: `${report.suite.name} against ${report.target.endpoint}`,
    message: `${conclusion.text} ${countsInWords(report)}`,
  };
  return [
    ...limited('error', [...problems, ...withEffect('fails').map((cause) => ofCause(cause, results))]),
    ...limited(
      'warning',
      withEffect('tolerated').map((cause) => ofCause(cause, results)),
    ),
    ...limited('notice', [summary, ...withEffect('skipped').map((cause) => ofCause(cause, results))]),
  ].join('');
}

/** A cause with the evidence of one of its cases, and the ids of all. */
function ofCause(cause: Cause, results: CaseResult[]): Annotation {
  const { what, verdict, hint, example, cases: ids } = cause;
  const result = results.find(({ id }) => id === example);
  const lines =
    result && verdict !== 'untested' ? evidenceOf(result).map(({ label, text }) => `${label}: ${text}`) : [];
  return {
    title: `${headOfCause(cause)}: ${ids.length === 1 ? example : cases(ids.length)}`,
    message: [what, `${countsOfCause(cause)}: ${ids.join(', ')}`, hint, ...lines].filter(Boolean).join('\n'),
  };
}

/** The lines for annotations of one kind. If there are too many, the last one lists the others. */
function limited(kind: Kind, all: Annotation[]): string[] {
  if (all.length <= shownOfAKind) return all.map((annotation) => line(kind, annotation));
  const shown = all.slice(0, shownOfAKind - 1);
  const rest = all.slice(shownOfAKind - 1);
  const more = { title: `${rest.length} more`, message: rest.map(({ title }) => title).join('\n') };
  return [...shown, more].map((annotation) => line(kind, annotation));
}

function line(kind: Kind, { title, message }: Annotation): string {
  return `::${kind} title=${property(title)}::${data(message)}\n`;
}

/** The escapes that GitHub Actions decodes: %, CR and LF in a message; also : and , in a property. */
function data(text: string): string {
  return printable(clipped(text, 8000)).replace(/[%\r\n]/g, percentEncoded);
}

function property(text: string): string {
  return onOneLine(clipped(text, 200)).replace(/[%\r\n:,]/g, percentEncoded);
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

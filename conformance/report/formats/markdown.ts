// The Markdown report, for the summary of a job (GITHUB_STEP_SUMMARY) or as the text of an issue: what the run came to,
// then cause by cause what was required and by which document, a request with its answer, and how to send it again.
import type { CaseResult, Cause, Report } from '../../../generated/report-types.ts';
import { clipped } from '../../printable.ts';
import { causesOf } from '../../run/causes.ts';
import { countsOfCause, headOfCause } from '../cause-text.ts';
import { type Conclusion, cases, conclusionOf, seconds } from '../conclusion.ts';
import { evidenceOf } from '../evidence.ts';
import { requestText, responseText } from '../exchange-text.ts';
import type { ReporterFactory } from '../reporter.ts';
import { levels, tally } from '../tally.ts';
import { codeBlock, inlineCode, literal } from './markdown-text.ts';

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? markdown(event.report, conclusionOf(event.report, event.exitCode)) : '';

/** An issue on GitHub has at most 65536 characters. Where they do not suffice, causes are told without request and answer. */
const longest = 64_000;

function markdown(report: Report, conclusion: Conclusion): string {
  const withoutEvidence = textOf(report, conclusion, 0);
  return textOf(report, conclusion, longest - withoutEvidence.length);
}

/** @param roomForEvidence in characters */
function textOf(report: Report, conclusion: Conclusion, roomForEvidence: number): string {
  const { results, problems = [], causes = causesOf(results) } = report;
  const failed = causes.filter(
    ({ verdict }) => verdict === 'failed' || verdict === 'error' || verdict === 'passed',
  );
  const open = causes.filter((cause) => !failed.includes(cause));
  const room = { left: roomForEvidence };
  return [
    head(report, conclusion),
    list('Problems', problems.map(literal)),
    ...failed.map((cause, index) => causeSection(cause, index + 1, results, room)),
    list('Not decided', open.map(causeItem)),
    list('Failed as expected', results.filter(({ expectedFailure }) => expectedFailure).map(expectedFailure)),
    failed.length > 0 ? repeat(report) : '',
  ]
    .filter((section) => section !== '')
    .join('\n');
}

function head({ suite, target, results, summary }: Report, { tone, text }: Conclusion): string {
  const mark = { good: '✅', open: '🟡', bad: '❌' }[tone];
  const about = [
    `contract ${literal(suite.version)}, sha256 ${inlineCode(suite.contractSha256.slice(0, 12))}`,
    `${cases(summary.total)} in ${seconds(target.durationMs)}`,
    literal(target.startedAt),
  ];
  return [
    `## ${literal(suite.name)} against ${inlineCode(target.endpoint)}`,
    '',
    `${mark} **${literal(text)}**`,
    '',
    ...tallyTable(results),
    '',
    `${about.join(' · ')}`,
    '',
  ].join('\n');
}

function tallyTable(results: CaseResult[]): string[] {
  return [
    `| | ${levels.join(' | ')} | all |`,
    '|:--|--:|--:|--:|--:|',
    ...tally(results).map(({ name, byLevel, all }) => `| ${name} | ${byLevel.join(' | ')} | ${all} |`),
  ];
}

function list(title: string, items: string[]): string {
  return items.length === 0 ? '' : [`### ${title}`, '', ...items.map((item) => `- ${item}`), ''].join('\n');
}

/** A cause with the case that shows it best. What a MUST rests on is not folded away. */
function causeSection(cause: Cause, number: number, results: CaseResult[], room: { left: number }): string {
  const { what, example, cases: ids } = cause;
  const result = results.find(({ id }) => id === example);
  const evidence = result ? evidenceText(result) : [];
  const size = evidence.join('\n').length;
  const fits = size <= room.left;
  if (fits) room.left -= size;
  const folded =
    cause.level === 'MUST'
      ? evidence
      : ['<details><summary>Request and answer</summary>', '', ...evidence, '</details>', ''];
  return [
    `### ${number}. ${headOfCause(cause)}: ${literal(clipped(what, 600))}`,
    '',
    `${literal(countsOfCause(cause))}: ${caseList(ids)}`,
    '',
    ...(result ? requirementText(result) : []),
    ...(fits
      ? folded
      : [`To see request and answer: ${inlineCode(`npx swf-conformance show ${example}`)}`, '']),
  ].join('\n');
}

function requirementText({ statement, source, title }: CaseResult): string[] {
  return [`- **required:** ${literal(statement ?? title)}`, `- **source:** ${literal(source)}`, ''];
}

function evidenceText(result: CaseResult): string[] {
  const { id, title, request, response } = result;
  const evidence = evidenceOf(result);
  const commands = evidence.filter(({ label }) => label === 'first' || label === 'again');
  // What the requirement, the request and the response below say themselves.
  const told = new Set<string>(['expected', 'sent', 'came', 'because', 'source', 'also']);
  const words = evidence.filter((each) => !commands.includes(each) && !told.has(each.label));
  return [
    `${inlineCode(id)}: ${literal(title)}`,
    '',
    ...words.map(({ label, text }) => `- **${label}:** ${literal(text)}`),
    '',
    ...(request ? ['Request:', '', codeBlock(requestText(request), 'http'), ''] : []),
    ...(response ? ['Response:', '', codeBlock(responseText(response), 'http'), ''] : []),
    ...commands.flatMap(({ label, text }) => [
      label === 'first' ? 'Sent before it for the same task:' : 'To send it again:',
      '',
      codeBlock(text, 'sh'),
      '',
    ]),
  ];
}

const namedCases = 3;

function caseList(ids: string[]): string {
  const named = ids.map(inlineCode);
  if (ids.length <= namedCases) return named.join(', ');
  return `${named[0]} <details><summary>all ${ids.length}</summary>${named.join(', ')}</details>`;
}

/** The run that shows all of it again. */
function repeat({ target }: Report): string {
  const run = `npx swf-conformance --endpoint ${target.endpoint}`;
  return ['### Run it again', '', codeBlock(run, 'sh'), ''].join('\n');
}

function causeItem(cause: Cause): string {
  const { what, hint, cases: ids } = cause;
  const todo = hint ? ` To change that: ${literal(hint)}.` : '';
  return `**${headOfCause(cause)}:** ${literal(clipped(what, 600))} ${literal(countsOfCause(cause))}.${todo} ${caseList(ids)}`;
}

function expectedFailure({ id, expectedFailure: entry }: CaseResult): string {
  const parts = [entry?.reason, entry?.link, entry?.expires && `until ${entry.expires}`].filter(Boolean);
  return `${inlineCode(id)}: ${literal(parts.join(', '))}`;
}

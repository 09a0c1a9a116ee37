// The Markdown report, for the summary of a job (GITHUB_STEP_SUMMARY) or a comment: the conclusion, each failure with its
// evidence in a collapsed section, and the untested cases with the option that would change that.
import type { CaseResult, Cause, Report } from '../../../generated/report-types.ts';
import { clipped } from '../../printable.ts';
import { causesOf } from '../../run/causes.ts';
import { countsOfCause, headOfCause } from '../cause-text.ts';
import { type Conclusion, cases, conclusionOf, seconds } from '../conclusion.ts';
import { effectOf, rulesOf } from '../effect.ts';
import { evidenceOf } from '../evidence.ts';
import { requestText, responseText } from '../exchange-text.ts';
import type { ReporterFactory } from '../reporter.ts';
import { levels, tally } from '../tally.ts';
import { codeBlock, inlineCode, literal } from './markdown-text.ts';

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? markdown(event.report, conclusionOf(event.report, event.exitCode)) : '';

/** GitHub rejects a summary of more than 1 MiB. Beyond this many bytes, cases are only listed. */
const roomForDetails = 900_000;

function markdown(report: Report, conclusion: Conclusion): string {
  const rules = rulesOf(report);
  const { results, problems = [], causes = causesOf(results) } = report;
  const unexpected = results.filter(({ expectedFailure }) => !expectedFailure);
  const withEffect = (effect: string) =>
    unexpected.filter((result) => result.verdict !== 'untested' && effectOf(result, rules) === effect);
  const room = { left: roomForDetails };
  const tolerated = withEffect('tolerated');
  return [
    head(report, conclusion),
    list('Problems', problems.map(literal)),
    list('Causes', causes.map(causeItem)),
    details('Failures that fail the run', withEffect('fails'), room),
    details(
      'Failures that do not fail the run',
      tolerated.filter(({ verdict }) => verdict === 'failed'),
      room,
    ),
    details(
      'Inconclusive',
      tolerated.filter(({ verdict }) => verdict === 'inconclusive'),
      room,
    ),
    list('Failed as expected', results.filter(({ expectedFailure }) => expectedFailure).map(expectedFailure)),
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

function details(title: string, results: CaseResult[], room: { left: number }): string {
  if (results.length === 0) return '';
  const blocks: string[] = [];
  const named: string[] = [];
  for (const result of results) {
    const block = detailsOf(result);
    const size = Buffer.byteLength(block);
    if (size > room.left) named.push(`- ${inlineCode(result.id)}`);
    else {
      room.left -= size;
      blocks.push(block);
    }
  }
  const rest =
    named.length === 0
      ? []
      : [`${cases(named.length)} more, without evidence because of the size limit:`, '', ...named, ''];
  return [`### ${title} (${results.length})`, '', ...blocks, ...rest].join('\n');
}

function detailsOf(result: CaseResult): string {
  const { verdict, level, id, title, request, response } = result;
  const flaky = result.flaky ? ', flaky' : '';
  const evidence = evidenceOf(result);
  const commands = evidence.filter(({ label }) => label === 'first' || label === 'again');
  const words = evidence.filter((each) => !commands.includes(each));
  return [
    '<details>',
    `<summary>${verdict} ${level}${flaky}: ${inlineCode(id)} ${literal(title)}</summary>`,
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
    '</details>',
    '',
  ].join('\n');
}

function causeItem(cause: Cause): string {
  const { what, hint, example, cases: ids } = cause;
  const todo = hint ? ` To change that: ${literal(hint)}.` : '';
  const named = ids.map(inlineCode).join(', ');
  const which =
    ids.length === 1
      ? named
      : `${inlineCode(example)} <details><summary>all ${ids.length}</summary>${named}</details>`;
  return `**${headOfCause(cause)}:** ${literal(clipped(what, 600))} ${literal(countsOfCause(cause))}.${todo} ${which}`;
}

function expectedFailure({ id, expectedFailure: entry }: CaseResult): string {
  const parts = [entry?.reason, entry?.link, entry?.expires && `until ${entry.expires}`].filter(Boolean);
  return `${inlineCode(id)}: ${literal(parts.join(', '))}`;
}

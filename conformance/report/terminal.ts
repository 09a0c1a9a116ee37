// The report that a person reads in a terminal: every case that did not pass with what was sent, expected and got,
// what could not be run in a few lines, and a summary.
import picocolors from 'picocolors';
import type { CaseResult, Report } from '../../generated/report-types.ts';
import type { ReporterFactory } from './reporter.ts';

type Colors = ReturnType<typeof picocolors.createColors>;

export const createReporter: ReporterFactory = ({ color }) => {
  const colors = picocolors.createColors(color);
  return (event) => {
    switch (event.type) {
      case 'start': {
        const { name, version, contractSha256 } = event.suite;
        const contract = `contract ${version}, sha256 ${contractSha256.slice(0, 12)}`;
        return `${colors.bold(name)} against ${event.endpoint} (${contract}; ${event.total} cases)\n\n`;
      }
      case 'result':
        return describe(event.result, colors);
      case 'end':
        return conclusion(event.report, event.exitCode, colors);
    }
  };
};

function describe(result: CaseResult, colors: Colors): string {
  if (result.expectedFailure || result.verdict === 'passed' || result.verdict === 'untested') return '';
  const color = result.verdict === 'failed' && result.level !== 'MAY' ? colors.red : colors.yellow;
  const lines = [
    `${color(`${result.verdict} ${result.level}`)}  ${colors.bold(result.id)}  ${result.title}`,
    ...field('expected', result.expected),
    ...field('but', result.reason),
    ...field('sent', describeSent(result)),
    ...field('changed', result.changed),
    ...field('because', `${result.statement} (${result.requirement})`),
    ...field('source', result.source),
    ...field('do', result.hint),
    ...(result.before ?? []).flatMap(({ title, curl }) => field('first', `${curl}   # ${title}`)),
    ...field('again', result.curl),
  ];
  return `${lines.join('\n')}\n\n`;

  function field(name: string, value: string | undefined): string[] {
    return value ? [`  ${colors.dim(name.padEnd(8))} ${value}`] : [];
  }
}

function describeSent({ request }: CaseResult): string | undefined {
  if (!request) return undefined;
  const size = request.bodyBytes === 1 ? '1 byte' : `${request.bodyBytes} bytes`;
  return `${request.method} ${request.url}, ${size} of body`;
}

function conclusion({ results, summary, target }: Report, exitCode: number, colors: Colors): string {
  const { total, passed, failed, inconclusive, untested, error, expectedFailures, must, should } = summary;
  const may = failed - must.failed - should.failed;
  const levels = [
    must.failed > 0 && `${must.failed} MUST`,
    should.failed > 0 && `${should.failed} SHOULD`,
    may > 0 && `${may} MAY`,
  ].filter((text) => text !== false);
  const counts = [
    colors.green(`${passed} passed`),
    failed > 0 ? colors.red(`${failed} failed (${levels.join(', ')})`) : '0 failed',
    inconclusive > 0 && colors.yellow(`${inconclusive} inconclusive`),
    untested > 0 && colors.yellow(`${untested} untested`),
    error > 0 && colors.red(`${error} error`),
    expectedFailures > 0 && `${expectedFailures} failed as expected`,
  ].filter((text) => text !== false);
  const seconds = (target.durationMs / 1000).toFixed(1);
  return [
    ...untestedLines(results, colors),
    `${total} cases in ${seconds} s: ${counts.join(', ')}`,
    meaning(exitCode, summary, colors),
    '',
  ].join('\n');
}

/** Untested cases, together where the same option would enable them. */
function untestedLines(results: CaseResult[], colors: Colors): string[] {
  const groups = new Map<string, CaseResult[]>();
  for (const result of results) {
    if (result.verdict !== 'untested') continue;
    const key = `${result.reason}\n${result.hint ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  const lines = [...groups].flatMap(([key, group]) => {
    const [reason, hint] = key.split('\n');
    const ids = group.map(({ id }) => id);
    const shown =
      ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');
    return [
      `${colors.yellow('untested')}  ${group.length === 1 ? '1 case' : `${group.length} cases`}: ${reason}`,
      `  ${colors.dim('cases   ')} ${shown}`,
      ...(hint ? [`  ${colors.dim('do      ')} ${hint}`] : []),
    ];
  });
  return lines.length > 0 ? [...lines, ''] : [];
}

function meaning(exitCode: number, { inconclusive, untested }: Report['summary'], colors: Colors): string {
  const open = inconclusive + untested;
  switch (exitCode) {
    case 0:
      return open > 0
        ? `${colors.green('The endpoint conforms')} in what was tested; ${open} cases decided nothing.`
        : colors.green('The endpoint conforms.');
    case 1:
      return colors.red('The endpoint does not conform.');
    case 2:
      return colors.red('Nothing could be tested; see above for the options that would change that.');
    case 4:
      return colors.red(`Nothing failed, and ${open} cases decided nothing (--strict).`);
    default:
      return '';
  }
}

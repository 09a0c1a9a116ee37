// The HTML report: one self-contained page with the failures, their evidence, and commands to copy. Everything is in the
// markup; the script only filters, links and copies.
import type { CaseResult, Cause, Coverage, Report } from '../../../generated/report-types.ts';
import { clipped } from '../../printable.ts';
import { causesOf } from '../../run/causes.ts';
import { countsOfCause, headOfCause } from '../cause-text.ts';
import { type Conclusion, cases, conclusionOf, seconds } from '../conclusion.ts';
import type { ReporterFactory } from '../reporter.ts';
import { levels, tally } from '../tally.ts';
import { behave } from './html/behaviour.ts';
import { caseHtml, verdictBadge } from './html/case.ts';
import { fragment, line, page, prose } from './html/page.ts';
import { reportStyles } from './html/styles.ts';

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? htmlPage(event.report, conclusionOf(event.report, event.exitCode)) : '';

function htmlPage(report: Report, conclusion: Conclusion): string {
  return page({
    title: `${report.suite.name} against ${report.target.endpoint}`,
    styles: reportStyles,
    script: behave.toString(),
    body: [
      header(report, conclusion),
      '<main>',
      causes(report),
      '<h2 id="by-requirement">By requirement</h2>',
      tools(report),
      requirements(report),
      '</main>',
      '<p class="status soft" role="status"></p>',
    ].join('\n'),
  });
}

function header({ suite, target, results, problems = [] }: Report, { tone, text }: Conclusion): string {
  return `<header>
<p class="eyebrow">${line(suite.name)}: conformance of</p>
<h1>${line(target.endpoint)}</h1>
<p class="conclusion ${tone}">${line(text)}</p>
${problems.map((problem) => `<p class="conclusion bad">${line(problem)}</p>`).join('\n')}
<dl class="facts">
<div><dt>Contract</dt><dd>${line(suite.version)}, sha256 <code title="${line(suite.contractSha256)}">${line(suite.contractSha256.slice(0, 12))}</code></dd></div>
<div><dt>Started</dt><dd>${line(target.startedAt)}</dd></div>
<div><dt>Took</dt><dd>${cases(results.length)} in ${seconds(target.durationMs)}</dd></div>
</dl>
<table>
<caption class="hidden">Cases by result and level</caption>
<thead><tr><th scope="col">Cases</th>${levels.map((level) => `<th scope="col" class="number">${level}</th>`).join('')}<th scope="col" class="number">all</th></tr></thead>
<tbody>${tally(results).map(tallyRow).join('\n')}</tbody>
</table>
</header>`;
}

function tallyRow({ result, name, byLevel, all }: ReturnType<typeof tally>[number]): string {
  const cells = [...byLevel, all].map((count) => `<td class="number">${count}</td>`).join('');
  return `<tr><th scope="row"><span class="verdict ${result}">${name}</span></th>${cells}</tr>`;
}

/** The list of causes. */
function causes({ results, causes: told = causesOf(results) }: Report): string {
  if (told.length === 0) return '';
  const items = told.map((cause) => causeHtml(cause, results));
  return `<h2 id="causes">Causes</h2>\n<ul class="plain causes">${items.join('\n')}</ul>`;
}

function causeHtml(cause: Cause, results: CaseResult[]): string {
  const { what, verdict, hint, example, cases: ids } = cause;
  const todo = hint === undefined ? '' : ` <span class="soft">To change that: ${line(hint)}.</span>`;
  const items = ids.map((id) => {
    const result = results.find((each) => each.id === id);
    const reason = result && verdict !== 'untested' ? line(clipped(result.reason, 300)) : '';
    return `<li>${result ? verdictBadge(result) : ''} <a href="${fragment(id)}">${line(id)}</a><span class="reason">${reason}</span></li>`;
  });
  const all =
    ids.length === 1
      ? ''
      : `<details><summary>All ${cases(ids.length)}</summary><ul class="plain">${items.join('\n')}</ul></details>`;
  return `<li><span class="verdict ${line(verdict)}">${line(headOfCause(cause))}</span> <strong>${line(clipped(what, 600))}</strong>
<span class="reason">${line(countsOfCause(cause))}${ids.length === 1 ? ':' : ','} ${ids.length === 1 ? '' : 'such as '}<a href="${fragment(example)}">${line(example)}</a>.${todo}</span>
${all}</li>`;
}

function tools({ results }: Report): string {
  const operations = [...new Set(results.map(({ operation }) => operation))];
  const boxes = (name: string, values: { value: string; text: string }[]) =>
    values
      .map(
        ({ value, text }) =>
          `<label><input type="checkbox" name="${name}" value="${line(value)}" checked> ${line(text)}</label>`,
      )
      .join('\n');
  const verdicts = tally(results).map(({ result, name, all }) => ({
    value: result,
    text: `${name} (${all})`,
  }));
  return `<form class="tools" role="search" aria-label="Cases" hidden>
<div class="search"><label class="label" for="words">Words (press /)</label><input type="search" id="words" autocomplete="off" placeholder="taskToken 1025"></div>
<fieldset><legend>Result</legend>${boxes('verdict', verdicts)}</fieldset>
<fieldset><legend>Level</legend>${boxes(
    'level',
    levels.map((level) => ({ value: level, text: level })),
  )}</fieldset>
<fieldset><legend>Operation</legend>${boxes(
    'operation',
    operations.map((value) => ({ value, text: value })),
  )}</fieldset>
<div class="actions"><button type="reset">Show all</button> <button type="button" class="unfold">Unfold</button> <button type="button" class="fold">Fold</button> <output class="shown soft"></output></div>
</form>`;
}

function requirements({ results, coverage }: Report): string {
  const ids = new Set(results.map(({ id }) => id));
  const isHere = (id: string) => ids.has(id);
  const covered = new Set(coverage.map(({ requirement }) => requirement));
  // Show every case, even if the report's coverage lacks its requirement.
  const strays = results.filter(({ requirement }) => !covered.has(requirement));
  return [...coverage, ...strays.map(coverageOfStray)]
    .filter(
      ({ requirement }, index, all) => all.findIndex((each) => each.requirement === requirement) === index,
    )
    .map((each) => {
      const own = results.filter(({ requirement }) => requirement === each.requirement);
      return requirementHtml(each, own, isHere);
    })
    .join('\n');
}

function coverageOfStray({ requirement, level, id, verdict }: CaseResult): Coverage {
  return { requirement, level, cases: [id], verdict };
}

function requirementHtml(
  { requirement, level, verdict }: Coverage,
  own: CaseResult[],
  isHere: (id: string) => boolean,
): string {
  const [first] = own;
  const conforming = own.filter((result) => result.verdict === 'passed').length;
  const count = own.length === 0 ? 'no case in this run' : `${conforming} of ${cases(own.length)} passed`;
  return `<section class="requirement" id="${line(`requirement:${requirement}`)}">
<header>
<h3><a href="${fragment(`requirement:${requirement}`)}">${line(requirement)}</a> <span class="level">${line(level)}</span></h3>
<p class="count"><span class="verdict ${line(verdict)}">${line(verdict)}</span> <span class="soft">${count}</span></p>
</header>
${first?.statement === undefined ? '' : `<p class="statement">${prose(first.statement)}</p>`}
${first === undefined ? '' : `<p class="source soft">${line(first.source)}</p>`}
${own.map((result) => caseHtml(result, isHere)).join('\n')}
</section>`;
}

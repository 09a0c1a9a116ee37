// The matrix as a web page: a table with a filter by words and by differences between the endpoints.

import { clipped } from '../printable.ts';
import { fragment, line, page, prose } from '../report/formats/html/page.ts';
import { baseStyles } from '../report/formats/html/styles.ts';
import { behave } from './html-behaviour.ts';
import {
  contractsInWords,
  type Matrix,
  type MatrixCell,
  type MatrixRequirement,
  type MatrixRow,
  totalsOf,
  wordFor,
} from './matrix.ts';

export function htmlMatrix(matrix: Matrix): string {
  return page({
    title: 'Conformance side by side',
    styles: `${baseStyles}${matrixStyles}`,
    script: behave.toString(),
    body: [header(matrix), tools(), table(matrix)].join('\n'),
  });
}

const matrixStyles = `
.wide { overflow-x: auto; }
.cases { width: 100%; }
.cases th, .cases td { padding-left: 0.3rem; vertical-align: top; }
.cases thead th { color: var(--text); font-weight: 600; overflow-wrap: anywhere; }
.cases tbody th[scope=rowgroup] { padding-top: 1.2rem; border-bottom-color: var(--soft); }
.cases th[scope=row] { min-width: 11rem; }
.cases td summary { cursor: pointer; list-style: none; } .cases td summary::-webkit-details-marker { display: none; }
.cases td summary:hover { text-decoration: underline; }
.cases td p { max-width: 26rem; margin: 0.2rem 0; font-size: 0.85rem; overflow-wrap: anywhere; }
.level { padding: 0 0.35rem; border: 1px solid var(--line); border-radius: 0.25rem; color: var(--soft); font-size: 0.75rem; font-weight: 600; }
.differs > th::before { content: "≠ "; color: var(--failed); font-weight: 700; }
.statement { display: block; color: var(--soft); }
tr:target { background: var(--mark); }
.tools { position: static; }
html { scroll-padding-top: 4rem; }
@media (min-width: 60rem) {
  /* Sticky elements stick to the nearest scrolling ancestor, so the table must not scroll by itself. */
  main .wide { overflow: visible; }
  .cases thead th { position: sticky; top: 0; background: var(--page); }
}
`;

function header(matrix: Matrix): string {
  const names = matrix.endpoints.map(({ name }) => `<th scope="col">${line(name)}</th>`).join('');
  const facts = (text: string, of: (endpoint: Matrix['endpoints'][number]) => string) =>
    `<tr><th scope="row">${text}</th>${matrix.endpoints.map((each) => `<td>${of(each)}</td>`).join('')}</tr>`;
  return `<header>
<h1>Conformance side by side</h1>
${differingContracts(matrix)}
<div class="wide" tabindex="0" role="region" aria-label="Totals"><table>
<caption class="hidden">Totals</caption>
<thead><tr><th scope="col">Cases</th>${names}</tr></thead>
<tbody>
${totalsOf(matrix)
  .map(
    ({ result, name, counts }) =>
      `<tr><th scope="row"><span class="verdict ${result}">${name}</span></th>${counts.map((count) => `<td>${count}</td>`).join('')}</tr>`,
  )
  .join('\n')}
${facts('endpoint', ({ endpoint }) => line(endpoint))}
${facts('started', ({ startedAt }) => line(startedAt))}
${facts('contract', ({ contractVersion, contractSha256 }) => `${line(contractVersion)}, <code>${line(contractSha256.slice(0, 12))}</code>`)}
</tbody>
</table></div>
</header>`;
}

function differingContracts(matrix: Matrix): string {
  if (matrix.sameContract) return '';
  const contracts = contractsInWords(matrix).map(line).join('; ');
  return `<p class="conclusion open">The reports have different contracts, so cases with the same id may differ: ${contracts}.</p>`;
}

function tools(): string {
  return `<form class="tools" role="search" aria-label="Cases" hidden>
<div class="search"><label class="label" for="words">Words (press /)</label><input type="search" id="words" autocomplete="off"></div>
<fieldset><legend>Show</legend><label><input type="checkbox" name="differing"> only where endpoints differ</label></fieldset>
<output class="shown soft"></output>
</form>`;
}

function table({ endpoints, requirements }: Matrix): string {
  const names = endpoints.map(({ name }) => `<th scope="col">${line(name)}</th>`).join('');
  return `<main>
<div class="wide" tabindex="0" role="region" aria-label="Cases"><table class="cases">
<caption class="hidden">Cases by requirement</caption>
<thead><tr><th scope="col">Case</th>${names}</tr></thead>
${requirements.map((each) => group(each, endpoints.length)).join('\n')}
</table></div>
</main>`;
}

function group({ requirement, level, statement, rows }: MatrixRequirement, columns: number): string {
  const said = statement === undefined ? '' : `<span class="statement">${prose(statement)}</span>`;
  return `<tbody>
<tr><th scope="rowgroup" colspan="${columns + 1}"><strong>${line(requirement)}</strong> <span class="level">${line(level)}</span>${said}</th></tr>
${rows.map(caseRow).join('\n')}
</tbody>`;
}

function caseRow(row: MatrixRow): string {
  const cells = row.cells.map((cell) => `<td>${cellHtml(cell)}</td>`).join('');
  return `<tr id="${line(row.case)}" class="case${row.differs ? ' differs' : ''}"><th scope="row"><a href="${fragment(row.case)}"><code>${line(row.case)}</code></a> ${prose(row.title)}</th>${cells}</tr>`;
}

/** The result, which expands to the reason. */
function cellHtml(cell: MatrixCell | null): string {
  if (!cell) return '<span class="soft">absent</span>';
  return `<details><summary><span class="verdict ${cell.result}">${wordFor(cell)}</span></summary><p>${line(clipped(cell.reason, 600))}</p></details>`;
}

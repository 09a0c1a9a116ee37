// The matrix as Markdown: a table of totals and one of cases.
import { inlineCode, literal } from '../report/formats/markdown-text.ts';
import { contractsInWords, type Matrix, type MatrixCell, totalsOf, wordFor } from './matrix.ts';

export function markdownMatrix(matrix: Matrix): string {
  const names = matrix.endpoints.map(({ name }) => inlineCode(name));
  const rule = names.map(() => '--').join(' | ');
  return `${[
    '## Conformance side by side',
    '',
    ...differingContracts(matrix),
    `| | ${names.join(' | ')} |`,
    `|:--| ${rule} |`,
    ...totalsOf(matrix).map(({ name, counts }) => `| ${name} | ${counts.join(' | ')} |`),
    '',
    `| case | ${names.join(' | ')} |`,
    `|:--| ${rule} |`,
    ...matrix.requirements.flatMap(({ requirement, level, rows }) => [
      `| **${literal(requirement)}** ${level} | ${names.map(() => ' ').join(' | ')} |`,
      ...rows.map((row) => `| ${inlineCode(row.case)} | ${row.cells.map(cellText).join(' | ')} |`),
    ]),
  ].join('\n')}\n`;
}

function differingContracts(matrix: Matrix): string[] {
  if (matrix.sameContract) return [];
  return [
    '> The reports have different contracts, so cases with the same id may differ:',
    ...contractsInWords(matrix).map((contract) => `> - ${literal(contract)}`),
    '',
  ];
}

const marks: Record<string, string> = {
  passed: '✅',
  failed: '❌',
  error: '❗',
  inconclusive: '❔',
  untested: '➖',
  expected: '✖️',
};

function cellText(cell: MatrixCell | null): string {
  return cell ? `${marks[cell.result]} ${wordFor(cell)}` : '';
}

// The matrix in a terminal: totals, then a row for each case.
import picocolors from 'picocolors';
import { onOneLine } from '../printable.ts';
import { contractsInWords, type Matrix, type MatrixCell, totalsOf, wordFor } from './matrix.ts';

type Colors = ReturnType<typeof picocolors.createColors>;

/** Longer names are numbered and listed above the table. */
const widestName = 24;

export function terminalMatrix(matrix: Matrix, { color }: { color: boolean }): string {
  const colors = picocolors.createColors(color);
  const heads = matrix.endpoints.map(({ name }, index) => {
    const shown = onOneLine(name);
    return shown.length <= widestName ? shown : `[${index + 1}]`;
  });
  const totals = totalsOf(matrix);
  const ids = matrix.requirements.flatMap(({ rows }) => rows.map((row) => `≠ ${onOneLine(row.case)}`));
  const first = Math.max(...[...ids, ...totals.map(({ name }) => name)].map(({ length }) => length));
  const widths = heads.map((head) => Math.max(head.length, 'inconclusive'.length));
  const line = (start: string, cells: string[]) => [start, ...cells].join('  ').trimEnd();
  const header = line(
    ''.padEnd(first),
    heads.map((head, index) => colors.bold(head.padEnd(widths[index] as number))),
  );

  return `${[
    ...legend(matrix, heads),
    ...differingContracts(matrix, colors),
    header,
    ...totals.map(({ name, counts }) =>
      line(
        name.padEnd(first),
        counts.map((count, index) => String(count).padEnd(widths[index] as number)),
      ),
    ),
    ...matrix.requirements.flatMap(({ requirement, level, statement = '', rows }) => [
      '',
      `${colors.bold(onOneLine(requirement))} ${level}  ${colors.dim(onOneLine(statement))}`,
      ...rows.map((row) =>
        line(
          `${row.differs ? '≠' : ' '} ${onOneLine(row.case)}`.padEnd(first),
          row.cells.map((cell, index) =>
            inColor(cell, wordFor(cell).padEnd(widths[index] as number), colors),
          ),
        ),
      ),
    ]),
    '',
    differences(matrix),
  ].join('\n')}\n`;
}

function legend({ endpoints }: Matrix, heads: string[]): string[] {
  const long = endpoints.flatMap(({ name }, index) =>
    heads[index] === onOneLine(name) ? [] : [`${heads[index]} ${onOneLine(name)}`],
  );
  return long.length > 0 ? [...long, ''] : [];
}

function differingContracts(matrix: Matrix, colors: Colors): string[] {
  if (matrix.sameContract) return [];
  return [
    colors.yellow('The reports have different contracts, so cases with the same id may differ:'),
    ...contractsInWords(matrix).map((contract) => `  ${onOneLine(contract)}`),
    '',
  ];
}

function differences({ requirements }: Matrix): string {
  const rows = requirements.flatMap((requirement) => requirement.rows);
  const differing = rows.filter(({ differs }) => differs).length;
  return `${rows.length} cases, of which ${differing} ${differing === 1 ? 'differs' : 'differ'} (≠)`;
}

function inColor(cell: MatrixCell | null, text: string, colors: Colors): string {
  switch (cell?.result) {
    case 'passed':
      return colors.green(text);
    case 'failed':
    case 'error':
      return colors.red(text);
    case 'inconclusive':
    case 'untested':
      return colors.yellow(text);
    default:
      return colors.dim(text);
  }
}

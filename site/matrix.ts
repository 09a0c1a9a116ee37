// The latest matrix, as `npm run matrix` left it in reports/.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Matrix, totalsOf, wordFor } from '../conformance/matrix/matrix.ts';

export type ShownMatrix = ReturnType<typeof shownMatrix>;

/** The matrix in a folder, with the words and totals that are shown; undefined when none was built. */
export function readMatrix(folder: string): ShownMatrix | undefined {
  const file = join(folder, 'matrix.json');
  if (!existsSync(file)) return undefined;
  const files = ['matrix.json', 'matrix.html'].filter((name) => existsSync(join(folder, name)));
  return shownMatrix(JSON.parse(readFileSync(file, 'utf8')) as Matrix, files);
}

function shownMatrix(matrix: Matrix, files: string[]) {
  return {
    ...matrix,
    files,
    totals: totalsOf(matrix),
    requirements: matrix.requirements.map((requirement) => ({
      ...requirement,
      rows: requirement.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => cell && { ...cell, word: wordFor(cell) }),
      })),
    })),
  };
}

// The formats of the matrix by name.
import { jsonText } from '../report/json.ts';
import { htmlMatrix } from './html.ts';
import { markdownMatrix } from './markdown.ts';
import type { Matrix } from './matrix.ts';
import { terminalMatrix } from './terminal.ts';

/** Writes a matrix as text. `color` is whether the text may carry colours. */
export type MatrixFormat = (matrix: Matrix, options: { color: boolean }) => string;

export const matrixFormats: Record<string, MatrixFormat> = {
  terminal: terminalMatrix,
  markdown: markdownMatrix,
  html: htmlMatrix,
  json: (matrix) => `${jsonText(matrix)}\n`,
};

// The formats of the matrix by name.
import type { Matrix } from './matrix.ts';

/** Writes a matrix as text. `color` is whether the text may have colours. */
export type MatrixFormat = (matrix: Matrix, options: { color: boolean }) => string;

/** Each is loaded on demand. */
export const matrixFormats: Record<string, () => Promise<MatrixFormat>> = {
  terminal: async () => (await import('./terminal.ts')).terminalMatrix,
  markdown: async () => (await import('./markdown.ts')).markdownMatrix,
  html: async () => (await import('./html.ts')).htmlMatrix,
  async json() {
    const { jsonText } = await import('../report/formats/json.ts');
    return (matrix) => `${jsonText(matrix)}\n`;
  },
};

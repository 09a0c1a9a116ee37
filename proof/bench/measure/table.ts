// What a measurement prints: Markdown, so that it can be read on a terminal and pasted into docs/performance.md.

/** A ratio or a figure that is aimed at. */
export type Aim = { atLeast: number } | { atMost: number };

/**
 * A table. Every column but the first is aligned to the right.
 *
 * @example table(['server', 'calls/s'], [['bare', '50 000'], ['swf-mock', '45 000']])
 */
export function table(columns: string[], rows: string[][]): string {
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(columns), rule, ...rows.map(line)].join('\n');
}

/**
 * Whether an aim is reached, in words for a cell.
 *
 * @example aimed(0.91, { atLeast: 0.85 }) // 'at least 0.85: reached'
 */
export function aimed(value: number, aim: Aim): string {
  const [words, reached] =
    'atLeast' in aim
      ? [`at least ${aim.atLeast}`, value >= aim.atLeast]
      : [`at most ${aim.atMost}`, value <= aim.atMost];
  return `${words}: ${reached ? 'reached' : 'MISSED'}`;
}

/** The middle one; of an even number, the lower of the two. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

// The endpoints side by side on the site: the runs that are kept in conformance/recorded/, or those of a folder that
// `npm run matrix` filled. A row for each requirement of each operation, for a page has no room for every case.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Corpus, readCorpus } from '../conformance/cases/corpus.ts';
import { htmlMatrix } from '../conformance/matrix/html.ts';
import {
  type Matrix,
  type MatrixCell,
  type MatrixRow,
  matrixOf,
  totalsOf,
} from '../conformance/matrix/matrix.ts';
import { columnOf, type RecordedRun } from '../conformance/matrix/recorded.ts';

export type ShownMatrix = ReturnType<typeof shownMatrix>;

/** What a requirement came to at an endpoint: the gravest of its cases, how many did not pass, and why. */
export type ShownCell = {
  result: MatrixCell['result'];
  word: string;
  /** How many cases have this result. */
  count: number;
  causes: { what: string; cases: string[] }[];
};

/** The matrix in a folder: `matrix.json`, as `npm run matrix` writes it, or recorded runs, a file for each. */
export function readMatrix(folder: string): ShownMatrix {
  const file = join(folder, 'matrix.json');
  if (existsSync(file)) return shownMatrix(JSON.parse(readFileSync(file, 'utf8')) as Matrix, []);
  const runs = readRecordedRuns(folder);
  const corpus = readCorpus();
  return shownMatrix(matrixOf(runs.map((run) => columnOf(run, corpus))), runs);
}

/** The recorded runs of a folder, by name. */
function readRecordedRuns(folder: string): RecordedRun[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  if (names.length === 0)
    throw new Error(`${folder} has no matrix.json and no recorded run; see npm run matrix -- --help`);
  return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RecordedRun);
}

function shownMatrix(matrix: Matrix, runs: RecordedRun[], corpus: Corpus = readCorpus()) {
  const rows = matrix.requirements.flatMap((requirement) =>
    requirement.rows.map((row) => ({ row, requirement })),
  );
  return {
    endpoints: matrix.endpoints.map(({ startedAt, ...endpoint }, index) => ({
      ...endpoint,
      date: startedAt.slice(0, 10),
      note: runs[index]?.note,
      duration: runs[index] && inWords(runs[index].durationMs),
    })),
    /** Whether all runs are of the contract of this site. */
    current: matrix.endpoints.every(({ contractSha256 }) => contractSha256 === corpus.suite.contractSha256),
    totals: totalsOf(matrix),
    operations: corpus.operations.flatMap(({ name }) => {
      const own = rows.filter(({ row }) => row.operation === name);
      const requirements = matrix.requirements.flatMap(({ requirement, level, statement }) => {
        const cases = own
          .filter((each) => each.requirement.requirement === requirement)
          .map(({ row }) => row);
        if (cases.length === 0) return [];
        const cells = matrix.endpoints.map((_, index) => cellOf(cases, index));
        const differs = new Set(cells.map((cell) => cell?.result)).size > 1;
        return [{ requirement, level, statement, cases: cases.length, differs, cells }];
      });
      return requirements.length === 0 ? [] : [{ name, requirements }];
    }),
    files: { 'matrix.json': `${JSON.stringify(matrix)}\n`, 'matrix.html': htmlMatrix(matrix) },
  };
}

/** The gravest first. */
const gravity: MatrixCell['result'][] = ['failed', 'error', 'expected', 'inconclusive', 'untested', 'passed'];

function cellOf(rows: MatrixRow[], index: number): ShownCell | undefined {
  const cells = rows.flatMap((row) => {
    const cell = row.cells[index];
    return cell ? [{ ...cell, id: row.case }] : [];
  });
  const result = gravity.find((each) => cells.some((cell) => cell.result === each));
  if (result === undefined) return undefined;
  const open = cells.filter((cell) => cell.result !== 'passed');
  const causes = new Map<string, string[]>();
  for (const { cause, reason, id } of open) {
    const what = cause ?? reason;
    causes.set(what, [...(causes.get(what) ?? []), id]);
  }
  return {
    result,
    word: result === 'expected' ? 'known' : result,
    count: cells.filter((cell) => cell.result === result).length,
    causes: [...causes].map(([what, cases]) => ({ what, cases })),
  };
}

const inWords = (ms: number) =>
  ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;

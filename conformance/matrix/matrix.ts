// Compares several reports: a row for each case, grouped by requirement, and a column for each endpoint.
import type { CaseResult, Report, Summary } from '../../generated/report-types.ts';
import { countedAs, type Result } from '../report/tally.ts';
import { causesOf } from '../run/causes.ts';

/** A report and the name of its column. */
export type NamedReport = { name: string; report: Report };

export type Matrix = {
  /** The columns, in the order of the reports. */
  endpoints: MatrixEndpoint[];
  /** Whether all reports have the same contract. If not, cases with the same id may differ. */
  sameContract: boolean;
  requirements: MatrixRequirement[];
};

export type MatrixEndpoint = {
  name: string;
  endpoint: string;
  startedAt: string;
  contractVersion: string;
  contractSha256: string;
  summary: Summary;
};

export type MatrixRequirement = {
  requirement: string;
  level: CaseResult['level'];
  statement?: string;
  rows: MatrixRow[];
};

/** A case; a cell for each endpoint, or null if its report does not have the case. */
export type MatrixRow = {
  case: string;
  title: string;
  operation: string;
  level: CaseResult['level'];
  /** Whether the results differ. */
  differs: boolean;
  cells: (MatrixCell | null)[];
};

/** `cause` is what the result comes down to, where it is not a passed one. */
export type MatrixCell = { result: Result; reason: string; outcome?: string; cause?: string };

/**
 * Compares reports. Requirements and cases are in the order of the first report; those that only later reports have follow.
 */
export function matrixOf(reports: NamedReport[]): Matrix {
  const all = reports.map(({ report }) => new Map(report.results.map((result) => [result.id, result])));
  const causes = reports.map(({ report }) => causesByCase(report));
  const requirements = distinct(reports.flatMap(({ report }) => requirementsOf(report)));
  const ids = distinct(all.flatMap((results) => [...results.keys()]));
  return {
    endpoints: reports.map(endpointOf),
    sameContract: distinct(reports.map(({ report }) => report.suite.contractSha256)).length < 2,
    requirements: requirements.flatMap((requirement) => {
      const rows = ids
        .map((id) => all.map((results) => results.get(id)))
        .filter((row) => first(row).requirement === requirement);
      if (rows.length === 0) return [];
      const { statement } = first(rows.flat());
      const level = levelOf(requirement, reports) ?? first(rows.flat()).level;
      return [
        { requirement, level, ...(statement && { statement }), rows: rows.map((row) => rowOf(row, causes)) },
      ];
    }),
  };
}

/** The text of a cell; `absent` if the report does not have the case. */
export function wordFor(cell: MatrixCell | null): string {
  if (!cell) return 'absent';
  return cell.result === 'expected' ? 'known' : cell.result;
}

/** `sha256 48454e1d8ce4 (moto, floci)` for each contract. */
export function contractsInWords({ endpoints }: Matrix): string[] {
  return distinct(endpoints.map(({ contractSha256 }) => contractSha256)).map((sha256) => {
    const names = endpoints.filter((each) => each.contractSha256 === sha256).map(({ name }) => name);
    return `sha256 ${sha256.slice(0, 12)} (${names.join(', ')})`;
  });
}

/** The rows of totals: `passed` with 117 and 210, for example. */
export function totalsOf({ endpoints }: Matrix): { result: Result; name: string; counts: number[] }[] {
  const names: { result: Result; name: string; count: (summary: Summary) => number }[] = [
    { result: 'passed', name: 'passed', count: ({ passed }) => passed },
    { result: 'failed', name: 'failed MUST', count: ({ must }) => must.failed },
    { result: 'failed', name: 'failed SHOULD', count: ({ should }) => should.failed },
    {
      result: 'failed',
      name: 'failed MAY',
      count: ({ failed, must, should }) => failed - must.failed - should.failed,
    },
    { result: 'inconclusive', name: 'inconclusive', count: ({ inconclusive }) => inconclusive },
    { result: 'untested', name: 'untested', count: ({ untested }) => untested },
    { result: 'error', name: 'error', count: ({ error }) => error },
    { result: 'expected', name: 'failed as expected', count: ({ expectedFailures }) => expectedFailures },
  ];
  return names
    .map(({ result, name, count }) => ({
      result,
      name,
      counts: endpoints.map(({ summary }) => count(summary)),
    }))
    .filter(({ name, counts }) => name === 'passed' || counts.some((count) => count > 0));
}

function endpointOf({ name, report: { target, suite, summary } }: NamedReport): MatrixEndpoint {
  const { version: contractVersion, contractSha256 } = suite;
  return {
    name,
    endpoint: target.endpoint,
    startedAt: target.startedAt,
    contractVersion,
    contractSha256,
    summary,
  };
}

function requirementsOf({ coverage, results }: Report): string[] {
  return [
    ...coverage.map(({ requirement }) => requirement),
    ...results.map(({ requirement }) => requirement),
  ];
}

function levelOf(wanted: string, reports: NamedReport[]): CaseResult['level'] | undefined {
  for (const { report } of reports) {
    const found = report.coverage.find(({ requirement }) => requirement === wanted);
    if (found) return found.level;
  }
  return undefined;
}

function causesByCase({ causes, results }: Report): Map<string, string> {
  return new Map((causes ?? causesOf(results)).flatMap(({ what, cases }) => cases.map((id) => [id, what])));
}

function rowOf(results: (CaseResult | undefined)[], causes: Map<string, string>[]): MatrixRow {
  const { id, title, operation, level } = first(results);
  const cells = results.map((result, index) => (result ? cellOf(result, causes[index]?.get(id)) : null));
  return { case: id, title, operation, level, differs: distinct(cells.map(wordFor)).length > 1, cells };
}

function cellOf(result: CaseResult, cause: string | undefined): MatrixCell {
  const { reason, outcome } = result;
  return {
    result: countedAs(result),
    reason,
    ...(outcome !== undefined && { outcome }),
    ...(cause !== undefined && { cause }),
  };
}

/** The first result of a row; each row has one. */
function first(row: (CaseResult | undefined)[]): CaseResult {
  return row.find((result) => result !== undefined) as CaseResult;
}

function distinct<T>(values: T[]): T[] {
  return [...new Set(values)];
}

// A run as it is kept in conformance/recorded/: which endpoint, in which version, when, and what did not pass for which
// cause. Titles, levels and statements are those of the contract, so the file has none of them, nor any request.
import type { CaseResult, Cause, Report } from '../../generated/report-types.ts';
import type { Corpus } from '../cases/corpus.ts';
import { causesOf } from '../run/causes.ts';
import { coverageOf, summarize } from '../run/summary.ts';
import type { NamedReport } from './matrix.ts';

export type RecordedRun = {
  /** Of the file, and of what is known to fail there (conformance/known/NAME.yaml). */
  name: string;
  /** How a person calls the endpoint. */
  title: string;
  version: string;
  /** How it was run, where that is not how its users run it. */
  note?: string;
  startedAt: string;
  durationMs: number;
  contractVersion: string;
  contractSha256: string;
  passed: string[];
  causes: RecordedCause[];
};

/** A cause, and its cases by verdict. */
export type RecordedCause = { what: string; cases: Partial<Record<CaseResult['verdict'], string[]>> };

export type Recorded = Pick<RecordedRun, 'name' | 'title' | 'version' | 'note'>;

/** What is kept of a report. Whether a failure was expected is not: it is a failure. */
export function recordOf({ suite, target, results }: Report, recorded: Recorded): RecordedRun {
  const seen = results.map(({ expectedFailure: _, ...result }) => result);
  const verdicts = new Map(seen.map(({ id, verdict }) => [id, verdict]));
  return {
    ...recorded,
    startedAt: target.startedAt,
    durationMs: Math.round(target.durationMs),
    contractVersion: suite.version,
    contractSha256: suite.contractSha256,
    passed: seen.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id),
    causes: causesOf(seen).map(({ what, cases }) => ({
      what,
      cases: Object.fromEntries(
        [...new Set(cases.map((id) => verdicts.get(id)))].map((verdict) => [
          verdict,
          cases.filter((id) => verdicts.get(id) === verdict),
        ]),
      ),
    })),
  };
}

/**
 * The column of a matrix that a recorded run is. Cases that the contract no longer has are left out, and those that it
 * did not have then are absent.
 */
export function columnOf(run: RecordedRun, corpus: Corpus): NamedReport {
  const { title, version, startedAt, durationMs } = run;
  const verdicts = new Map<string, [CaseResult['verdict'], string]>(
    run.passed.map((id) => [id, ['passed', 'it did what the requirement says']]),
  );
  for (const { what, cases } of run.causes) {
    for (const [verdict, ids] of Object.entries(cases)) {
      for (const id of ids) verdicts.set(id, [verdict as CaseResult['verdict'], what]);
    }
  }
  const requirements = new Map(corpus.requirements.map((each) => [each.id, each]));
  const results = corpus.cases.flatMap(
    ({ id, title, group, operation, requirement, level }): CaseResult[] => {
      const [verdict, reason] = verdicts.get(id) ?? [];
      const { statement = '', source = '' } = requirements.get(requirement) ?? {};
      return verdict && reason
        ? [
            {
              id,
              title,
              group,
              operation,
              requirement,
              level,
              verdict,
              expected: '',
              reason,
              statement,
              source,
              durationMs: 0,
            },
          ]
        : [];
    },
  );
  const causes = run.causes.map(({ what, cases }) => ({ what, cases: Object.values(cases).flat() }) as Cause);
  return {
    name: `${title} ${version}`,
    report: {
      suite: { ...corpus.suite, version: run.contractVersion, contractSha256: run.contractSha256 },
      target: { endpoint: title, startedAt, durationMs } as Report['target'],
      summary: summarize(results),
      results,
      causes,
      coverage: coverageOf(corpus.requirements, results),
    } as Report,
  };
}

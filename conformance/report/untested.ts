// Untested cases, together where the same thing would enable them: a reader has one option to add, not fifty cases to
// read.
import type { CaseResult } from '../../generated/report-types.ts';

/** Cases that were not run for one reason. */
export type UntestedGroup = { reason: string; hint: string | undefined; ids: string[] };

/** The untested cases among results, by reason and hint, in the order in which these first come up. */
export function untestedGroups(results: CaseResult[]): UntestedGroup[] {
  const groups = new Map<string, UntestedGroup>();
  for (const { id, verdict, reason, hint } of results) {
    if (verdict !== 'untested') continue;
    const key = JSON.stringify([reason, hint]);
    const group = groups.get(key) ?? { reason, hint, ids: [] };
    groups.set(key, { ...group, ids: [...group.ids, id] });
  }
  return [...groups.values()];
}

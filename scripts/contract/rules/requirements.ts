// Rules for the requirements themselves: each asserts no more than its provenance supports, and has an id of its own.

import type { Rule } from '../finding.ts';
import { requirementsIn } from '../requirements.ts';

const levels = ['MAY', 'SHOULD', 'MUST'];
/** The highest level that each provenance supports. */
const highest: Record<string, string> = {
  documented: 'MUST',
  protocol: 'MUST',
  recorded: 'SHOULD',
  inferred: 'MAY',
};

/** Inferred facts are at most MAY; recorded ones at most SHOULD, or MUST when a document agrees (corroborated-by). */
export const levelsAreSupported: Rule = (contract) =>
  requirementsIn(contract).flatMap(({ pointer, requirement }) => {
    const { id, level, provenance } = requirement;
    const corroborated = provenance === 'recorded' && Boolean(requirement['corroborated-by']?.trim());
    const limit = corroborated ? 'MUST' : highest[provenance];
    if (limit === undefined || levels.indexOf(level) <= levels.indexOf(limit)) return [];
    const remedy =
      provenance === 'recorded' ? ', or MUST with "corroborated-by" naming the document that agrees' : '';
    const message = `${id} is ${level}, but what is ${provenance} can be asserted as ${limit} at most${remedy}`;
    return [{ rule: 'level-supported', pointer: `${pointer}/level`, message }];
  });

/** No id stands for two requirements. */
export const requirementIdsAreUnique: Rule = (contract) => {
  const first = new Map<string, string>();
  return requirementsIn(contract).flatMap(({ pointer, requirement: { id } }) => {
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, pointer);
      return [];
    }
    const message = `the id "${id}" is taken by ${earlier}; choose another`;
    return [{ rule: 'requirement-id-unique', pointer: `${pointer}/id`, message }];
  });
};

// Rules for the requirements themselves: each is complete, asserts no more than its provenance supports, and has an
// id of its own.
import { requirementsIn } from '../generate/requirements.ts';
import type { Finding, Rule } from './finding.ts';

const levels = ['MAY', 'SHOULD', 'MUST'];
/** The highest level that each provenance supports. */
const highest: Record<string, string> = {
  documented: 'MUST',
  protocol: 'MUST',
  recorded: 'SHOULD',
  inferred: 'MAY',
};
const needed = ['id', 'level', 'statement', 'provenance', 'source'];
const allowed = new Set([...needed, 'keyword', 'member', 'for', 'check', 'corroborated-by']);

/** Each requirement has an id, a level, a statement, a provenance and a source, and no field nobody reads. */
export const requirementsAreComplete: Rule = (contract) =>
  requirementsIn(contract).flatMap(({ pointer, requirement }) => {
    const rule = 'requirement-complete';
    const fields = requirement as unknown as Record<string, unknown>;
    const findings: Finding[] = [];
    for (const field of needed) {
      const value = fields[field];
      if (typeof value !== 'string' || value.trim() === '') {
        findings.push({ rule, pointer, message: `${name(fields)} has no ${field}` });
      }
    }
    for (const field of Object.keys(fields)) {
      if (allowed.has(field)) continue;
      findings.push({
        rule,
        pointer: `${pointer}/${field}`,
        message: `${name(fields)} has an unknown field "${field}"`,
      });
    }
    findings.push(...unknownValue('level', levels), ...unknownValue('provenance', Object.keys(highest)));
    if (typeof fields.id === 'string' && !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(fields.id)) {
      const message = `the id "${fields.id}" is to be lower-case words joined by dots and hyphens`;
      findings.push({ rule, pointer: `${pointer}/id`, message });
    }
    return findings;

    function unknownValue(field: string, values: string[]): Finding[] {
      const value = fields[field];
      if (typeof value !== 'string' || value.trim() === '' || values.includes(value)) return [];
      const message = `${name(fields)} has the ${field} "${value}"; it is one of ${values.join(', ')}`;
      return [{ rule, pointer: `${pointer}/${field}`, message }];
    }
  });

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

function name({ id }: Record<string, unknown>): string {
  return typeof id === 'string' && id !== '' ? id : 'the requirement';
}

// Rules for the requirements themselves: each asserts no more than its provenance supports, has an id of its own, and
// stands where it is read.

import { type Requirement, resolved, type Schema } from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { requirementsIn } from '../requirements.ts';
import { suggestionFor } from '../suggestion.ts';
import { type Kind, type Place, placesIn } from '../walk.ts';

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

type Home = Extract<Kind, 'document' | 'operation' | 'schema'> | 'error';

/** What `about` is read on. */
const homes: Record<NonNullable<Requirement['about']>, Home> = {
  optional: 'schema',
  characters: 'schema',
  astral: 'schema',
  'checked-first': 'schema',
  'closing-event': 'operation',
  'closed-task': 'error',
  'closed-for-good': 'error',
  'closed-once': 'error',
  'event-ids': 'document',
  'one-closing-event': 'document',
  'following-event': 'document',
};

/** What a requirement says besides its statement is read where it stands. */
export const requirementsHaveASubject: Rule = (contract) =>
  placesIn(contract).flatMap((place) =>
    ((place.node['x-requirements'] as Requirement[] | undefined) ?? []).flatMap((requirement, index) => {
      const { keyword, about, member } = requirement;
      const at = `${place.pointer}/x-requirements/${index}`;
      const found = (word: string, message: string): Finding[] => [
        { rule: 'requirement-read', pointer: `${at}/${word}`, message },
      ];
      if (keyword !== undefined && !isAt('schema', place))
        return found('keyword', strayed('keyword', 'schema'));
      if (about === undefined) return [];
      if (!isAt(homes[about], place)) return found('about', strayed(`about: ${about}`, homes[about]));
      if (about !== 'optional') return [];
      if (member === undefined) return found('about', '"about: optional" needs "member" beside it');
      const { properties = {}, required = [] } = resolved(contract, place.node as Schema);
      if (required.includes(member)) return found('member', `"${member}" is required, and so not optional`);
      if (Object.hasOwn(properties, member)) return [];
      return found(
        'member',
        `there is no member "${member}"${suggestionFor(member, Object.keys(properties))}`,
      );
    }),
  );

function isAt(home: Home, { kind, node }: Place): boolean {
  return home === 'error' ? kind === 'schema' && node['x-error'] !== undefined : kind === home;
}

function strayed(what: string, home: Home): string {
  return `"${what}" belongs on ${home === 'error' ? 'the schema of an error (x-error)' : `${home} objects`}, not here`;
}

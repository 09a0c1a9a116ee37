// What a test passes to the mock, checked where no compiler reads the test. A slip is refused, with the name that was
// meant: an option that nobody knows would make a test pass that proves nothing.
import { inWords } from './in-words.ts';

/** What a value has to be: of a kind, one of several texts, or an object with members of its own. */
export type Kind = keyof typeof kinds | readonly string[] | { readonly [name: string]: Kind };

/** The members of an options type, none forgotten: the compiler compares. */
export type Members<Options> = { readonly [M in keyof Options]-?: Kind };

const kinds = {
  any: { words: 'anything', fits: () => true },
  text: { words: 'a string', fits: (value: unknown) => typeof value === 'string' },
  'name of a list': {
    words: 'a string, the name of the list',
    fits: (value: unknown) => typeof value === 'string',
  },
  number: { words: 'a number', fits: (value: unknown) => typeof value === 'number' },
  count: {
    words: 'a number from 0',
    fits: (value: unknown) => typeof value === 'number' && value >= 0,
  },
  true: { words: 'true or absent', fits: (value: unknown) => value === true },
  boolean: { words: 'true or false', fits: (value: unknown) => typeof value === 'boolean' },
  function: { words: 'a function', fits: (value: unknown) => typeof value === 'function' },
} as const;

/**
 * Refuses options that are none.
 *
 * @param where what they were passed to, for the message
 * @throws TypeError naming the member, and what was meant
 * @example
 * checkOptions('openTask', { heartbeatTimout: 30 }, taskMembers)
 * // TypeError: openTask has no option "heartbeatTimout"; did you mean "heartbeatTimeout"? It has domain, region, …
 */
export function checkOptions(
  where: string,
  given: unknown,
  members: { readonly [name: string]: Kind },
): void {
  const known = Object.keys(members);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError(`${where} takes an object, { ${known.join(', ')} }, not ${inWords(given)}`);
  }
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(members, name) ? members[name] : undefined;
    if (kind === undefined) {
      throw new TypeError(`${where} has no option ${JSON.stringify(name)}${suggestionFor(name, known)}`);
    }
    if (value !== undefined) checkValue(where, name, value, kind);
  }
}

function checkValue(where: string, name: string, value: unknown, kind: Kind): void {
  if (Array.isArray(kind)) {
    if (kind.includes(value)) return;
    const choices = kind.map((each) => `'${each}'`).join(' or ');
    throw new TypeError(`${where}: ${name} must be ${choices}, not ${inWords(value)}`);
  }
  if (typeof kind === 'object') {
    checkOptions(`${where}: ${name}`, value, kind as { readonly [name: string]: Kind });
    return;
  }
  const { words, fits } = kinds[kind as keyof typeof kinds];
  if (!fits(value)) throw new TypeError(`${where}: ${name} must be ${words}, not ${inWords(value)}`);
}

/** Refuses what is no function; with `checkOptions` it might be left out. */
export function checkFunction(where: string, name: string, value: unknown): void {
  checkValue(where, name, value, 'function');
}

/**
 * The end of a message about an unknown name: the known one that is spelled much like it, and all that there are.
 *
 * @example suggestionFor('task', ['tasks', 'access']) // '; did you mean "tasks"? It has tasks, access'
 */
export function suggestionFor(name: string, known: readonly string[], are = 'it has'): string {
  const [nearest] = known
    .map((each) => ({ each, distance: distanceOf(name.toLowerCase(), each.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const isMeant = nearest && nearest.distance <= Math.max(2, name.length / 4);
  const all = `${are} ${known.join(', ')}`;
  if (!isMeant) return `; ${all}`;
  return `; did you mean "${nearest.each}"? ${all.charAt(0).toUpperCase()}${all.slice(1)}`;
}

/** The distance of Levenshtein: how many letters are to be added, left out or replaced. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] as number) + 1, (row[j - 1] as number) + 1));
    }
  }
  return row[b.length] as number;
}

// Which calls are meant, by their input: for behaviour that is prescribed, and for waits.
import {
  descriptionOf,
  type InputOf,
  type OperationDescription,
  type OperationName,
  operations,
} from '../../generated/operations.ts';
import { inWords } from './in-words.ts';
import { suggestionFor } from './options.ts';

/** A call as it arrived, before anything is decided. */
export type ScriptedCall<O extends OperationName> = {
  /** The operation that it names. */
  operation: O;
  /** Its input, which keeps the contract. */
  input: InputOf<O>;
  /** The region that it came for. */
  region: string;
  /** The key that signed it; absent where nobody signed, empty where the key cannot be read. */
  accessKeyId?: string;
};

/** Which calls: by members of the input, or by a function. Members not named may be anything. */
export type Match<O extends OperationName> =
  | { [M in keyof InputOf<O>]?: Pattern<InputOf<O>[M]> }
  | ((call: ScriptedCall<O>) => boolean);

/** What a value is compared with: an equal one, members of it, a regular expression, a matcher of a test runner, a function. */
export type Pattern<Value> =
  | Value
  | RegExp
  | AsymmetricMatcher
  | ((value: Value) => boolean)
  | (Value extends object ? { [M in keyof Value]?: Pattern<Value[M]> } : never);

/** What `expect.stringContaining(…)` and the like are, in Jest and in Vitest. */
export type AsymmetricMatcher = {
  /** Whether a value is one of those that are meant. */
  asymmetricMatch(other: unknown): boolean;
};

/**
 * The operation that a test names, where no compiler reads the test.
 *
 * @throws RangeError for a name that is none; TypeError for what is no name, such as the class of a command
 */
export function operationNamed<O extends OperationName>(operation: O): O {
  const known = Object.keys(operations);
  if (known.includes(operation)) return operation;
  const given: unknown = operation;
  if (typeof given === 'string') {
    throw new RangeError(
      `there is no operation ${JSON.stringify(given)}${suggestionFor(given, known, 'there are')}`,
    );
  }
  const name = typeof given === 'function' ? given.name : given?.constructor.name;
  const meant = name?.replace(/Command$/, '') ?? '';
  throw new TypeError(
    `the operation must be a string, not ${inWords(given)}; ` +
      (known.includes(meant) ? `write '${meant}'` : `there are ${known.join(', ')}`),
  );
}

/**
 * Where no compiler reads the test: what names a member that no call can have would never fit.
 *
 * @throws TypeError naming the member, and those that there are
 */
export function onlyMembers(operation: OperationName, named: object): void {
  const { members } = descriptionOf(operation);
  if (!isPlain(named)) {
    const known = Object.keys(members).join(', ');
    throw new TypeError(
      `${operation}: calls are matched by input members, { ${known} }, not by ${inWords(named)}`,
    );
  }
  onlyKnown(operation, named, members);
}

function onlyKnown(where: string, named: object, members: OperationDescription['members']): void {
  for (const [name, pattern] of Object.entries(named)) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined) {
      throw new TypeError(`${where} has no member "${name}"; it has ${Object.keys(members).join(', ')}`);
    }
    if (pattern === undefined && member.required) {
      throw new TypeError(`${where} always has ${name}; undefined never matches`);
    }
    if (member.members && isPlain(pattern)) onlyKnown(`${where}.${name}`, pattern, member.members);
  }
}

/**
 * Whether a call is one that is meant.
 *
 * @throws TypeError when the match names a member that the operation does not have
 */
export function matcherOf<O extends OperationName>(
  operation: O,
  match: Match<O> | undefined,
): (call: ScriptedCall<OperationName>) => boolean {
  if (match === undefined) return () => true;
  if (typeof match === 'function') return match as unknown as (call: ScriptedCall<OperationName>) => boolean;
  onlyMembers(operation, match);
  return ({ input }) => hasMembers(input, match);
}

const hasMembers = (value: object, wanted: object) =>
  Object.entries(wanted).every(([name, pattern]) => fits((value as Record<string, unknown>)[name], pattern));

function fits(value: unknown, pattern: unknown): boolean {
  if (typeof pattern === 'function') return Boolean(pattern(value));
  if (pattern instanceof RegExp) return typeof value === 'string' && value.search(pattern) >= 0;
  if (isAsymmetric(pattern)) return pattern.asymmetricMatch(value);
  if (isPlain(pattern)) return isPlain(value) && hasMembers(value, pattern);
  return value === pattern;
}

/** An object that is no list and of no class, as JSON has them; also one of another realm, as test runners make them. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isAsymmetric(pattern: unknown): pattern is AsymmetricMatcher {
  return typeof (pattern as AsymmetricMatcher | null | undefined)?.asymmetricMatch === 'function';
}

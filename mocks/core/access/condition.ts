// The Condition of a statement, as far as the operations have keys for it: the contract names them (x-condition-keys).
// Operators are those for strings, as IAM has them (IAM User Guide, Condition operators).
import type { OperationName, operations } from '../../../generated/operations.ts';
import { descriptionOf } from '../../../generated/operations.ts';
import { fitsWildcard } from './wildcard.ts';

type KeysOf<O extends OperationName> = keyof (typeof operations)[O]['conditionKeys'];

/** A condition key of some operation: `swf:taskList.name`. */
export type ConditionKey = { [O in OperationName]: KeysOf<O> }[OperationName];

/**
 * @example { StringEquals: { 'swf:taskList.name': ['orders', 'returns'] } }
 */
export type Condition = {
  readonly [O in ConditionOperator]?: { readonly [K in ConditionKey]?: string | readonly string[] };
};

/** How a value is compared, as IAM names it; with `IfExists` a call without the key fits, too. */
export type ConditionOperator = keyof typeof operators | `${keyof typeof operators}IfExists`;

/** The value of a condition key in a call; undefined where the call has none. */
export type KeyValue = (key: string) => unknown;

/** How a value is compared, and whether the operator says that it is not so. */
const operators = {
  StringEquals: { same: (value: string, wanted: string) => value === wanted, negated: false },
  StringNotEquals: { same: (value: string, wanted: string) => value === wanted, negated: true },
  StringEqualsIgnoreCase: { same: sameIgnoringCase, negated: false },
  StringNotEqualsIgnoreCase: { same: sameIgnoringCase, negated: true },
  StringLike: { same: fitsWildcard, negated: false },
  StringNotLike: { same: fitsWildcard, negated: true },
} as const;

function sameIgnoringCase(value: string, wanted: string): boolean {
  return value.toLowerCase() === wanted.toLowerCase();
}

/**
 * Reads the Condition of a statement; all its lines have to hold.
 *
 * @param covered the operations that the statement is about
 * @param refuse called with why the Condition cannot work
 */
export function readCondition(
  condition: unknown,
  covered: readonly OperationName[],
  refuse: (why: string) => never,
): (keyValue: KeyValue) => boolean {
  const tests = entriesOf(condition, 'Condition', refuse).flatMap(([name, lines]) => {
    const named = entriesOf(lines, `Condition.${name}`, refuse).map(
      ([key, value]) => [keyNamed(key, covered, refuse), value] as const,
    );
    const base = name.replace(/IfExists$/, '');
    if (!Object.hasOwn(operators, base)) {
      return refuse(
        `Condition: the mock knows no ${name}; it knows ${Object.keys(operators).join(', ')}, each also with IfExists`,
      );
    }
    const { same, negated } = operators[base as keyof typeof operators];
    return named.map(([key, value]) => {
      const wanted = valuesOf(value, `Condition.${name}.${key}`, refuse);
      return (keyValue: KeyValue) => {
        const actual = keyValue(key);
        if (typeof actual !== 'string') return negated || base !== name;
        return wanted.some((each) => same(actual, each)) !== negated;
      };
    });
  });
  return (keyValue) => tests.every((holds) => holds(keyValue));
}

/** A key as the contract spells it; IAM compares the names of keys regardless of case. */
function keyNamed(key: string, covered: readonly OperationName[], refuse: (why: string) => never): string {
  const known = covered.flatMap((operation) => Object.keys(descriptionOf(operation).conditionKeys));
  const found = known.find((each) => sameIgnoringCase(each, key));
  if (found !== undefined) return found;
  if (/^aws:/i.test(key)) return refuse(`Condition: the mock knows no ${key}`);
  const keys = known.length === 0 ? '' : `; it can name ${[...new Set(known)].join(', ')}`;
  return refuse(
    `a Condition on ${key} cannot work: no policy can constrain the parameters of these operations ` +
      `(Amazon SWF API Reference, Access Control)${keys}`,
  );
}

function entriesOf(value: unknown, where: string, refuse: (why: string) => never): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse(`${where}: it is no object`);
  const entries = Object.entries(value);
  return entries.length === 0 ? refuse(`${where} is empty`) : entries;
}

function valuesOf(value: unknown, where: string, refuse: (why: string) => never): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) return refuse(`${where} is empty`);
  return values.map((each) =>
    typeof each === 'string' ? each : refuse(`${where}: ${JSON.stringify(each)} is no text`),
  );
}

// IAM policy documents, as far as they can limit operations: by Action, by Resource, the domain's ARN, and by Condition
// (Amazon SWF API Reference, Access Control; Amazon SWF Developer Guide, IAM). A policy that could not work is refused when it is
// read, so that no test passes because of a rule that nobody applies.
import { type OperationName, operations, service } from '../../../generated/operations.ts';
import { type Condition, type KeyValue, readCondition } from './condition.ts';
import { fitsWildcard } from './wildcard.ts';

/** A policy document in the policy language of IAM, as attached to a user or role. */
export type PolicyDocument = {
  /** Of the policy language. */
  Version?: '2012-10-17' | '2008-10-17';
  /** A name for it, without effect. */
  Id?: string;
  /** What is allowed and denied; an explicit Deny wins. */
  Statement: PolicyStatement | readonly PolicyStatement[];
};

/** What a policy allows or denies: exactly one of Action and NotAction, and of Resource and NotResource. */
export type PolicyStatement = {
  /** A name for it, without effect. */
  Sid?: string;
  /** What it does to the calls that it covers. */
  Effect: 'Allow' | 'Deny';
  /** `swf:RespondActivityTaskCompleted`; `*` and `?` stand for any characters, for any one. */
  Action?: string | readonly string[];
  /** Covers every action but these. */
  NotAction?: string | readonly string[];
  /** `arn:aws:swf:us-east-1:123456789012:/domain/billing`, or `*`. */
  Resource?: string | readonly string[];
  /** Covers every resource but these. */
  NotResource?: string | readonly string[];
  /** Covers only calls whose condition keys have these values. */
  Condition?: Condition;
};

/** A statement ready to be asked. */
export type Rule = {
  allows: boolean;
  covers(call: { operation: OperationName; arn: string; keyValue: KeyValue }): boolean;
};

/**
 * The rules of a document.
 *
 * @param where how the document is named in error messages
 * @throws TypeError when the document is no policy, or has a statement that cannot work for this service
 */
export function readPolicy(document: unknown, where: string): Rule[] {
  const { Statement, ...rest } = record(document, where);
  only(rest, ['Version', 'Id'], where);
  if ('Version' in rest) oneOf(rest.Version, ['2012-10-17', '2008-10-17'], `${where}: Version`);
  if (Statement === undefined) refuse(where, 'it has no Statement');
  return listOf(Statement).map((statement, index) =>
    readStatement(statement, `${where}, statement ${index + 1}`),
  );
}

function readStatement(value: unknown, where: string): Rule {
  const statement = record(value, where);
  only(statement, ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'], where);
  const { Effect } = statement;
  oneOf(Effect, ['Allow', 'Deny'], `${where}: Effect`);
  const action = patterns(statement, 'Action', where);
  const resource = patterns(statement, 'Resource', where);
  const isMeant = (operation: OperationName) => action(actionOf(operation));
  const condition =
    'Condition' in statement
      ? readCondition(statement.Condition, operationNames.filter(isMeant), (why) => refuse(where, why))
      : () => true;
  return {
    allows: Effect === 'Allow',
    covers: ({ operation, arn, keyValue }) => isMeant(operation) && resource(arn) && condition(keyValue),
  };
}

const operationNames = Object.keys(operations) as OperationName[];

const actionOf = (operation: OperationName) => `${service.signingName}:${operation}`.toLowerCase();

/** `Action` or `NotAction`, `Resource` or `NotResource`: one of the two, with at least one pattern. */
function patterns(statement: Record<string, unknown>, name: 'Action' | 'Resource', where: string) {
  const negative = `Not${name}`;
  if ((statement[name] === undefined) === (statement[negative] === undefined)) {
    refuse(where, `exactly one of ${name} and ${negative} belongs here`);
  }
  const listed = listOf(statement[name] ?? statement[negative]);
  if (listed.length === 0) refuse(where, `${name} is empty`);
  const { form, example } = forms[name];
  const fitting = listed.map((pattern) => {
    if (typeof pattern === 'string' && form.test(pattern)) return wildcard(pattern, name);
    return refuse(where, `${JSON.stringify(pattern)} is no ${name}; write "${example}" or "*"`);
  });
  const expected = statement[name] !== undefined;
  return (asked: string) => fitting.some((fits) => fits(asked)) === expected;
}

const forms = {
  Action: { form: /^(\*|[a-z0-9-]+:[\w*?]+)$/i, example: 'swf:RespondActivityTaskCompleted' },
  Resource: { form: /^(\*|arn:.*)$/, example: 'arn:aws:swf:REGION:ACCOUNT:/domain/NAME' },
};

/** Actions are compared in lower case, resources as they are. */
function wildcard(pattern: string, name: keyof typeof forms): (asked: string) => boolean {
  const text = name === 'Action' ? pattern.toLowerCase() : pattern;
  return (asked) => fitsWildcard(asked, text);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(where, 'it is no object');
  return value as Record<string, unknown>;
}

function only(value: Record<string, unknown>, known: string[], where: string): void {
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  if (stranger !== undefined)
    refuse(where, `"${stranger}" does not belong here; known are ${known.join(', ')}`);
}

function oneOf(value: unknown, known: string[], where: string): void {
  if (!known.includes(value as string))
    refuse(where, `${JSON.stringify(value)} is none of ${known.join(', ')}`);
}

function refuse(where: string, why: string): never {
  throw new TypeError(`access: ${where}: ${why}`);
}

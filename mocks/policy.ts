// IAM policy documents, as far as they can limit the two operations: by Action and by Resource, the domain's ARN
// (Amazon SWF API Reference, Access Control; Amazon SWF Developer Guide, IAM). A policy that could not work is refused when it is
// read, so that no test passes because of a rule that nobody applies.

/** A policy document in the policy language of IAM, as attached to a user or role. */
export type PolicyDocument = {
  Version?: '2012-10-17' | '2008-10-17';
  Id?: string;
  Statement: PolicyStatement | readonly PolicyStatement[];
};

export type PolicyStatement = {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  /** `swf:RespondActivityTaskCompleted`; `*` and `?` stand for any characters, for any one. */
  Action?: string | readonly string[];
  NotAction?: string | readonly string[];
  /** `arn:aws:swf:us-east-1:123456789012:/domain/billing`, or `*`. */
  Resource?: string | readonly string[];
  NotResource?: string | readonly string[];
};

/** A statement ready to be asked. */
export type Rule = { allows: boolean; covers(action: string, resource: string): boolean };

/**
 * The rules of a document.
 *
 * @param where how the document is named in error messages
 * @throws TypeError when the document is no policy, or has a statement that cannot work for this service
 */
export function readPolicy(document: unknown, where: string): Rule[] {
  const { Statement, ...rest } = record(document, where);
  only(rest, ['Version', 'Id'], where);
  if (rest.Version !== undefined && rest.Version !== '2012-10-17' && rest.Version !== '2008-10-17') {
    refuse(where, `Version ${JSON.stringify(rest.Version)} does not exist; write "2012-10-17"`);
  }
  if (Statement === undefined) refuse(where, 'it has no Statement');
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return statements.map((statement, index) => readStatement(statement, `${where}, statement ${index + 1}`));
}

function readStatement(value: unknown, where: string): Rule {
  const statement = record(value, where);
  const { Effect, Condition } = statement;
  if (Condition !== undefined) refuse(where, whyNoCondition(Condition));
  if ('Principal' in statement || 'NotPrincipal' in statement) {
    refuse(where, 'a policy for a principal names no Principal; the key of the access document does');
  }
  only(statement, ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource'], where);
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    refuse(where, `Effect is "Allow" or "Deny", not ${JSON.stringify(Effect)}`);
  }
  const action = patterns(statement, 'Action', where);
  const resource = patterns(statement, 'Resource', where);
  return {
    allows: Effect === 'Allow',
    covers: (asked, arn) => action(asked.toLowerCase()) && resource(arn),
  };
}

function whyNoCondition(condition: unknown): string {
  const keys = Object.values(record(condition, 'Condition')).flatMap((test) => Object.keys(Object(test)));
  return keys.some((key) => /^swf:/i.test(key))
    ? `a Condition on ${keys.join(', ')} cannot work: the parameters of this operation cannot be constrained by a ` +
        'policy (Amazon SWF API Reference, RespondActivityTaskCompleted, Access Control)'
    : `the mock does not know what ${keys.join(', ') || 'a Condition'} would be; leave the Condition out`;
}

/** `Action` or `NotAction`, `Resource` or `NotResource`: one of the two, with at least one pattern. */
function patterns(statement: Record<string, unknown>, name: 'Action' | 'Resource', where: string) {
  const negative = `Not${name}`;
  if ((statement[name] === undefined) === (statement[negative] === undefined)) {
    refuse(where, `exactly one of ${name} and ${negative} belongs here`);
  }
  const value = statement[name] ?? statement[negative];
  const listed: unknown[] = Array.isArray(value) ? value : [value];
  if (listed.length === 0) refuse(where, `${name} is empty`);
  const expressions = listed.map((pattern) => {
    if (typeof pattern !== 'string') refuse(where, `${name} is a text or a list of texts`);
    return name === 'Action' ? actionPattern(pattern, where) : resourcePattern(pattern, where);
  });
  const expected = statement[name] !== undefined;
  return (asked: string) => expressions.some((expression) => expression.test(asked)) === expected;
}

function actionPattern(pattern: string, where: string): RegExp {
  if (pattern !== '*' && !/^[a-z0-9-]+:[\w*?]+$/i.test(pattern)) {
    refuse(where, `"${pattern}" is no action; write "swf:RespondActivityTaskCompleted" or "*"`);
  }
  return wildcard(pattern.toLowerCase());
}

function resourcePattern(pattern: string, where: string): RegExp {
  if (!/^(\*|arn:.*)$/.test(pattern)) {
    refuse(where, `"${pattern}" is no resource; write "arn:aws:swf:REGION:ACCOUNT:/domain/NAME" or "*"`);
  }
  return wildcard(pattern);
}

const wildcard = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\/]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
    's',
  );

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(where, 'it is no object');
  return value as Record<string, unknown>;
}

function only(value: Record<string, unknown>, known: string[], where: string): void {
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  if (stranger !== undefined)
    refuse(where, `"${stranger}" does not belong here; known are ${known.join(', ')}`);
}

function refuse(where: string, why: string): never {
  throw new TypeError(`access: ${where}: ${why}`);
}

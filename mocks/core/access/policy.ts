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
  if ('Version' in rest) oneOf(rest.Version, ['2012-10-17', '2008-10-17'], `${where}: Version`);
  if (Statement === undefined) refuse(where, 'it has no Statement');
  return listOf(Statement).map((statement, index) =>
    readStatement(statement, `${where}, statement ${index + 1}`),
  );
}

function readStatement(value: unknown, where: string): Rule {
  const statement = record(value, where);
  if ('Condition' in statement) refuse(where, whyNoCondition);
  only(statement, ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource'], where);
  const { Effect } = statement;
  oneOf(Effect, ['Allow', 'Deny'], `${where}: Effect`);
  const action = patterns(statement, 'Action', where);
  const resource = patterns(statement, 'Resource', where);
  return {
    allows: Effect === 'Allow',
    covers: (asked, arn) => action(asked.toLowerCase()) && resource(arn),
  };
}

const whyNoCondition =
  'a Condition cannot work: no policy can constrain the parameters of this operation (Amazon SWF API Reference, ' +
  'Access Control), and of anything else the mock knows nothing';

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

/**
 * Goes back to the latest asterisk only, which is enough; a regular expression with thirty of them would try every way
 * to share the text out among them, and never end.
 */
function fitsWildcard(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let latest: { after: number; at: number } | undefined;
  while (at < text.length) {
    const wanted = pattern[next];
    if (wanted === '*') {
      next += 1;
      latest = { after: next, at };
    } else if (wanted === '?' || wanted === text[at]) {
      next += 1;
      at += 1;
    } else if (latest) {
      latest.at += 1;
      ({ after: next, at } = latest);
    } else return false;
  }
  while (pattern[next] === '*') next += 1;
  return next === pattern.length;
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

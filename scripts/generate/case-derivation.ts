// The cases that follow from the contract alone: both sides of every constraint of every member, which operation
// closes a task for which, and what every response has to look like.
import type {
  BodyPart,
  CaseExpectation,
  CaseRequest,
  CorpusRequirement,
} from '../../generated/case-types.ts';
import {
  type CaseDraft,
  outcomeSets,
  plainRequest,
  readyState,
  type Subject,
  textMemberOf,
} from './case-templates.ts';
import { follow, type Requirement, type Schema } from './contract.ts';

/** The cases of every constraint of every member: lengths, presence, type, and the unit that lengths count. */
export function boundaryCases(subject: Subject): CaseDraft[] {
  const { contract, operation } = subject;
  const { properties = {}, required = [] } = operation.input.schema;
  return Object.entries(properties).flatMap(([name, property]) => {
    const schema = follow(contract, property);
    if (schema.type !== 'string') return [];
    const member = memberOf(subject, name, schema);
    return [
      ...lengthCases(member),
      ...(required.includes(name) ? [missingCase(member)] : []),
      ...typeCases(member, required.includes(name)),
      ...(isText(subject, name) ? [withoutTextCase(member), ...keptTextCases(member)] : []),
    ];
  });
}

/** A task closed by any operation is closed for each: one case for each pair. */
export function lifecycleCases(subject: Subject): CaseDraft[] {
  const { operation, slug, operations } = subject;
  const closing = operations.filter(({ object }) => object['x-closing-event'] !== undefined);
  if (!closing.includes(operation)) return [];
  return closing.map((first): CaseDraft => {
    const firstWord = first.id.match(/[A-Z][a-z0-9]*$/)?.[0].toLowerCase() ?? first.id;
    const needsCancelRequest = [first, operation].some((each) => readyState(each) === 'cancel-requested');
    return {
      id: `${slug}/lifecycle/after-${firstWord}`,
      title: `A call for a task that ${first.id} closed is refused`,
      group: 'lifecycle',
      operation: operation.id,
      requirement: 'unknown-resource.closed',
      needs: { task: needsCancelRequest ? 'cancel-requested' : 'open' },
      given: [
        { title: `the task is closed by ${first.id}`, request: tokenRequest(first), outcomes: ['accepted'] },
      ],
      request: tokenRequest(operation),
      expect: {
        outcomes: ['unknown-resource'],
        control: { case: `${slug}/operation/accepted`, relation: 'differs' },
      },
    };
  });
}

/** One case for each requirement on a response; each provokes a response that the requirement applies to. */
export function responseCases(subject: Subject, requirements: CorpusRequirement[]): CaseDraft[] {
  const { operation, slug } = subject;
  return requirements
    .filter(
      ({ checks, appliesTo, operations }) =>
        checks && appliesTo !== 'case' && operations.includes(operation.id),
    )
    .flatMap((requirement): CaseDraft[] => {
      const provoked = provoke(subject, requirement.appliesTo);
      if (!provoked) return [];
      return [
        {
          id: `${slug}/response/${requirement.id.replaceAll('.', '-')}`,
          title: requirement.statement,
          group: 'response',
          operation: operation.id,
          requirement: requirement.id,
          ...provoked,
          expect: { response: requirement.id },
        },
      ];
    });
}

function provoke(
  subject: Subject,
  appliesTo: CorpusRequirement['appliesTo'],
): Pick<CaseDraft, 'needs' | 'given' | 'request'> | undefined {
  const { operation } = subject;
  const task = readyState(operation);
  if (appliesTo === 'success') return { needs: { task }, given: [], request: tokenRequest(operation) };
  if (appliesTo === 'fault') {
    return {
      needs: { task },
      given: [
        {
          title: 'the task is closed',
          request: tokenRequest(operation),
          outcomes: ['accepted', 'unknown-resource'],
        },
      ],
      request: tokenRequest(operation),
    };
  }
  // An empty token breaks a constraint without any task.
  return { needs: {}, given: [], request: plainRequest(operation, ['{"taskToken":""}']) };
}

/** A member of an operation's input, and how requests that differ in it are made. */
type Member = {
  subject: Subject;
  name: string;
  schema: Schema;
  isToken: boolean;
  needs: CaseDraft['needs'];
  /** The request whose member is written so in JSON. */
  request(value: BodyPart[]): CaseRequest;
  requirement(keyword: string): string;
};

function memberOf(subject: Subject, name: string, schema: Schema): Member {
  const { operation, slug } = subject;
  const isToken = name === 'taskToken';
  const others = (operation.input.schema.required ?? []).filter(
    (other) => other !== name && other !== 'taskToken',
  );
  const rest = others.map((other) => `,"${other}":"x"`).join('');
  const stated: Requirement[] = [
    ...(schema['x-requirements'] ?? []),
    ...(operation.input.schema['x-requirements'] ?? []),
  ];
  return {
    subject,
    name,
    schema,
    isToken,
    needs: isToken ? {} : { task: readyState(operation) },
    request: (value) =>
      plainRequest(
        operation,
        isToken
          ? joined(['{"taskToken":', ...value, `${rest}}`])
          : joined(['{"taskToken":"', { taskToken: 'prepared' }, `"${rest},"${name}":`, ...value, '}']),
      ),
    requirement: (keyword) =>
      stated.find((each) => each.keyword === keyword && (each.member ?? name) === name)?.id ??
      `${slug}.${name}.${keyword}`,
  };
}

function lengthCases(member: Member): CaseDraft[] {
  const { schema } = member;
  const minimum = schema.minLength as number | undefined;
  const maximum = schema.maxLength as number | undefined;
  const accepted = new Set<number>();
  if (maximum !== undefined) for (const length of [1, maximum - 1, maximum]) accepted.add(length);
  if (maximum !== undefined && member.isToken) {
    accepted.add(base64Neighbour(maximum));
    accepted.add(base64Neighbour(maximum + 1));
  }
  if (minimum === undefined) accepted.add(0);
  else accepted.add(minimum);
  const cases = [...accepted]
    .filter((length) => length >= (minimum ?? 0))
    .sort((a, b) => a - b)
    .map((length) => lengthAccepted(member, length, length <= (minimum ?? 1) ? 'minLength' : 'maxLength'));
  if (minimum !== undefined && minimum > 0)
    cases.push(lengthRefused(member, minimum - 1, minimum, 'minLength'));
  if (maximum !== undefined) {
    // Who reads a token as base64 refuses 1025 characters and not 1024, with no limit in mind.
    const neighbour = member.isToken ? base64Neighbour(maximum + 1) : maximum;
    cases.push(lengthRefused(member, maximum + 1, neighbour, 'maxLength'));
    if (maximum > 1) cases.push(...unitCases(member, maximum));
  }
  return cases;
}

function lengthAccepted(member: Member, length: number, keyword: string): CaseDraft {
  const constrained = member.schema[keyword] === undefined ? 'maxLength' : keyword;
  return draft(member, `length-${length}`, `${member.name} of ${characters(length)}`, constrained, {
    request: member.request(textOf(member, length)),
    expect: member.isToken ? madeUpTokenOf(member, length) : { outcomes: ['accepted'] },
  });
}

function lengthRefused(member: Member, length: number, neighbour: number, keyword: string): CaseDraft {
  return draft(member, `length-${length}`, `${member.name} of ${characters(length)} is refused`, keyword, {
    request: member.request(textOf(member, length)),
    expect: { outcomes: ['constraint'], control: control(member, `length-${neighbour}`) },
  });
}

function unitCases(member: Member, maximum: number): CaseDraft[] {
  const { name } = member;
  const own = (kind: string) =>
    member.schema['x-requirements']?.find(({ id }) => id.endsWith(`.${kind}`))?.id;
  const multiByte = maximum - 1;
  const cases = [
    {
      ...draft(
        member,
        `multi-byte-${multiByte}`,
        `${name} of ${characters(multiByte)} of three bytes each`,
        'maxLength',
        {
          request: member.request(['"', { repeat: '日', times: multiByte }, '"']),
          expect: member.isToken ? madeUpToken(member, true) : { outcomes: ['accepted'] },
        },
      ),
      requirement: own('characters') ?? member.requirement('maxLength'),
    },
  ];
  // boto3 and the AWS CLI write every character outside ASCII so. It is one character in six bytes of the body.
  if (!member.isToken) {
    cases.push({
      ...draft(
        member,
        `escaped-${multiByte}`,
        `${name} of ${characters(multiByte)}, each written as an escape`,
        'maxLength',
        {
          request: member.request(['"', { repeat: '\\u65e5', times: multiByte }, '"']),
          expect: { outcomes: ['accepted'] },
        },
      ),
      requirement: own('characters') ?? member.requirement('maxLength'),
    });
  }
  const astral = own('astral');
  if (astral) {
    const times = Math.floor(maximum / 2) + 1;
    cases.push({
      ...draft(
        member,
        `astral-${times}`,
        `${name} of ${times} characters outside the Basic Multilingual Plane`,
        'maxLength',
        {
          request: member.request(['"', { repeat: '😀', times }, '"']),
          expect: { outcomes: ['accepted', 'constraint'] },
        },
      ),
      requirement: astral,
    });
  }
  return cases;
}

function missingCase(member: Member): CaseDraft {
  const { subject, name } = member;
  const text = textMemberOf(subject);
  const body = member.isToken
    ? [text ? `{"${text.name}":"x"}` : '{}']
    : joined(['{"taskToken":"', { taskToken: 'prepared' }, '"}']);
  return draft(member, 'missing', `A call without ${name} is refused`, 'required', {
    request: plainRequest(subject.operation, body),
    expect: { outcomes: ['constraint'], control: validNeighbour(member) },
  });
}

function typeCases(member: Member, required: boolean): CaseDraft[] {
  const values: [string, string][] = [
    ['number', '17'],
    ['boolean', 'true'],
    ['array', '["x"]'],
    ['object', '{"x":"y"}'],
  ];
  if (required) values.push(['null', 'null']);
  return values.map(([kind, json]) =>
    draft(member, `type-${kind}`, `${article(kind)} for ${member.name} is refused`, 'type', {
      request: member.request([json]),
      expect: { outcomes: ['serialization', 'constraint'], control: validNeighbour(member) },
    }),
  );
}

function withoutTextCase(member: Member): CaseDraft {
  const { subject, name } = member;
  const optional = subject.operation.input.schema['x-requirements']?.find(({ id }) =>
    id.endsWith(`.${name}.optional`),
  );
  return {
    ...draft(member, 'absent', `A call without ${name} is accepted`, 'type', {
      request: tokenRequest(subject.operation),
      expect: { outcomes: ['accepted'] },
    }),
    requirement: optional?.id ?? member.requirement('type'),
  };
}

/** A long text appears whole in the closing event, and not only as much of it as some column or log line holds. */
function keptTextCases({ subject, name, schema, request }: Member): CaseDraft[] {
  const { operation, slug } = subject;
  const type = operation.object['x-closing-event'];
  const requirement = operation.object['x-requirements']?.find(({ id }) => id === `${slug}.event`)?.id;
  if (type === undefined || requirement === undefined) return [];
  // Beyond every limit that a neighbouring operation has for its text; the whole text stands in the corpus.
  const length = Math.min(5000, (schema.maxLength as number | undefined) ?? 5000);
  return [
    {
      id: `${slug}/history/long-text`,
      title: `A ${name} of ${characters(length)} appears whole in the closing event`,
      group: 'history',
      operation: operation.id,
      requirement,
      needs: { task: readyState(operation), history: true },
      given: [],
      request: request(['"', { repeat: 'a', times: length }, '"']),
      expect: { outcomes: ['accepted'], event: { type, attributes: { [name]: 'a'.repeat(length) } } },
    },
  ];
}

function draft(
  member: Member,
  what: string,
  title: string,
  keyword: string,
  rest: { request: CaseRequest; expect: CaseExpectation },
): CaseDraft {
  const { subject, name } = member;
  return {
    id: `${subject.slug}/${name}/${what}`,
    title,
    group: 'boundary',
    operation: subject.operation.id,
    requirement: member.requirement(keyword),
    needs: member.needs,
    given: [],
    ...rest,
  };
}

/**
 * The longest token is held against one that is shorter by as little as base64 allows: who takes the one and not the
 * other counts. Tokens of every other length may be refused for their form.
 */
function madeUpTokenOf(member: Member, length: number): CaseExpectation {
  const maximum = member.schema.maxLength as number | undefined;
  const expect = madeUpToken(member, length !== maximum);
  if (length !== maximum) return expect;
  return {
    ...expect,
    control: {
      case: `${member.subject.slug}/${member.name}/length-${base64Neighbour(length)}`,
      relation: 'same',
    },
  };
}

/** The next shorter length that base64 takes or refuses like this one: it is written in groups of four. */
function base64Neighbour(length: number): number {
  return length - 4;
}

/** A token that nobody issued: accepted, or refused like any other such token. */
function madeUpToken(member: Member, formMatters: boolean): CaseExpectation {
  return {
    outcomes: outcomeSets.answered,
    control: {
      case: `${member.subject.slug}/operation/known`,
      relation: 'same',
      ...(formMatters && { formMatters }),
    },
  };
}

function validNeighbour(member: Member): NonNullable<CaseExpectation['control']> {
  const { slug } = member.subject;
  if (member.isToken) return { case: `${slug}/operation/known`, relation: 'differs' };
  return control(member, 'length-1');
}

function control(member: Member, what: string): NonNullable<CaseExpectation['control']> {
  return { case: `${member.subject.slug}/${member.name}/${what}`, relation: 'differs' };
}

function textOf(member: Member, length: number): BodyPart[] {
  if (length === 0) return ['""'];
  if (member.isToken) return ['"', { taskToken: 'made-up', length }, '"'];
  return length === 1 ? ['"a"'] : ['"', { repeat: 'a', times: length }, '"'];
}

function tokenRequest(operation: Subject['operation']): CaseRequest {
  const others = (operation.input.schema.required ?? []).filter((name) => name !== 'taskToken');
  const rest = others.map((name) => `,"${name}":"x"`).join('');
  return plainRequest(operation, ['{"taskToken":"', { taskToken: 'prepared' }, `"${rest}}`]);
}

function isText(subject: Subject, name: string): boolean {
  return textMemberOf(subject)?.name === name;
}

/** Neighbouring strings put together, so that the same body is always written the same way. */
function joined(parts: BodyPart[]): BodyPart[] {
  return parts.reduce<BodyPart[]>((done, part) => {
    const last = done.at(-1);
    if (typeof part === 'string' && typeof last === 'string') done[done.length - 1] = last + part;
    else done.push(part);
    return done;
  }, []);
}

function characters(length: number): string {
  return length === 1 ? '1 character' : `${length} characters`;
}

function article(noun: string): string {
  return noun === 'null' ? 'Null' : `${/^[aeiou]/.test(noun) ? 'An' : 'A'} ${noun}`;
}

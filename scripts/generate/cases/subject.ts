// An operation as cases are made for it: what it is called, what a valid request of it looks like, and which cases others
// are held against.
import type {
  BodyPart,
  Case,
  CaseExpectation,
  CaseRequest,
  Outcome,
  TaskState,
} from '../../../generated/case-types.ts';
import {
  awsJson,
  type Contract,
  casePrefixOf,
  type Operation,
  pointerPart,
  type Referable,
  resolved,
  type Schema,
  targetsOf,
} from '../../contract/contract.ts';
import { type Member, membersOf, textMembersOf, tokenMemberOf } from '../../contract/members.ts';
import { inputSampleAt, requestSampleOf } from '../../contract/sample.ts';
import { type Entries, preparedToken, preparedValue, type Value, writtenObject } from './body.ts';

/** A case without its level, which is that of its requirement. */
export type CaseDraft = Omit<Case, 'level'>;

export type Subject = {
  contract: Contract;
  operation: Operation;
  prefix: string;
  target: string;
  members: Member[];
  /** The member that names the task; undefined where none does. */
  token: Member | undefined;
  /** The members that say which tasks are asked for, where the operation hands tasks over. */
  asking: Member[];
  /** Whether a task is prepared for its cases: one that it names, or one that it is to get. */
  hasTask: boolean;
  /** The text that goes with the task. */
  text: Member | undefined;
  /** The state of task that the operation is documented for. */
  ready: TaskState;
  /** The ids of the cases that others are held against. */
  roles: Roles;
  /** The id of another case, by how it ends in spec/cases/. */
  caseAt(end: string): string;
};

/**
 * `known` is the smallest call with a token that nobody issued; `accepted` the same for a task that is ready. For an
 * operation that names no task they are one.
 */
export type Roles = { known: string; accepted: string };

/** @param roles the ends of the ids of the cases that spec/cases/ gives these roles */
export function subjectOf(contract: Contract, operation: Operation, roles: Roles): Subject {
  const prefix = casePrefixOf(operation.object);
  const members = membersOf(contract, operation);
  const token = tokenMemberOf(members);
  const { takes, from = takes ?? 'open' } = operation.object['x-effect'] ?? {};
  const asking = takes ? members.filter(({ schema }) => taskValueOf(schema) !== undefined) : [];
  const hasTask = token !== undefined || takes !== undefined;
  const caseAt = (end: string) => `${prefix}/${end === roles.accepted && !hasTask ? roles.known : end}`;
  return {
    contract,
    operation,
    prefix,
    target: targetsOf(contract, operation.id)[0] ?? operation.id,
    members,
    token,
    asking,
    hasTask,
    text: textMembersOf(members)[0],
    ready: from as TaskState,
    roles: { known: caseAt(roles.known), accepted: caseAt(roles.accepted) },
    caseAt,
  };
}

/** The value of a task that a member of a request asks for. */
function taskValueOf({ 'x-value': name }: Schema): 'domain' | 'taskList' | undefined {
  if (name === 'task.domain') return 'domain';
  return name === 'task.taskList' ? 'taskList' : undefined;
}

/** Answers that are awsJson errors for which the caller, not the endpoint, is to blame. */
const refused: Outcome[] = [
  'constraint',
  'serialization',
  'unknown-operation',
  'unknown-resource',
  'not-permitted',
  'auth',
  'other-error',
];

/** Sets of outcomes that several cases expect. */
export const outcomeSets = {
  refused,
  orderly: ['accepted', ...refused],
  // What refuses a token that nobody issued is documented and recorded differently, and what refuses the operation
  // for the state of the task (Canceled without a cancel request) is not known at all.
  answered: ['accepted', 'unknown-resource', 'constraint', 'not-permitted', 'other-error'],
} satisfies Record<string, Outcome[]>;

/** The members of the smallest valid request, for the task that was prepared or with a token that nobody issued. */
export function requiredEntries(subject: Subject, token: Value = preparedToken): Entries {
  const entries: Entries = Object.entries(requestSampleOf(subject.contract, subject.operation));
  if (subject.token) return withMember(subject, entries, subject.token, token);
  if (token !== preparedToken) return entries;
  return subject.asking.reduce((done, member) => {
    const otherwise = String(
      inputSampleAt(subject.contract, subject.operation, member.schema, member.pointer),
    );
    return withMember(
      subject,
      done,
      member,
      preparedValue(taskValueOf(member.schema) ?? 'domain', otherwise),
    );
  }, entries);
}

/**
 * The members of the smallest valid request in which a member has this value. What the member belongs to is there, then,
 * with the other members that it needs.
 */
export function withMember(subject: Subject, entries: Entries, { path }: Member, value: Value): Entries {
  const { contract, operation } = subject;
  return Object.entries(
    placed(operation.input.schema, Object.fromEntries(entries), '', path) as { [name: string]: Value },
  );

  function placed(
    referable: Referable<Schema>,
    present: Value | undefined,
    pointer: string,
    [name, ...rest]: string[],
  ): Value {
    if (name === undefined) return value;
    const schema = resolved(contract, referable);
    const parent = present ?? inputSampleAt(contract, operation, schema, pointer);
    const within = `${pointer}/${pointerPart(name)}`;
    if (schema.items !== undefined) {
      const [first, ...others] = Array.isArray(parent) ? parent : [];
      return [placed(schema.items, first, within, rest), ...others];
    }
    const members = parent as { [name: string]: Value };
    const child = Object.hasOwn(members, name) ? members[name] : undefined;
    return { ...members, [name]: placed(schema.properties?.[name] ?? {}, child, within, rest) };
  }
}

/** The members without one of them. */
export function withoutMember(entries: Entries, { path }: Member): Entries {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return entries.filter(([each]) => each !== name);
  return entries.map(([each, value]) => [each, each === name ? without(value, rest) : value]);
}

function without(parent: Value, [name = '', ...rest]: string[]): Value {
  if (Array.isArray(parent)) return [without(parent[0] as Value, rest), ...parent.slice(1)];
  const { [name]: child, ...others } = parent as { [name: string]: Value };
  return rest.length === 0 || child === undefined ? others : { ...others, [name]: without(child, rest) };
}

/** A request as most cases send it: the short target, the usual content type, and the body. */
export function plainRequest({ target }: Subject, body: BodyPart[]): CaseRequest {
  return {
    method: 'POST',
    headers: [
      ['Content-Type', awsJson],
      ['X-Amz-Target', target],
    ],
    body,
  };
}

/** The smallest valid request, with a token of the task that was prepared where it names one. */
export function smallestRequest(subject: Subject): CaseRequest {
  return plainRequest(subject, writtenObject(requiredEntries(subject)));
}

/** What a case needs whose requests have to be accepted. */
export function readyTask({ hasTask, ready }: Subject): Case['needs'] {
  return hasTask ? { task: ready } : {};
}

/** Whether an accepted call closes the task that it names. */
export function closesTasks({ operation }: Subject): boolean {
  return operation.object['x-effect']?.['closes-with'] !== undefined;
}

/**
 * What a valid request gets: it is accepted where a task was prepared for it. What else an operation names (a domain, an
 * execution) was not prepared, so that any refusal may be right but one for the form of the request.
 */
export function validExpectation(subject: Subject): CaseExpectation {
  return subject.hasTask ? { outcomes: ['accepted'] } : unpreparedExpectation(subject);
}

/** What a valid request gets that names something nobody made. */
export function unpreparedExpectation({ roles }: Subject): CaseExpectation {
  return { outcomes: outcomeSets.answered, control: { case: roles.known, relation: 'like' } };
}

/** What a token gets that nobody issued, whose form is its own: accepted, or refused like that of the case `known`. */
export function unissuedExpectation({ roles }: Subject): CaseExpectation {
  return {
    outcomes: outcomeSets.answered,
    control: { case: roles.known, relation: 'same', formMatters: true },
  };
}

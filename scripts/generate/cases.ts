// generated/cases.json: the conformance corpus. Cases for every constraint are derived from the schemas, cases for
// every response requirement from the responses, and both are merged with those written by hand in spec/cases/.
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { CaseTemplate } from '../../generated/case-template-types.ts';
import type {
  Case,
  Corpus,
  CorpusOperation,
  CorpusRequirement,
  Outcome,
} from '../../generated/case-types.ts';
import {
  type Contract,
  casePrefixOf,
  errorSchemasOf,
  type Operation,
  operationsOf,
  type Requirement,
  targetsOf,
} from '../contract/contract.ts';
import { describedResponseOf } from '../contract/described-response.ts';
import { membersOf, textMembersOf } from '../contract/members.ts';
import { describedOutputOf } from '../contract/output.ts';
import type { Artefact } from './artefact.ts';
import { boundaryCases } from './cases/boundaries.ts';
import { closingEventOf, closingEventRequirementOf, historyCases } from './cases/history.ts';
import { lifecycleCases } from './cases/lifecycle.ts';
import { type Mistake, readTemplates, type Templates } from './cases/read-templates.ts';
import { responseCases } from './cases/responses.ts';
import { type CaseDraft, type Subject, subjectOf } from './cases/subject.ts';
import { expandTemplate, Unfillable } from './cases/templates.ts';
import { standaloneSchema } from './json-schema.ts';
import { faultsOf } from './operations.ts';

export const artefact: Artefact = {
  generate(contract, source) {
    const corpus = corpusOf(contract, source.text, readTemplates(contract, dirname(source.file)));
    return { 'cases.json': `${JSON.stringify(corpus, null, 1)}\n` };
  },
};

/** The corpus of a contract. Fails with ContractError where an entry of spec/cases/ does not fit an operation. */
export function corpusOf(contract: Contract, contractText: string, read: Templates): Corpus {
  const { templates, roles } = read;
  const operations = operationsOf(contract);
  const requirements = requirementsOf(contract, operations);
  const levels = new Map(requirements.map(({ id, level }) => [id, level]));
  const subjects = operations.map((operation) => subjectOf(contract, operation, roles));
  const written = new Map<CaseDraft, CaseTemplate>();
  const mistakes: Mistake[] = [];
  const drafts = subjects.flatMap((subject) => [
    ...templates.flatMap((template) => expanded(template, subject)),
    ...boundaryCases(subject),
    ...historyCases(subject),
    ...lifecycleCases(subject, subjects),
    ...responseCases(subject, requirements, subjects),
  ]);
  read.refuse(mistakes);
  read.refuse(mistakesAmong(drafts, written, levels));
  const cases = drafts.map((draft): Case => {
    const alsoCalls = othersCalledIn(draft, operations, contract);
    return {
      ...waiting(draft, operations),
      ...(alsoCalls.length > 0 && { alsoCalls }),
      level: levels.get(draft.requirement) as Case['level'],
    };
  });
  return {
    suite: {
      name: 'swf-contract',
      version: contract.info.version,
      contractSha256: createHash('sha256').update(contractText).digest('hex'),
    },
    service: {
      signingName: contract['x-service']['signing-name'],
      targetPrefixes: contract['x-service']['target-prefixes'],
    },
    errorOutcomes: errorOutcomesOf(contract) as Corpus['errorOutcomes'],
    operations: subjects.map(describeOperation),
    requirements,
    cases,
  };

  function expanded(template: CaseTemplate, subject: Subject): CaseDraft[] {
    try {
      const made = expandTemplate(template, subject);
      for (const draft of made) written.set(draft, template);
      return made;
    } catch (error) {
      if (!(error instanceof Unfillable)) throw error;
      mistakes.push({ template, place: '/request', message: error.message });
      return [];
    }
  }
}

/** A call that waits for a task, and for which none was prepared, may be held, or be told that there is none. */
function waiting(draft: CaseDraft, operations: Operation[]): CaseDraft {
  const operation = operations.find(({ id }) => id === draft.operation);
  if (operation?.object['x-effect']?.waits === undefined || draft.needs.task) return draft;
  const orNone = (outcomes: Outcome[]): Outcome[] =>
    outcomes.includes('accepted') ? [...outcomes, 'held', 'idle'] : outcomes;
  const { outcomes } = draft.expect;
  return {
    ...draft,
    given: draft.given.map((step) => ({ ...step, outcomes: orNone(step.outcomes) })),
    expect: { ...draft.expect, ...(outcomes && { outcomes: orNone(outcomes) }) },
  };
}

/** The operations besides its own that a case calls. */
function othersCalledIn(draft: CaseDraft, operations: Operation[], contract: Contract): string[] {
  const requests = [...draft.given.map(({ request }) => request), draft.request, ...(draft.together ?? [])];
  const targets = requests.flatMap(({ headers }) => headers.filter(([name]) => /^x-amz-target$/i.test(name)));
  const called = new Set(targets.map(([, target]) => target));
  return operations
    .filter(
      ({ id }) => id !== draft.operation && targetsOf(contract, id).some((target) => called.has(target)),
    )
    .map(({ id }) => id);
}

function describeOperation(subject: Subject): CorpusOperation {
  const { contract, operation, prefix, target, ready, token, members, roles } = subject;
  const event = closingEventOf(subject);
  const repeated = closingEventRequirementOf(subject) === undefined ? [] : textMembersOf(members);
  const described = describedResponseOf(contract, operation, prefix);
  return {
    name: operation.id,
    slug: prefix,
    target,
    ...(operation.object['x-document'] && { document: operation.object['x-document'] }),
    ...waitOf(subject),
    taskState: ready,
    ...(token && { token: token.pointer }),
    known: roles.known,
    accepted: roles.accepted,
    faults: faultsOf(contract, operation),
    input: standaloneSchema(contract, operation.input.schema),
    constraints: members.flatMap(({ pointer, requirements }) =>
      requirements.flatMap(({ id, keyword }) =>
        keyword ? [{ member: pointer, keyword, requirement: id }] : [],
      ),
    ),
    ...(event && { event: { type: event, attributes: repeated.flatMap(({ path }) => path) } }),
    ...(described && { response: standaloneSchema(contract, described.schema) }),
  };
}

/** For how long a call waits for a task, and where its answer has the token of one. */
function waitOf({ contract, operation }: Subject): Pick<CorpusOperation, 'waits' | 'taken'> {
  const { waits } = operation.object['x-effect'] ?? {};
  if (waits === undefined) return {};
  const { taskValues = {} } = describedOutputOf(contract, operation) ?? {};
  const [taken] = Object.entries(taskValues).find(([, value]) => value === 'task.taskToken') ?? [];
  return { waits, ...(taken !== undefined && { taken }) };
}

/** Every requirement of the contract once, in the order of the contract, with the operations it speaks about. */
function requirementsOf(contract: Contract, operations: Operation[]): CorpusRequirement[] {
  const all = operations.map((operation) => operation.id);
  const found = new Map<string, CorpusRequirement>();
  const add = (
    list: Requirement[] | undefined,
    names: string[],
    appliesTo?: CorpusRequirement['appliesTo'],
  ) => {
    for (const requirement of list ?? []) {
      const present = found.get(requirement.id);
      if (present) present.operations = [...new Set([...present.operations, ...names])];
      else found.set(requirement.id, describeRequirement(requirement, names, appliesTo));
    }
  };
  add(contract['x-requirements'], all, 'case');
  for (const operation of operations) {
    const { object, input, responses, id } = operation;
    add(object['x-requirements'], [id]);
    add(input.schema['x-requirements'], [id]);
    for (const { requirements } of membersOf(contract, operation)) add(requirements, [id]);
    for (const { status, response } of responses) {
      add(response['x-requirements'], [id], status.startsWith('2') ? 'success' : 'error');
    }
    const described = describedResponseOf(contract, operation, casePrefixOf(object));
    if (described) found.set(described.requirement.id, describedRequirement(described.requirement, id));
  }
  for (const [, schema] of errorSchemasOf(contract)) add(schema['x-requirements'], all);
  return [...found.values()];
}

function describedRequirement(requirement: Requirement, operation: string): CorpusRequirement {
  return {
    ...describeRequirement(requirement, [operation], 'success'),
    appliesTo: 'success',
    checks: [{ described: true }],
  };
}

function describeRequirement(
  requirement: Requirement,
  operations: string[],
  appliesTo: CorpusRequirement['appliesTo'],
): CorpusRequirement {
  const { id, level, statement, provenance, source } = requirement;
  const { unobservable, unbound } = requirement;
  const described: CorpusRequirement = {
    id,
    level,
    statement,
    provenance,
    source,
    operations,
    ...(unobservable && { unobservable }),
    ...(unbound && { unbound }),
  };
  if (!requirement.check) return described;
  return {
    ...described,
    appliesTo: requirement.for ?? appliesTo ?? 'case',
    checks: requirement.check.map((check) =>
      Object.fromEntries(Object.entries(check).map(([name, value]) => [camelCase(name), value])),
    ),
  };
}

function errorOutcomesOf(contract: Contract): Record<string, string> {
  const outcomes: Record<string, string> = {};
  for (const [name, schema] of errorSchemasOf(contract)) {
    if (schema['x-error']) outcomes[name] = schema['x-error'].outcome;
    Object.assign(outcomes, schema['x-error-outcomes']);
  }
  return outcomes;
}

/**
 * Whose id is another's, whose control is no case, or whose requirement no operation has. Fails with an Error where such a
 * case is derived and not written.
 */
function mistakesAmong(
  drafts: CaseDraft[],
  written: Map<CaseDraft, CaseTemplate>,
  levels: Map<string, unknown>,
): Mistake[] {
  const mistakes: Mistake[] = [];
  const found = (draft: CaseDraft, place: string, message: string) => {
    const template = written.get(draft);
    if (template === undefined) throw new Error(`${draft.id}: ${message}`);
    mistakes.push({ template, place, message });
  };
  const first = new Map<string, CaseDraft>();
  for (const draft of drafts) {
    const { id } = draft;
    const earlier = first.get(id);
    first.set(id, earlier ?? draft);
    if (earlier === undefined) continue;
    if (!written.has(earlier)) throw new Error(`two cases have the id "${id}"`);
    found(
      earlier,
      '/id',
      `the id "${id}" is that of a case which is derived from the contract; choose another`,
    );
  }
  for (const draft of drafts) {
    const { expect, given, operation, requirement } = draft;
    if (!levels.has(requirement))
      found(draft, '/requirement', `no operation has the requirement "${requirement}"`);
    const controls = [expect.control?.case, expect.control?.madeUp, ...given.map((step) => step.differsFrom)];
    for (const control of controls) {
      if (control === undefined || first.has(control)) continue;
      found(
        draft,
        '/expect/control/case',
        `${operation} has no case "${control}"; name one that each operation has`,
      );
    }
  }
  return mistakes;
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

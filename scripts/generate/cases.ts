// generated/cases.json: the conformance corpus. Cases for every constraint are derived from the schemas, cases for
// every response requirement from the responses, and both are merged with those written by hand in spec/cases/.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Case, Corpus, CorpusOperation, CorpusRequirement } from '../../generated/case-types.ts';
import type { Artefact } from './artefact.ts';
import { boundaryCases, lifecycleCases, responseCases } from './case-derivation.ts';
import { type CaseTemplate, expandTemplate } from './case-templates.ts';
import {
  type Contract,
  errorSchemasOf,
  follow,
  type Operation,
  operationsOf,
  type Requirement,
} from './contract.ts';
import { faultsOf, slugOf } from './operations.ts';

export const artefact: Artefact = {
  files: ['cases.json'],
  generate(contract, source) {
    const corpus = corpusOf(contract, source.text, readTemplates(join(dirname(source.file), 'cases')));
    return { 'cases.json': `${JSON.stringify(corpus, null, 1)}\n` };
  },
};

/**
 * The corpus of a contract. Fails with an Error when two cases have the same id, when a case names a control or a
 * requirement that is not there, or when two operations have the same short name.
 */
export function corpusOf(contract: Contract, contractText: string, templates: CaseTemplate[]): Corpus {
  const operations = operationsOf(contract);
  const requirements = requirementsOf(contract, operations);
  const known = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const cases = operations.flatMap((operation) => {
    const subject = { contract, operation, slug: slugOf(operation.id), operations };
    const drafts = [
      ...templates.flatMap((template) => expandTemplate(template, subject, known)),
      ...boundaryCases(subject),
      ...lifecycleCases(subject),
      ...responseCases(subject, requirements),
    ];
    return drafts.map((draft): Case => ({ ...draft, level: known.get(draft.requirement)?.level ?? 'MUST' }));
  });
  const corpus: Corpus = {
    suite: {
      name: 'swf-contract',
      version: contract.info.version,
      contractSha256: createHash('sha256').update(contractText).digest('hex'),
    },
    errorOutcomes: errorOutcomesOf(contract) as Corpus['errorOutcomes'],
    operations: operations.map((operation) => describeOperation(contract, operation)),
    requirements,
    cases,
  };
  assertSound(corpus);
  return corpus;
}

function describeOperation(contract: Contract, operation: Operation): CorpusOperation {
  const header = operation.object.parameters?.find(
    (parameter) => 'name' in parameter && parameter.name === 'X-Amz-Target',
  );
  const schema = header && 'schema' in header ? header.schema : undefined;
  const target = schema && 'enum' in schema ? (schema.enum as string[])[0] : undefined;
  return {
    name: operation.id,
    slug: slugOf(operation.id),
    target: target ?? `SimpleWorkflowService.${operation.id}`,
    taskState: (operation.object['x-task-state'] ?? 'open') as CorpusOperation['taskState'],
    faults: faultsOf(contract, operation),
  };
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
  add(contract['x-protocol']?.['x-requirements'], all, 'case');
  for (const operation of operations) {
    add(operation.object['x-requirements'], [operation.id]);
    const input = operation.input.schema;
    add(input['x-requirements'], [operation.id]);
    for (const member of Object.values(input.properties ?? {})) {
      add(follow(contract, member)['x-requirements'], [operation.id]);
    }
    for (const { status, response } of operation.responses) {
      add(response['x-requirements'], [operation.id], status.startsWith('2') ? 'success' : 'error');
    }
  }
  for (const [, schema] of errorSchemasOf(contract)) add(schema['x-requirements'], all);
  return [...found.values()];
}

function describeRequirement(
  requirement: Requirement,
  operations: string[],
  appliesTo: CorpusRequirement['appliesTo'],
): CorpusRequirement {
  const { id, level, statement, provenance, source } = requirement;
  const described: CorpusRequirement = { id, level, statement, provenance, source, operations };
  if (!requirement.check) return described;
  return {
    ...described,
    appliesTo: (requirement.for as CorpusRequirement['appliesTo']) ?? appliesTo ?? 'case',
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

function readTemplates(folder: string): CaseTemplate[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().flatMap((name) => parse(readFileSync(join(folder, name), 'utf8')) as CaseTemplate[]);
}

function assertSound(corpus: Corpus): void {
  const slugs = corpus.operations.map(({ slug }) => slug);
  const ids = corpus.cases.map(({ id }) => id);
  const repeated = (list: string[]) => list.filter((item, index) => list.indexOf(item) !== index);
  for (const slug of repeated(slugs)) throw new Error(`two operations have the short name "${slug}"`);
  for (const id of repeated(ids)) throw new Error(`two cases have the id "${id}"`);
  for (const { id, expect } of corpus.cases) {
    const control = expect.control?.case;
    if (control && !ids.includes(control)) throw new Error(`${id}: its control "${control}" is not a case`);
  }
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

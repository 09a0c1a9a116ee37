// The catalogue of requirements and cases as plain data: each requirement with its source and its cases, each case
// with the commands that send it.
import { type Case, type CaseRequest, type Corpus, caseOf } from '../conformance/cases/corpus.ts';
import { describeExpectation, describeNeeds } from '../conformance/cases/describe-case.ts';
import { shownCommand } from '../conformance/report/shown-command.ts';
import { curlCommand } from '../conformance/request/curl.ts';
import { exampleContext, exampleRequest } from '../conformance/request/example-request.ts';
import type { Contract } from '../scripts/contract/contract.ts';
import { requirementsIn } from '../scripts/contract/requirements.ts';

export type Catalogue = { filters: Filter[]; requirements: CatalogueRequirement[] };

/** A property by which requirements are filtered, and the values that it has. */
export type Filter = { name: string; text: string; values: string[] };

export type CatalogueRequirement = {
  id: string;
  level: string;
  provenance: string;
  statement: string;
  source: string;
  corroboratedBy?: string;
  operations: string[];
  cases: CatalogueCase[];
};

export type CatalogueCase = {
  id: string;
  title: string;
  operation: string;
  needs: string;
  expected: string;
  control?: string;
  /** What is sent, in this order; the control's request last. */
  requests: { title: string; curl: string }[];
};

export async function catalogueOf(corpus: Corpus, contract: Contract): Promise<Catalogue> {
  const corroborated = new Map(
    requirementsIn(contract).map(({ requirement }) => [requirement.id, requirement['corroborated-by']]),
  );
  const cases = await Promise.all(corpus.cases.map(async (each) => [each, await describe(each)] as const));
  const requirements = corpus.requirements.map((requirement): CatalogueRequirement => {
    const { id, level, provenance, statement, source, operations } = requirement;
    const corroboratedBy = corroborated.get(id);
    const own = cases.filter(([each]) => each.requirement === id).map(([, described]) => described);
    return {
      id,
      level,
      provenance,
      statement,
      source,
      ...(corroboratedBy && { corroboratedBy }),
      operations,
      cases: own,
    };
  });
  const filters = [
    { name: 'level', text: 'Level', values: valuesOf(requirements.map(({ level }) => level)) },
    {
      name: 'provenance',
      text: 'Provenance',
      values: valuesOf(requirements.map(({ provenance }) => provenance)),
    },
    { name: 'operation', text: 'Operation', values: corpus.operations.map(({ name }) => name) },
  ];
  return { filters, requirements };

  async function describe(described: Case): Promise<CatalogueCase> {
    const { id, title, operation, given, request, expect } = described;
    const control = expect.control && caseOf(corpus, expect.control.case);
    const sent = [
      ...given.map((step) => ({ title: `First: ${step.title}`, request: step.request })),
      { title: given.length > 0 ? 'Then the request' : 'The request', request },
      ...(control ? [{ title: 'The request of its control', request: control.request }] : []),
    ];
    return {
      id,
      title,
      operation,
      needs: describeNeeds(described),
      expected: describeExpectation(described),
      ...(control && { control: control.id }),
      requests: await Promise.all(
        sent.map(async (each) => ({
          title: each.title,
          curl: await curlOf(each.request, corpus.service.signingName),
        })),
      ),
    };
  }
}

/** Unsigned, so that the token of a task can be put in. */
async function curlOf(request: CaseRequest, service: string): Promise<string> {
  const endpoint = new URL(exampleContext.endpoint);
  const wire = await exampleRequest(request, { ...exampleContext, endpoint, service });
  // curl counts the bytes itself; a length that is wrong on purpose stays.
  const counted = String(wire.body.byteLength);
  const headers = wire.headers.filter(
    ([name, value]) => name.toLowerCase() !== 'content-length' || value !== counted || counted === '0',
  );
  return shownCommand(curlCommand({ ...wire, headers }));
}

function valuesOf(values: string[]): string[] {
  return [...new Set(values)];
}

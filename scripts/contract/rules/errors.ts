// Rule: every error name amounts to one of the outcomes by which responses are classified.
import { bodySchemaNamesOf, type Contract, errorSchemasOf, operationsOf, pointerPart } from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { fitIn } from '../fit.ts';

const rule = 'error-outcome';

/**
 * Each schema under an error response says, by x-error or x-error-outcomes, what its names amount to; each error of
 * x-error stands under a response, and its schema takes its name.
 */
export const errorsHaveOutcomes: Rule = (contract) => {
  const inUse = operationsOf(contract).flatMap(({ responses }) =>
    responses
      .filter(({ status }) => !status.startsWith('2'))
      .flatMap(({ response }) => bodySchemaNamesOf(response)),
  );
  const silent = [...new Set(inUse)].filter((name) => {
    const schema = contract.components.schemas?.[name];
    return schema && schema['x-error'] === undefined && schema['x-error-outcomes'] === undefined;
  });
  const places = operationsOf(contract).flatMap(({ responses }) => responses);
  const misfit = fitIn(contract);
  const modelled = errorSchemasOf(contract).flatMap(([name, { properties, 'x-error': error }]): Finding[] => {
    if (error === undefined) return [];
    const pointer = `/components/schemas/${pointerPart(name)}`;
    const findings: Finding[] = [];
    // The mock answers with the status of the response that has the error.
    if (
      !places.some(
        ({ status, response }) => /^\d+$/.test(status) && bodySchemaNamesOf(response).includes(name),
      )
    ) {
      const message = 'no operation has a response with this error and a status in digits; list it under one';
      findings.push({ rule, pointer, message });
    }
    const type = `${error.namespace}#${name}`;
    const why = properties?.__type && misfit(properties.__type, type);
    if (why) {
      const message = `"${type}", under which the error travels, does not fit: ${why}`;
      findings.push({ rule, pointer: `${pointer}/properties/__type`, message });
    }
    return findings;
  });
  const message = 'the schema of an error needs x-error, or x-error-outcomes when it stands for several';
  return [
    ...silent.map((name) => ({ rule, pointer: `/components/schemas/${pointerPart(name)}`, message })),
    ...modelled,
    ...namesInExamples(contract),
  ];
};

/** The errors that examples show are among those the contract knows. */
function namesInExamples(contract: Contract): Finding[] {
  const schemas = Object.entries(contract.components.schemas ?? {});
  const known = new Set(schemas.filter(([, schema]) => schema['x-error']).map(([name]) => name));
  for (const [, schema] of schemas)
    for (const name of Object.keys(schema['x-error-outcomes'] ?? {})) known.add(name);
  const findings = new Map<string, Finding>();
  for (const { responses } of operationsOf(contract)) {
    for (const { pointer: place, response } of responses) {
      for (const [type, { examples = {} }] of Object.entries(response.content ?? {})) {
        for (const [example, { value }] of Object.entries(examples)) {
          const error = nameOfError(value);
          if (error === undefined || known.has(error)) continue;
          const pointer = `${place}/content/${pointerPart(type)}/examples/${pointerPart(example)}/value/__type`;
          const message = `the contract does not know the error "${error}", so it amounts to no outcome`;
          findings.set(pointer, { rule, pointer, message });
        }
      }
    }
  }
  return [...findings.values()];
}

/** `UnknownResourceFault` of `com.amazonaws.swf.base.model#UnknownResourceFault`. */
function nameOfError(value: unknown): string | undefined {
  const type = (value as { __type?: unknown } | null)?.__type;
  return typeof type === 'string' ? type.replace(/^.*#/, '').replace(/:.*$/, '') : undefined;
}

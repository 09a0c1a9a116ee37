// Rules for names: operations have short names of their own, and every error name amounts to one of the outcomes by
// which responses are classified.
import {
  bodySchemaNamesOf,
  type Contract,
  isReference,
  operationsOf,
  type Schema,
} from '../generate/contract.ts';
import { slugOf } from '../generate/operations.ts';
import { pointerPart } from '../generate/requirements.ts';
import type { Finding, Rule } from './finding.ts';

const outcomes = new Set(
  'unknown-resource not-permitted constraint serialization unknown-operation throttled auth server-error'.split(
    ' ',
  ),
);

/** Case ids begin with the last word of the operation's id, so no two operations may share it. */
export const slugsAreUnique: Rule = (contract) => {
  const first = new Map<string, string>();
  return operationsOf(contract).flatMap(({ id, pathKey }) => {
    const slug = slugOf(id);
    const earlier = first.get(slug);
    first.set(slug, earlier ?? id);
    if (earlier === undefined) return [];
    const pointer = `/paths/${pointerPart(pathKey)}/post/operationId`;
    return [{ rule: 'slug-unique', pointer, message: `the short name "${slug}" is taken by ${earlier}` }];
  });
};

/** Each schema under an error response says, by x-error or x-error-outcomes, what its names amount to. */
export const errorsHaveOutcomes: Rule = (contract) => {
  const rule = 'error-outcome';
  const inUse = operationsOf(contract).flatMap(({ responses }) =>
    responses
      .filter(({ status }) => !status.startsWith('2'))
      .flatMap(({ response }) => bodySchemaNamesOf(response)),
  );
  const findings = [...new Set(inUse)].flatMap((name): Finding[] => {
    const schema = contract.components.schemas?.[name];
    return schema === undefined ? [] : findingsOfError(schema, `/components/schemas/${pointerPart(name)}`);
  });
  return [...findings, ...namesInExamples(contract)];

  function findingsOfError(schema: Schema, pointer: string): Finding[] {
    const error = schema['x-error'];
    const listed = schema['x-error-outcomes'];
    if (error === undefined && listed === undefined) {
      const message = 'the schema of an error needs x-error, or x-error-outcomes when it stands for several';
      return [{ rule, pointer, message }];
    }
    const found: Finding[] = [];
    if (error !== undefined) {
      const at = `${pointer}/x-error`;
      if (!error.namespace) found.push({ rule, pointer: at, message: 'x-error has no namespace' });
      if (!['fault', 'framework'].includes(error.kind)) {
        found.push({
          rule,
          pointer: at,
          message: `x-error has the kind "${error.kind}"; it is fault or framework`,
        });
      }
      if (!['message', 'Message'].includes(error['message-key'])) {
        found.push({
          rule,
          pointer: at,
          message: 'x-error needs a message-key, which is message or Message',
        });
      }
      found.push(...unknownOutcome(error.outcome, `${at}/outcome`));
    }
    for (const [name, outcome] of Object.entries(listed ?? {})) {
      found.push(...unknownOutcome(outcome, `${pointer}/x-error-outcomes/${pointerPart(name)}`));
    }
    return found;
  }

  function unknownOutcome(outcome: string, pointer: string): Finding[] {
    if (outcomes.has(outcome)) return [];
    return [
      { rule, pointer, message: `"${outcome}" is no outcome; it is one of ${[...outcomes].join(', ')}` },
    ];
  }
};

/** The errors that examples show are among those the contract knows. */
function namesInExamples(contract: Contract): Finding[] {
  const schemas = Object.entries(contract.components.schemas ?? {});
  const known = new Set(schemas.filter(([, schema]) => schema['x-error']).map(([name]) => name));
  for (const [, schema] of schemas)
    for (const name of Object.keys(schema['x-error-outcomes'] ?? {})) known.add(name);
  const findings = new Map<string, Finding>();
  for (const { pathKey, object, responses } of operationsOf(contract)) {
    for (const { status, name, response } of responses) {
      const described = object.responses[status];
      const place =
        described && isReference(described)
          ? `/components/responses/${name}`
          : `/paths/${pointerPart(pathKey)}/post/responses/${status}`;
      for (const [type, { examples = {} }] of Object.entries(response.content ?? {})) {
        for (const [example, { value }] of Object.entries(examples)) {
          const error = nameOfError(value);
          if (error === undefined || known.has(error)) continue;
          const pointer = `${place}/content/${pointerPart(type)}/examples/${pointerPart(example)}/value/__type`;
          const message = `the contract does not know the error "${error}", so it amounts to no outcome`;
          findings.set(pointer, { rule: 'error-outcome', pointer, message });
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

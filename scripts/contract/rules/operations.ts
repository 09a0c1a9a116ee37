// Rules: each operation says what everything computed from it needs, and is called the same wherever it is named.
import {
  awsJson,
  type Contract,
  casePrefixOf,
  follow,
  isReference,
  type Parameter,
  pointerPart,
  type Referable,
  type RequestBody,
  targetsOf,
} from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';

/** There is an operation, and each has an input in awsJson, and a response to accepted calls. */
export const operationsAreDescribed: Rule = (contract) => {
  const rule = 'operation-described';
  const operations = Object.entries(contract.paths).flatMap(([pathKey, { post }]) =>
    post === undefined ? [] : [{ pathKey, post }],
  );
  if (operations.length === 0) {
    return [{ rule, pointer: '/paths', message: 'there is no operation; a path item needs a "post"' }];
  }
  return operations.flatMap(({ pathKey, post }): Finding[] => {
    const at = `/paths/${pointerPart(pathKey)}/post`;
    const findings: Finding[] = [];
    const { requestBody, responses } = post;
    const body = requestBody && (follow(contract, requestBody as Referable<RequestBody>) as RequestBody);
    if (body?.content?.[awsJson]?.schema === undefined) {
      const message = `${post.operationId} needs a request body of ${awsJson} with a schema`;
      findings.push({ rule, pointer: `${at}/requestBody`, message });
    }
    const statuses = Object.keys(responses);
    if (!statuses.some((status) => status.startsWith('2'))) {
      const message = `${post.operationId} needs a response with a status of 2xx, for accepted calls`;
      findings.push({ rule, pointer: `${at}/responses`, message });
    }
    return findings;
  });
};

/**
 * The path, X-Amz-Target and operationId of an operation name the same one, and no two have the same name or the same
 * beginning of their cases' ids.
 */
export const operationsAreNamed: Rule = (contract) => {
  const rule = 'operation-named';
  const taken = new Map<string, string>();
  return Object.entries(contract.paths).flatMap(([pathKey, { post }]): Finding[] => {
    if (post === undefined) return [];
    const { operationId } = post;
    const at = `/paths/${pointerPart(pathKey)}/post`;
    const [target = ''] = targetsOf(contract, operationId);
    const findings: Finding[] = [];
    if (pathKey !== `/#X-Amz-Target=${target}`) {
      const message = `the path of ${operationId} is to be /#X-Amz-Target=${target}; one of the two is misspelt`;
      findings.push({ rule, pointer: at.replace(/\/post$/, ''), message });
    }
    findings.push(...misspeltTargets(contract, post.parameters ?? [], target, `${at}/parameters`));
    for (const [what, name] of [
      ['operationId', operationId],
      ['case prefix', casePrefixOf(post)],
    ] as const) {
      const key = `${what} ${name}`;
      const earlier = taken.get(key);
      taken.set(key, earlier ?? operationId);
      if (earlier === undefined) continue;
      const remedy = what === 'case prefix' ? '; set another x-case-prefix' : '';
      const message = `the ${what} "${name}" is taken by ${earlier}${remedy}`;
      findings.push({ rule, pointer: `${at}/${what === 'case prefix' ? 'x-case-prefix' : what}`, message });
    }
    return findings;
  });
};

function misspeltTargets(
  contract: Contract,
  parameters: Referable<Parameter>[],
  target: string,
  at: string,
): Finding[] {
  return parameters.flatMap((referable, index): Finding[] => {
    const { name, schema } = follow(contract, referable);
    if (name.toLowerCase() !== 'x-amz-target' || schema === undefined || isReference(schema)) return [];
    const values: unknown[] = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
    if (values.length === 1 && values[0] === target) return [];
    const message = `X-Amz-Target is to be ${target}, and nothing else: "enum: [${target}]"`;
    return [{ rule: 'operation-named', pointer: `${at}/${index}/schema`, message }];
  });
}

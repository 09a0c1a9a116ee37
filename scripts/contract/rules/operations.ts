// Rules: each operation says what everything computed from it needs, and is called the same wherever it is named.
import { isDeepStrictEqual } from 'node:util';
import {
  awsJson,
  type Contract,
  casePrefixOf,
  factoryNameOf,
  follow,
  type OperationObject,
  type Parameter,
  pointerPart,
  type RequestBody,
  resolved,
  targetsOf,
} from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { suggestionFor } from '../suggestion.ts';

/** There is an operation, and each has one input, in awsJson, and one response to accepted calls. */
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
    const found = (place: string, message: string) => findings.push({ rule, pointer: at + place, message });
    const { operationId, requestBody, responses } = post;
    const content = (requestBody && follow<RequestBody>(contract, requestBody).content) ?? {};
    const schema = content[awsJson]?.schema;
    if (schema === undefined) {
      found('/requestBody', `${operationId} needs a request body of ${awsJson} with a schema`);
    }
    for (const [type, media] of Object.entries(content)) {
      if (schema === undefined || isDeepStrictEqual(media.schema, schema)) continue;
      const message = `an operation has one input; refer to the schema that ${awsJson} has`;
      found(`/requestBody/content/${pointerPart(type)}/schema`, message);
    }
    const [accepted, ...others] = Object.keys(responses).filter((status) => status.startsWith('2'));
    if (accepted === undefined) {
      found('/responses', `${operationId} needs a response with a status of 2xx, for accepted calls`);
    }
    for (const other of others) {
      const message = `accepted calls get ${accepted} already; an operation has one response with a status of 2xx`;
      found(`/responses/${other}`, message);
    }
    return findings;
  });
};

/**
 * The path, X-Amz-Target and operationId of an operation name the same one, and no two have the same name, the same function
 * or the same beginning of their cases' ids.
 */
export const operationsAreNamed: Rule = (contract) => {
  const rule = 'operation-named';
  const owners = new Map<string, string>(takenFunctions);
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
    findings.push(...targetFindings(contract, post, `${at}/parameters`));
    for (const { what, name, place, remedy } of namesOf(post)) {
      const key = `${what} ${name}`;
      const owner = owners.get(key);
      owners.set(key, owner ?? operationId);
      if (owner === undefined) continue;
      findings.push({
        rule,
        pointer: at + place,
        message: `the ${what} "${name}" is taken by ${owner}; ${remedy}`,
      });
    }
    return findings;
  });
};

/** What no two operations may have in common. */
function namesOf(operation: OperationObject) {
  const { operationId } = operation;
  const another = 'call the operation something else';
  return [
    { what: 'function', name: factoryNameOf(operationId), place: '/operationId', remedy: another },
    {
      what: 'case prefix',
      name: casePrefixOf(operation),
      place: '/x-case-prefix',
      remedy: 'set another x-case-prefix',
    },
  ];
}

const inHandlers = 'handlers swf createMock mockHandlers operationHandler noNetwork';
const inJavaScript =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
  'finally for function if implements import in instanceof interface let new null package private protected public ' +
  'return static super switch this throw true try typeof var void while with yield';

/** The names that no function of an operation can have, and who has them. */
const takenFunctions = [
  ...inHandlers.split(' ').map((name) => [`function ${name}`, 'generated/handlers.ts'] as const),
  ...inJavaScript.split(' ').map((name) => [`function ${name}`, 'JavaScript'] as const),
];

/** The header X-Amz-Target is described, and names the operation. */
function targetFindings(
  contract: Contract,
  { operationId, parameters = [] }: OperationObject,
  at: string,
): Finding[] {
  const rule = 'operation-named';
  const [target = ''] = targetsOf(contract, operationId);
  const described = parameters.map((parameter) => follow<Parameter>(contract, parameter));
  const index = described.findIndex(
    ({ in: place, name }) => place === 'header' && name.toLowerCase() === 'x-amz-target',
  );
  if (index < 0) {
    const message = `${operationId} has no header parameter X-Amz-Target; add one with "enum: [${target}]"`;
    return [{ rule, pointer: at, message }];
  }
  const schema = resolved(contract, described[index]?.schema ?? {});
  if (isDeepStrictEqual(schema.enum ?? [schema.const], [target])) return [];
  const message = `X-Amz-Target is to be ${target}, and nothing else: "enum: [${target}]"`;
  return [{ rule, pointer: `${at}/${index}/schema`, message }];
}

/** The document that an operation names is one of x-documents. */
export const documentsAreDescribed: Rule = (contract) => {
  const names = Object.keys(contract['x-documents'] ?? {});
  return Object.entries(contract.paths).flatMap(([pathKey, { post }]): Finding[] => {
    const name = post?.['x-document'];
    if (name === undefined || names.includes(name)) return [];
    const message = `x-documents has no "${name}"${suggestionFor(name, names)}`;
    return [
      { rule: 'document-described', pointer: `/paths/${pointerPart(pathKey)}/post/x-document`, message },
    ];
  });
};

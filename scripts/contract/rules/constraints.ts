// Rule: a requirement states each constraint in a request schema, and each requirement that names a constraint has one. So
// every enforced limit has a source.
import {
  follow,
  isReference,
  operationsOf,
  pointerPart,
  type Referable,
  type Requirement,
  type Schema,
} from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { membersOf, placeOfMember, requirementFor } from '../members.ts';

const limits = new Set(
  [
    'type enum const format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
    'minItems maxItems uniqueItems minContains maxContains minProperties maxProperties dependentRequired',
  ].flatMap((line) => line.split(' ')),
);
const schemaMaps = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const schemaLists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const schemas = [
  'items contains additionalProperties propertyNames unevaluatedItems unevaluatedProperties not if then else',
].flatMap((line) => line.split(' '));
const annotations = [
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'externalDocs',
  '$ref',
  '$comment',
  '$anchor',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  'discriminator',
  'xml',
];
const others = new Set([...schemaMaps, ...schemaLists, ...schemas, ...annotations, 'required']);

const rule = 'constraint-stated';

/** See the head of this file. The type `object` of an input itself needs no requirement. */
export const constraintsAreStated: Rule = (contract) => {
  const findings: Finding[] = [];
  const seen = new Set<Schema>();
  for (const { input, pathKey } of operationsOf(contract)) {
    const pointer = input.component
      ? `/components/schemas/${input.name}`
      : `/paths/${pointerPart(pathKey)}/post/requestBody/content/application~1x-amz-json-1.0/schema`;
    visit(input.schema, pointer, true);
  }
  return findings;

  function visit(referable: Referable<Schema>, place: string, isInput = false): void {
    const schema = follow(contract, referable);
    const pointer = isReference(referable) ? referable.$ref.slice(1) : place;
    if (seen.has(schema)) return;
    seen.add(schema);
    findings.push(...findingsAt(schema, pointer, isInput));
    for (const [child, childPointer] of childrenOf(schema, pointer)) visit(child, childPointer);
  }
};

/**
 * Something is stated of each member, of one that may be left out by its type or by a requirement that it may: each case
 * needs a requirement.
 */
export const membersAreStated: Rule = (contract) => {
  const findings = operationsOf(contract).flatMap((operation) =>
    membersOf(contract, operation).flatMap((member): Finding[] => {
      const { schema, required, path } = member;
      const name = path.at(-1);
      if (schema.type !== undefined || requirementFor(member, { about: 'optional' })) return [];
      if (required && member.requirements.length > 0) return [];
      const remedy = required
        ? 'give it a type, and a requirement with "keyword: type"'
        : `add one with "about: optional" and "member: ${name}" to x-requirements of the object that it belongs to`;
      const message = `no requirement states anything about it; ${remedy}`;
      return [{ rule, pointer: placeOfMember(contract, operation, member), message }];
    }),
  );
  return [...new Map(findings.map((finding) => [finding.pointer, finding])).values()];
};

function findingsAt(schema: Schema, pointer: string, isInput: boolean): Finding[] {
  const requirements = schema['x-requirements'] ?? [];
  const findings: Finding[] = [];
  for (const keyword of Object.keys(schema)) {
    if (keyword.startsWith('x-') || others.has(keyword)) continue;
    const at = `${pointer}/${pointerPart(keyword)}`;
    if (!limits.has(keyword)) {
      findings.push({
        rule,
        pointer: at,
        message: `"${keyword}" is no keyword of JSON Schema; is it misspelt?`,
      });
      continue;
    }
    if (isInput && keyword === 'type') continue;
    if (requirements.some((requirement) => requirement.keyword === keyword)) continue;
    findings.push({
      rule,
      pointer: at,
      message: `no requirement states this constraint; add one with "keyword: ${keyword}" to x-requirements here`,
    });
  }
  for (const [index, member] of (schema.required ?? []).entries()) {
    if (
      requirements.some((requirement) => requirement.keyword === 'required' && requirement.member === member)
    )
      continue;
    findings.push({
      rule,
      pointer: `${pointer}/required/${index}`,
      message: `no requirement states that "${member}" is required; add one with "keyword: required" and "member: ${member}"`,
    });
  }
  requirements.forEach((requirement, index) => {
    if (requirement.keyword === undefined || isStatedBy(schema, requirement)) return;
    const what = requirement.member === undefined ? requirement.keyword : `required ${requirement.member}`;
    findings.push({
      rule,
      pointer: `${pointer}/x-requirements/${index}`,
      message: `states the constraint "${what}", which the schema does not have`,
    });
  });
  return findings;
}

function isStatedBy(schema: Schema, { keyword, member }: Requirement): boolean {
  if (keyword === 'required') return member !== undefined && (schema.required?.includes(member) ?? false);
  return keyword !== undefined && keyword in schema;
}

function childrenOf(schema: Schema, pointer: string): [Referable<Schema>, string][] {
  const children: [unknown, string][] = [];
  for (const keyword of schemas) children.push([schema[keyword], `${pointer}/${keyword}`]);
  for (const keyword of [...schemaMaps, ...schemaLists]) {
    for (const [key, child] of Object.entries((schema[keyword] as object | undefined) ?? {})) {
      children.push([child, `${pointer}/${keyword}/${pointerPart(key)}`]);
    }
  }
  return children.filter((entry): entry is [Referable<Schema>, string] => {
    return typeof entry[0] === 'object' && entry[0] !== null;
  });
}

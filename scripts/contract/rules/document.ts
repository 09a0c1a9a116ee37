// Rule: the objects of the document have the members that everything else reads, in the form in which it reads them
// (scripts/contract/openapi.schema.yaml).
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isReference } from '../contract.ts';
import type { Rule } from '../finding.ts';
import { type ShapeCheck, shapeCheck } from '../shape.ts';
import { placesIn } from '../walk.ts';

const schemaFile = new URL('../openapi.schema.yaml', import.meta.url);
const schema = parse(readFileSync(schemaFile, 'utf8')) as { properties: Record<string, object> };

const checks = new Map<string, ShapeCheck>(
  Object.keys(schema.properties).map((kind) => [
    kind,
    shapeCheck(schema, `#/properties/${kind}`, 'document-shape'),
  ]),
);

/** See the head of this file. */
export const objectsHaveTheirShape: Rule = (contract) => [
  ...(checks.get('document')?.(contract, '') ?? []),
  ...placesIn(contract).flatMap(({ kind, pointer, node }) =>
    kind === 'document' || isReference(node) ? [] : (checks.get(kind)?.(node, pointer) ?? []),
  ),
];

// generated/cases.schema.json and report.schema.json, from the schemas that spec/ holds as YAML, and the TypeScript
// types of both: case-types.ts and report-types.ts.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { type Artefact, notice } from './artefact.ts';

const schemas = [
  { source: 'cases.schema.yaml', json: 'cases.schema.json', types: 'case-types.ts' },
  { source: 'report.schema.yaml', json: 'report.schema.json', types: 'report-types.ts' },
];

export const artefact: Artefact = {
  files: schemas.flatMap(({ json, types }) => [json, types]),
  async generate(_contract, { file }) {
    const files: Record<string, string> = {};
    for (const { source, json, types } of schemas) {
      const schema = parse(readFileSync(join(dirname(file), source), 'utf8')) as JsonSchema;
      files[json] = `${JSON.stringify(schema, null, 2)}\n`;
      files[types] = `// ${notice}\n\n${await typesOf(schema)}`;
    }
    return files;
  },
};

type JsonSchema = { $schema: string; title: string; $defs: Record<string, unknown>; [key: string]: unknown };

/** A JSON Schema as types: one for each of its $defs, and one for the whole, named by its title. */
async function typesOf({ $schema, $defs, ...whole }: JsonSchema): Promise<string> {
  const moved = JSON.stringify({ ...$defs, [whole.title]: whole }).replaceAll(
    '#/$defs/',
    '#/components/schemas/',
  );
  const document = {
    openapi: '3.1.0',
    info: { title: whole.title, version: '0' },
    paths: {},
    components: { schemas: JSON.parse(moved) },
  };
  const nodes = await openapiTS(document, {
    silent: true,
    arrayLength: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return astToString(nodes);
}

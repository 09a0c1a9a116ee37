// The TypeScript types of the schemas that spec/ holds as YAML; of those that are published, also the schema as JSON.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { type Artefact, notice } from './artefact.ts';

type SchemaFile = { source: string; types: string; json?: string };

const schemas: SchemaFile[] = [
  { source: 'cases.schema.yaml', types: 'case-types.ts', json: 'cases.schema.json' },
  { source: 'report.schema.yaml', types: 'report-types.ts', json: 'report.schema.json' },
  { source: 'contract.schema.yaml', types: 'contract-types.ts' },
  { source: 'case-templates.schema.yaml', types: 'case-template-types.ts' },
];

export const artefact: Artefact = {
  async generate(_contract, { file }) {
    const files: Record<string, string> = {};
    for (const { source, types, json } of schemas) {
      const schema = parse(readFileSync(join(dirname(file), source), 'utf8')) as JsonSchema;
      files[types] = `// ${notice}\n\n${await typesOf(schema)}`;
      if (json !== undefined) files[json] = `${JSON.stringify(schema, null, 2)}\n`;
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

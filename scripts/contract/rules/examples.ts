// Rule: every example fits the schema that it illustrates.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Example, pointerPart, type Referable, type Schema } from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { type Place, placesIn } from '../walk.ts';

type Illustration = { pointer: string; value: unknown; schema: Referable<Schema> };

/** See the head of this file. Looks at bodies, parameters, headers and schemas. */
export const examplesFit: Rule = (contract) => {
  // OpenAPI's own keywords are no business of this rule; Redocly judges the document.
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  ajv.addSchema(contract, 'contract');
  return placesIn(contract)
    .flatMap(illustrationsAt)
    .flatMap(({ pointer, value, schema }): Finding[] => {
      const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"contract#'));
      const validate = ajv.compile(absolute);
      if (validate(value)) return [];
      const message = `does not fit its schema: ${ajv.errorsText(validate.errors, { dataVar: 'value' })}`;
      return [{ rule: 'example-fits', pointer, message }];
    });
};

function illustrationsAt({ kind, pointer, node }: Place): Illustration[] {
  if (kind === 'schema') {
    const examples = Array.isArray(node.examples) ? node.examples : [];
    return [
      ...examples.map((value, index) => ({ pointer: `${pointer}/examples/${index}`, value, schema: node })),
      ...(['example', 'default'] as const)
        .filter((name) => name in node)
        .map((name) => ({ pointer: `${pointer}/${name}`, value: node[name], schema: node })),
    ];
  }
  if (!['mediaType', 'parameter', 'header'].includes(kind) || node.schema === undefined) return [];
  const schema = node.schema as Referable<Schema>;
  const named = Object.entries((node.examples as Record<string, Example> | undefined) ?? {}).map(
    ([name, { value }]) => ({ pointer: `${pointer}/examples/${pointerPart(name)}/value`, value, schema }),
  );
  return 'example' in node
    ? [...named, { pointer: `${pointer}/example`, value: node.example, schema }]
    : named;
}

// Rule: every example fits the schema that it illustrates.
import { type Example, pointerPart, type Referable, type Schema } from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { fitIn } from '../fit.ts';
import { type Place, placesIn } from '../walk.ts';

type Illustration = { pointer: string; value: unknown; schema: Referable<Schema> };

/** See the head of this file. Looks at bodies, parameters, headers and schemas. */
export const examplesFit: Rule = (contract) => {
  const misfit = fitIn(contract);
  return placesIn(contract)
    .flatMap(illustrationsAt)
    .flatMap(({ pointer, value, schema }): Finding[] => {
      const why = misfit(schema, value);
      return why ? [{ rule: 'example-fits', pointer, message: `does not fit its schema: ${why}` }] : [];
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

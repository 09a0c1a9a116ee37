// Rules: every $ref leads somewhere, every schema is one that values can fit, and every regular expression compiles.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isReference, type Requirement, valueAt } from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { suggestionFor } from '../suggestion.ts';
import { placesIn } from '../walk.ts';

/** No $ref leads nowhere, out of the document, or back to itself. */
export const referencesLead: Rule = (contract) =>
  placesIn(contract).flatMap(({ pointer, node }): Finding[] => {
    if (!isReference(node)) return [];
    const { $ref } = node;
    const found = (message: string) => [{ rule: 'reference-leads', pointer: `${pointer}/$ref`, message }];
    if (!$ref.startsWith('#/')) return found(`${$ref} leaves the document; the contract is one file`);
    if ($ref.slice(1) === pointer) return found(`${$ref} refers to itself`);
    if (valueAt(contract, decodeURIComponent($ref.slice(1))) !== undefined) return [];
    const parent = $ref.slice(1, $ref.lastIndexOf('/'));
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    const beside = Object.keys((valueAt(contract, parent) as object | undefined) ?? {});
    return found(`${$ref} leads nowhere${beside.length > 0 ? suggestionFor(name, beside) : ''}`);
  });

/** The keywords of each schema have values that JSON Schema gives a meaning to. */
export const schemasAreSchemas: Rule = (contract) => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  const findings = placesIn(contract).flatMap(({ kind, pointer, node }): Finding[] => {
    if (kind !== 'schema') return [];
    // What it contains is a place of its own.
    const own = Object.fromEntries(
      Object.entries(node).filter(([, value]) => typeof value !== 'object' || Array.isArray(value)),
    );
    if (ajv.validateSchema(own)) return [];
    return (ajv.errors ?? [])
      .filter(({ keyword }) => keyword !== 'anyOf')
      .map(({ instancePath, message, params }) => ({
        rule: 'schema-valid',
        pointer: pointer + instancePath,
        message: `${message}${params.allowedValues ? ` (${params.allowedValues.join(', ')})` : ''}, not ${JSON.stringify(valueAt(node, instancePath))}`,
      }));
  });
  // Of the ways in which a value may be right, the first is told.
  return [
    ...new Map(findings.toReversed().map((finding) => [finding.pointer, finding])).values(),
  ].toReversed();
};

const pairs = ['Length', 'Items', 'Properties', 'Contains']
  .map((what) => [`min${what}`, `max${what}`] as const)
  .concat([['minimum', 'maximum']]);

/** No least is above the greatest, no value is listed twice, and no integer is more than JSON numbers hold. */
export const limitsArePossible: Rule = (contract) =>
  placesIn(contract).flatMap(({ kind, pointer, node }): Finding[] => {
    if (kind !== 'schema') return [];
    const found = (place: string, message: string) => ({
      rule: 'limits-possible',
      pointer: `${pointer}/${place}`,
      message,
    });
    const crossed = pairs.flatMap(([least, greatest]) => {
      if (!(Number(node[least]) > Number(node[greatest]))) return [];
      const limits = `${least} is ${node[least]} and ${greatest} ${node[greatest]}`;
      return [found(least, `${limits}, so that nothing fits; correct one of them`)];
    });
    const values = ((node.enum as unknown[] | undefined) ?? []).map((value) => JSON.stringify(value));
    const repeated = values.flatMap((value, index) =>
      values.indexOf(value) === index
        ? []
        : [found(`enum/${index}`, `${value} is among the values already; leave it out`)],
    );
    const inexact = Object.entries(node).flatMap(([keyword, value]) => {
      if (!Number.isInteger(value) || Number.isSafeInteger(value)) return [];
      const message = `${value} is beyond the integers that JSON numbers hold exactly (${Number.MAX_SAFE_INTEGER})`;
      return [found(keyword, `${message}; give a limit that is not, or none`)];
    });
    return [...crossed, ...repeated, ...inexact];
  });

/** Patterns of schemas, and those that checks of responses have. */
export const patternsCompile: Rule = (contract) =>
  placesIn(contract).flatMap(({ kind, pointer, node }) => {
    const patterns: [string, unknown][] = kind === 'schema' ? [['pattern', node.pattern]] : [];
    const requirements = (node['x-requirements'] as Requirement[] | undefined) ?? [];
    for (const [index, { check = [] }] of requirements.entries()) {
      for (const [place, each] of check.entries()) {
        const at = `x-requirements/${index}/check/${place}`;
        patterns.push([`${at}/matches`, each.matches], [`${at}/error-type`, each['error-type']]);
      }
    }
    return patterns.flatMap(([place, pattern]): Finding[] => {
      const why = typeof pattern === 'string' ? whyNoPattern(pattern) : undefined;
      if (why === undefined) return [];
      const message = `${JSON.stringify(pattern)} is no regular expression: ${why}`;
      return [{ rule: 'pattern-compiles', pointer: `${pointer}/${place}`, message }];
    });
  });

function whyNoPattern(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^Invalid regular expression: /, '').replace(/^.*: /s, '');
  }
}

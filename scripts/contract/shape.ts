// Whether data from spec/ has the shape that a JSON Schema describes, told in findings that name the remedy.
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { valueAt } from './contract.ts';
import type { Finding } from './finding.ts';
import { suggestionFor } from './suggestion.ts';

/** Checks data against a schema; `at` is the JSON pointer to the data in its file. */
export type ShapeCheck = (data: unknown, at: string) => Finding[];

/**
 * A check of the shape of data.
 *
 * @param schema JSON Schema 2020-12
 * @param pointer to the part of it that the data has to fit: `#/properties/operation`
 * @param rule the name of the findings' rule
 */
export function shapeCheck(schema: object, pointer: string, rule: string): ShapeCheck {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false });
  ajv.addSchema(schema, 'shapes');
  const validate = ajv.getSchema(`shapes${pointer}`) as ValidateFunction;
  return (data, at) => {
    if (validate(data)) return [];
    const errors = (validate.errors ?? []).filter(
      ({ keyword }) => !['anyOf', 'oneOf', 'if'].includes(keyword),
    );
    return (errors.length > 0 ? errors : (validate.errors ?? [])).map((error) => ({
      rule,
      pointer: at + placeOf(error),
      message: inWords(error, data),
    }));
  };
}

/** A member that does not belong where it is, is the place of the error; so is a name that has the wrong form. */
function placeOf({ keyword, instancePath, params }: ErrorObject): string {
  const member = keyword === 'additionalProperties' ? params.additionalProperty : params.propertyName;
  return member === undefined ? instancePath : `${instancePath}/${String(member).replaceAll('/', '~1')}`;
}

function inWords(
  { keyword, instancePath, params, message, parentSchema, data }: ErrorObject,
  whole: unknown,
): string {
  switch (keyword) {
    case 'additionalProperties': {
      const known = Object.keys((parentSchema as { properties?: object }).properties ?? {});
      return `there is no "${params.additionalProperty}" here${suggestionFor(params.additionalProperty, known)}`;
    }
    case 'enum':
      return `${JSON.stringify(data)} is not known${suggestionFor(String(data), params.allowedValues)}`;
    case 'required':
      return `${nameOf(valueAt(whole, instancePath))}has no ${params.missingProperty}`;
    case 'dependentRequired':
      return `"${params.property}" needs "${params.missingProperty}" beside it`;
    case 'pattern':
      return `${JSON.stringify(data)} is not of the form ${params.pattern}`;
    default:
      return `${message}, not ${JSON.stringify(data)}`;
  }
}

/** What has an id is called by it. */
function nameOf(node: unknown): string {
  const id = (node as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && id !== '' ? `${id} ` : 'it ';
}

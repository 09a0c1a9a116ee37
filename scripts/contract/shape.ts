// Checks data from spec/ against a JSON Schema, with findings that name the remedy.
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { pointerPart, valueAt } from './contract.ts';
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
    return tellingOnes(validate.errors ?? []).map((error) => ({
      rule,
      pointer: at + placeOf(error),
      message: inWords(error, data),
    }));
  };
}

/** Without the errors that only sum up others, and without those that an alternative sums up. */
function tellingOnes(errors: ErrorObject[]): ErrorObject[] {
  const alternatives = errors.filter((error) => alternativesIn(error) !== undefined);
  const telling = errors.filter(
    (error) =>
      alternatives.includes(error) ||
      (!['anyOf', 'oneOf', 'if', 'propertyNames'].includes(error.keyword) &&
        !alternatives.some(({ schemaPath }) => error.schemaPath.startsWith(`${schemaPath}/`))),
  );
  return telling.length > 0 ? telling : errors;
}

/** The members of which one is missing, where `anyOf` asks for one of them. */
function alternativesIn({ keyword, schema }: ErrorObject): string[] | undefined {
  if (keyword !== 'anyOf') return undefined;
  const names = (schema as { required?: string[] }[]).map(({ required = [] }) => required[0]);
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** A member that does not belong where it is, is the place of the error; so is a name that has the wrong form. */
function placeOf({ keyword, instancePath, params, propertyName }: ErrorObject): string {
  const member = keyword === 'additionalProperties' ? params.additionalProperty : propertyName;
  return member === undefined ? instancePath : `${instancePath}/${pointerPart(String(member))}`;
}

function inWords(error: ErrorObject, whole: unknown): string {
  const { keyword, instancePath, schemaPath, params, message, parentSchema, data } = error;
  switch (keyword) {
    case 'anyOf': {
      const names = alternativesIn(error)?.map((name) => `"${name}"`);
      const asking = /\/dependentSchemas\/([^/]+)\/anyOf$/.exec(schemaPath)?.[1];
      if (names === undefined || asking === undefined) break;
      return `"${asking}" needs ${names.join(' or ')} beside it`;
    }
    case 'additionalProperties': {
      const known = Object.keys((parentSchema as { properties?: object }).properties ?? {});
      return `there is no "${params.additionalProperty}" here${suggestionFor(params.additionalProperty, known)}`;
    }
    case 'enum':
      return `${shown(data)} is not known${suggestionFor(String(data), params.allowedValues)}`;
    case 'required':
      return `${nameOf(valueAt(whole, instancePath))}has no ${params.missingProperty}`;
    case 'dependentRequired':
      return `"${params.property}" needs "${params.missingProperty}" beside it`;
    case 'pattern': {
      const { description } = parentSchema as { description?: string };
      return `${shown(data)} is not of the form ${params.pattern}${description ? ` (${description})` : ''}`;
    }
  }
  return `${message}, not ${shown(data)}`;
}

/** A value as JSON, or the beginning of it. */
function shown(data: unknown): string {
  const json = JSON.stringify(data);
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}

/** What has an id is called by it. */
function nameOf(node: unknown): string {
  const id = (node as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && id !== '' ? `${id} ` : 'it ';
}

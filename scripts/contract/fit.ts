// Checks values against schemas of the contract.
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Contract, Referable, Schema } from './contract.ts';

/** Why a value does not fit a schema; undefined if it fits. */
export type Fit = (schema: Referable<Schema>, value: unknown) => string | undefined;

/**
 * Checks values against schemas of a contract, including references. Ignores OpenAPI's own keywords.
 *
 * @example fitIn(contract)({ $ref: '#/components/schemas/TaskToken' }, 7) // 'value must be string'
 */
export function fitIn(contract: Contract): Fit {
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  ajv.addSchema(contract, 'contract');
  return (schema, value) => {
    const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"contract#'));
    const validate = ajv.compile(absolute);
    return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'value' });
  };
}

// Reads the body of a request as the input of an operation. Judged by the validators that are generated from the
// contract: nothing about the members is known here.
import { type InputOf, type OperationName, operations } from '../../generated/operations.ts';
import { inputValidators, type Violation } from '../../generated/validators.js';
import { constraintMessage, memberOf } from './constraint.ts';
import { isWithin } from './nesting.ts';
import type { Refusal } from './refusal.ts';
import { textOf } from './wire.ts';

/** The input, or why there is none; `received` is what could be read of a refused one. */
export type InputReading<O extends OperationName> =
  | { input: InputOf<O> }
  | { refusal: Refusal; received?: Record<string, unknown> };

/**
 * Reads and validates a body. A null counts as absent, an unknown member is ignored: both unknown of the service
 * (docs/decisions/0011-freedoms-of-the-mock.md). Lengths are counted in code points, as the validators do.
 *
 * @example readInput('RespondActivityTaskCompleted', '{"taskToken":"AAAA"}') // { input: { taskToken: 'AAAA' } }
 */
export function readInput<O extends OperationName>(operation: O, body: Uint8Array | string): InputReading<O> {
  const object = readObject(body);
  if (typeof object === 'string') return { refusal: { error: 'SerializationException', message: object } };
  const input: Record<string, unknown> = {};
  for (const member of Object.keys(operations[operation].members)) {
    if (Object.hasOwn(object, member) && object[member] !== null) input[member] = object[member];
  }
  const validate = inputValidators[operation];
  if (validate(input)) return { input: input as InputOf<O> };
  return { refusal: refusalFor(operation, input, validate.errors ?? []), received: recordable(input) };
}

/** Members of a wrong type are remembered and shown as long as that is harmless. */
const harmless = { levels: 20, size: 1_000 };

function recordable(input: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(input).filter(
    ([, value]) => typeof value === 'string' || isWithin(value, harmless),
  );
  return Object.fromEntries(kept);
}

/** The JSON object in a body, or the text of the error. */
function readObject(body: Uint8Array | string): Record<string, unknown> | string {
  const text = textOf(body);
  if (text === undefined) return 'The request body is not UTF-8';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    return 'The request body is not a JSON object';
  } catch {
    return 'The request body is not JSON';
  }
}

function refusalFor(
  operation: OperationName,
  input: Record<string, unknown>,
  violations: Violation[],
): Refusal {
  const wrongType = violations.find(({ keyword }) => keyword === 'type');
  if (wrongType) {
    const member = memberOf(wrongType);
    const shown = isWithin(input[member], harmless)
      ? JSON.stringify(input[member]).slice(0, 80)
      : 'so much else';
    return {
      error: 'SerializationException',
      message: `class ${javaClass(input[member])} can not be converted to an ${javaName(wrongType.params.type)}`,
      reason: `${member} is to be a ${wrongType.params.type}, not ${shown}`,
    };
  }
  const members = Object.keys(operations[operation].members);
  return { error: 'ValidationException', message: constraintMessage(input, violations, members) };
}

const javaName = (type: unknown) => `${String(type).charAt(0).toUpperCase()}${String(type).slice(1)}`;

/** Recorded for a small number only; the classes of other values are by analogy. */
function javaClass(value: unknown): string {
  if (Array.isArray(value)) return 'java.util.ArrayList';
  if (typeof value === 'object') return 'java.util.LinkedHashMap';
  if (typeof value !== 'number') return `java.lang.${javaName(typeof value)}`;
  if (!Number.isInteger(value)) return 'java.lang.Double';
  if (Math.abs(value) < 2 ** 15) return 'java.lang.Short';
  return Math.abs(value) < 2 ** 31 ? 'java.lang.Integer' : 'java.lang.Long';
}

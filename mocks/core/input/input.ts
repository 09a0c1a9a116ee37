// Reads the body of a request as the input of an operation. Judged by the validators that are generated from the
// contract: nothing about the members is known here.
import {
  descriptionOf,
  type InputOf,
  type MemberDescription,
  type OperationName,
} from '../../../generated/operations.ts';
import { inputValidators, type Violation } from '../../../generated/validators.js';
import type { Refusal } from '../refusal.ts';
import { textOf } from '../wire.ts';
import { constraintMessage, pathOf } from './constraint.ts';
import { isWithin } from './nesting.ts';
import { valueAt } from './pointer.ts';

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
  const input = knownMembers(object, descriptionOf(operation).members);
  const validate = inputValidators[operation];
  if (validate(input)) return { input: input as InputOf<O> };
  return { refusal: refusalFor(operation, input, validate.errors ?? []), received: recordable(input) };
}

/** What a JSON object has of the members that there are, at any depth. */
function knownMembers(object: Record<string, unknown>, members: Members): Record<string, unknown> {
  const known: Record<string, unknown> = {};
  for (const name in members) {
    const value = Object.hasOwn(object, name) ? object[name] : null;
    if (value !== null) known[name] = knownValue(value, members[name]);
  }
  return known;
}

type Members = { readonly [name: string]: MemberDescription };

function knownValue(value: unknown, described: MemberDescription | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return described?.items ? value.map((item) => knownValue(item, described.items)) : value;
  }
  return described?.members ? knownMembers(value as Record<string, unknown>, described.members) : value;
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
    const member = pathOf(wrongType);
    const value = valueAt(input, wrongType.instancePath);
    const shown = isWithin(value, harmless) ? JSON.stringify(value).slice(0, 80) : 'so much else';
    return {
      error: 'SerializationException',
      message: `class ${javaClass(value)} can not be converted to an ${javaName(wrongType.params.type)}`,
      reason: `${member} is to be a ${wrongType.params.type}, not ${shown}`,
    };
  }
  const members = Object.keys(descriptionOf(operation).members);
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

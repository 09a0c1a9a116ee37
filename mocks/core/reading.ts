// What a request says. Size, method, target, body and constraints are looked at in this order
// (docs/decisions/0012-order-of-checks.md).
import type { OperationName } from '../../generated/operations.ts';
import { readInput } from './input/input.ts';
import type { Refusal } from './refusal.ts';
import { operationOf, unknownTarget } from './target.ts';
import { byteLength, type WireRequest } from './wire.ts';

/** The documented limit of a request, headers included (requirement protocol.size). */
export const maxRequestBytes = 1_048_576;

/** Characters of a target that are remembered; no operation has a name as long. */
const maxTarget = 256;

/** What a request says, as far as it can be read; with a refusal it goes no further. */
export type Reading = { operation?: OperationName; target?: string; input: object; refusal?: Refusal };

/**
 * Reads a request: which operation it names, and with what input.
 *
 * @example
 * read({ method: 'GET', … }) // { input: {}, refusal: { error: 'UnknownOperationException', reason: 'method GET' } }
 */
export function read(request: WireRequest): Reading {
  const size = sizeOf(request);
  if (size > maxRequestBytes) return { input: {}, refusal: tooLarge(size) };
  const target = request.headers['x-amz-target'];
  const operation = request.method === 'POST' ? operationOf(target) : undefined;
  if (operation === undefined) {
    const error = 'UnknownOperationException';
    if (request.method !== 'POST')
      return { input: {}, refusal: { error, reason: `method ${request.method}` } };
    if (!target) return { input: {}, refusal: { error, reason: 'target missing' } };
    return {
      target: target.slice(0, maxTarget),
      input: {},
      refusal: { error, message: unknownTarget(target) },
    };
  }
  const reading = readInput(operation, request.body);
  if ('refusal' in reading) return { operation, input: reading.received ?? {}, refusal: reading.refusal };
  return { operation, input: reading.input };
}

/** The target of a request, as far as it is remembered. */
export const targetOf = (headers: Record<string, string>): string | undefined =>
  headers['x-amz-target']?.slice(0, maxTarget);

/** What a request beyond the limit gets is not known; this is the mock's choice. */
function tooLarge(size: number): Refusal {
  const error = 'SerializationException';
  return { error, message: `The request has more than ${maxRequestBytes} bytes`, reason: `${size} bytes` };
}

/** Bytes of the request as HTTP/1.1 writes its headers and its body. */
function sizeOf({ headers, body, size }: WireRequest): number {
  if (size !== undefined) return size;
  const head = Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + value.length + 4,
    0,
  );
  return head + (typeof body === 'string' ? byteLength(body) : body.length);
}

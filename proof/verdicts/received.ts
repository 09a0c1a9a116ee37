// Reading and rewriting requests as a variant of the mock received them.
import { type OperationDescription, type OperationName, operations } from '../../generated/operations.ts';
import { maxRequestBytes } from '../../mocks/core/answer.ts';
import { valueAt } from '../../mocks/core/input/pointer.ts';
import { operationOf } from '../../mocks/core/target.ts';
import type { Head, Received } from './serve.ts';

export type Input = Record<string, unknown>;

export function operationIn({ headers }: Head): OperationName | undefined {
  return operationOf(headers['x-amz-target']);
}

/** Whether a request is a call at all, whatever its input is. */
export function isCall(request: Received): boolean {
  return (
    request.method === 'POST' &&
    request.body.byteLength <= maxRequestBytes &&
    operationIn(request) !== undefined
  );
}

export function textOf(request: Received): string {
  return Buffer.from(request.body).toString('utf8');
}

/** The JSON object in a body, if there is one. */
export function inputOf(request: Received): Input | undefined {
  try {
    const value: unknown = JSON.parse(textOf(request));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Input)
      : undefined;
  } catch {
    return undefined;
  }
}

const tokens = new Set(Object.values<OperationDescription>(operations).flatMap(({ token }) => token ?? []));

/** The token of the task that a body names, if it names one, for any operation. */
export function tokenOf(request: Received): string | undefined {
  const input = inputOf(request);
  return [...tokens].map((pointer) => valueAt(input, pointer)).find((value) => typeof value === 'string');
}

export function withInput(request: Received, input: Input): Received {
  return withText(request, JSON.stringify(input));
}

export function withText(request: Received, text: string): Received {
  return { ...request, body: Buffer.from(text, 'utf8') };
}

/** The same request with another value for a header; undefined removes it. */
export function withHeader(request: Received, name: string, value: string | undefined): Received {
  const { [name]: _, ...headers } = request.headers;
  return { ...request, headers: value === undefined ? headers : { ...headers, [name]: value } };
}

/** Replaces a part of the header that carries the signature. */
export function withAuthorization(part: string | RegExp, other: string): (request: Received) => Received {
  return (request) =>
    withHeader(request, 'authorization', request.headers.authorization?.replace(part, other));
}

// Reading and rewriting requests as a variant of the mock received them.
import { type OperationName, operations } from '../../generated/operations.ts';
import { operationOf } from '../../mocks/core/target.ts';
import type { Received } from './serve.ts';

export type Input = Record<string, unknown>;

/** An operation, the first part of its cases' ids, and its optional text. */
export type Subject = { operation: OperationName; slug: string; text: string; event: string };

/** The operations of the contract, as the lists of faults go through them. */
export const subjects: Subject[] = Object.values(operations).map(({ name, casePrefix, members, effect }) => ({
  operation: name,
  slug: casePrefix,
  text: Object.entries(members).find(([, { required }]) => !required)?.[0] ?? '',
  event: effect.closesWith,
}));

export function operationIn(request: Received): OperationName | undefined {
  return operationOf(request.headers['x-amz-target']);
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

/** The task token in a body, if there is one. */
export function tokenOf(request: Received): string | undefined {
  const token = inputOf(request)?.taskToken;
  return typeof token === 'string' ? token : undefined;
}

export function withInput(request: Received, input: Input): Received {
  return withText(request, JSON.stringify(input));
}

export function withText(request: Received, text: string): Received {
  return { ...request, body: Buffer.from(text, 'utf8') };
}

export function withHeader(request: Received, name: string, value: string): Received {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

/** The same call for another operation. */
export function withOperation(request: Received, operation: OperationName): Received {
  return withHeader(request, 'x-amz-target', `SimpleWorkflowService.${operation}`);
}

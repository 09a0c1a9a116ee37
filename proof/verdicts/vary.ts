// The pieces that variants of the mock are made of: each changes requests, or answers, or stands in for the mock.
import type { ErrorName, OperationName } from '../../generated/operations.ts';
import type { SwfMock } from '../../mocks/core/mock.ts';
import { type ErrorBody, errorBodyOf, errorOf, withBody } from './answered.ts';
import { type Input, inputOf, operationIn, withInput } from './received.ts';
import type { Answered, Received, Reply, Vary } from './serve.ts';

/** Nothing is varied. */
export const asUsual: Vary = (usual) => usual;

/** Changes requests before the mock sees them. */
export function requests(change: (request: Received) => Received): Vary {
  return (usual) => (request) => usual(change(request));
}

/** Changes inputs before the mock sees them. What is no JSON object, or comes back as it is, stays byte for byte. */
export function inputs(change: (input: Input) => Input): Vary {
  return requests((request) => {
    const input = inputOf(request);
    const changed = input && change(input);
    return changed && changed !== input ? withInput(request, changed) : request;
  });
}

/** Changes answers; what is done on the socket instead stays. */
export function answers(change: (answered: Answered, request: Received) => Reply): Vary {
  return (usual) => async (request) => {
    const reply = await usual(request);
    return typeof reply === 'function' ? reply : change(reply, request);
  };
}

/** Changes the answers to accepted calls. */
export function successes(change: (answered: Answered, request: Received) => Reply): Vary {
  return answers((answered, request) => (answered.status === 200 ? change(answered, request) : answered));
}

/** Changes the answers that carry an error; of these names, or all. */
export function refusals(
  change: (answered: Answered, request: Received) => Reply,
  ...names: ErrorName[]
): Vary {
  return answers((answered, request) => {
    const name = errorOf(answered);
    const meant = name !== undefined && (names.length === 0 || names.includes(name));
    return meant ? change(answered, request) : answered;
  });
}

/** Changes the object in the body of errors; of these names, or all. */
export function errorBodies(change: (body: ErrorBody) => unknown, ...names: ErrorName[]): Vary {
  return refusals((answered) => withBody(answered, JSON.stringify(change(errorBodyOf(answered)))), ...names);
}

/** Answers without the mock where `decide` has an answer. */
export function instead(decide: (request: Received, swf: SwfMock) => Reply | undefined): Vary {
  return (usual, swf) => async (request) => decide(request, swf) ?? usual(request);
}

/** A variation of one operation's calls. */
export function only(operation: OperationName, vary: Vary): Vary {
  return (usual, swf) => {
    const varied = vary(usual, swf);
    return (request) => (operationIn(request) === operation ? varied(request) : usual(request));
  };
}

// The transformations for variants of the mock. A transformation changes requests or responses, or replies in place of the
// mock.
import type { ErrorName } from '../../generated/operations.ts';
import type { SwfMock } from '../../mocks/core/mock.ts';
import type { HistoryEvent } from '../../mocks/core/tasks/history.ts';
import { type Input, inputOf, operationIn, withInput } from './received.ts';
import { errorOf } from './replies.ts';
import type { Change, Received, Replying, Transformation } from './serve.ts';

export const unchanged: Transformation = (usual) => usual;

/** Changes requests before the mock sees them. */
export function requests(change: (request: Received) => Received): Transformation {
  return (usual) => (request) => usual(change(request));
}

/** Changes inputs before the mock sees them. A body that is not a JSON object stays unchanged. */
export function inputs(change: (input: Input, request: Received) => Input): Transformation {
  return requests((request) => {
    const input = inputOf(request);
    return input ? withInput(request, change(input, request)) : request;
  });
}

/** Changes responses. Replies on the socket stay unchanged. */
export function answers(change: Change): Transformation {
  return (usual, swf) => async (request) => {
    const reply = await usual(request);
    return typeof reply === 'function' ? reply : change(request, reply, swf);
  };
}

/** Changes the responses to accepted calls. */
export function successes(change: Change): Transformation {
  return answers((request, answered, swf) =>
    answered.status === 200 ? change(request, answered, swf) : answered,
  );
}

/** Changes error responses: with one of these names, or all. */
export function refusals(change: Change, ...names: ErrorName[]): Transformation {
  return answers((request, answered, swf) => {
    const name = errorOf(answered);
    const meant = name !== undefined && (names.length === 0 || names.includes(name));
    return meant ? change(request, answered, swf) : answered;
  });
}

/** Changes the histories of executions. */
export function histories(
  change: (events: HistoryEvent[], taskToken: string) => HistoryEvent[],
): Transformation {
  return (usual, swf) => {
    const history = swf.history;
    swf.history = (taskToken) => change(history(taskToken), taskToken);
    return usual;
  };
}

/** Replies in place of the mock to requests that meet the condition. */
export function when(
  condition: (request: Received, swf: SwfMock) => unknown,
  reply: Replying,
): Transformation {
  return (usual, swf) => async (request) => (condition(request, swf) ? reply(request) : usual(request));
}

/** Replies to everything in place of the mock. */
export function always(reply: Replying): Transformation {
  return () => async (request) => reply(request);
}

/** Applies a transformation to the calls of one operation only. */
export function ofOperation(operation: string, transformation: Transformation): Transformation {
  return choose((request) => operationIn(request) === operation, transformation);
}

/** Applies a transformation to every n-th request only. */
export function everyNth(n: number, transformation: Transformation): Transformation {
  return (usual, swf) => {
    let count = 0;
    return choose(() => ++count % n === 0, transformation)(usual, swf);
  };
}

function choose(isMeant: (request: Received) => boolean, transformation: Transformation): Transformation {
  return (usual, swf) => {
    const transformed = transformation(usual, swf);
    return (request) => (isMeant(request) ? transformed(request) : usual(request));
  };
}

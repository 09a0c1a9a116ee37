// The responses of a variant of the mock: replies made from the request alone, and changes of the mock's own response.
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { type ErrorName, outputOf } from '../../generated/operations.ts';
import { contentTypeFor, refusalResponse, response } from '../../mocks/core/refusal.ts';
import { operationOf } from '../../mocks/core/target.ts';
import type { Answered, Replying } from './serve.ts';

/** The part of a request that these replies depend on. */
type Typed = { headers: { 'content-type'?: string | undefined; 'x-amz-target'?: string | undefined } };

/** A change that returns an answer, so that other changes can follow. */
type Rewriting = (request: unknown, answered: Answered) => Answered;

export type ErrorBody = { __type: string; message?: string; Message?: string };

/** The mock's response to an accepted call. */
export function accepted({ headers }: Typed): Answered {
  const operation = operationOf(headers['x-amz-target']);
  const output = operation && outputOf(operation);
  const body = output ? JSON.stringify(output.value) : '';
  return response(200, body, randomUUID(), contentTypeFor(headers['content-type']));
}

/** The mock's response to a rejected call. */
export function refused(error: ErrorName, message?: string): (request: Typed) => Answered {
  return ({ headers }) =>
    refusalResponse({ error, message }, randomUUID(), contentTypeFor(headers['content-type']));
}

/** The mock's response to an internal error: status 500. */
export const internalFailure = refused('InternalFailure');

/** An HTML page, as from a web server in front of a service. */
export function page(status: number): () => Answered {
  const title = STATUS_CODES[status];
  const text = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  const empty = { status, headers: { 'Content-Type': 'text/html' }, body: '' };
  return () => body(text)(undefined, empty);
}

/** No response, on a connection that stays open. */
export const silence: Replying = () => () => {};

export const reset: Replying = () => (socket) => socket.resetAndDestroy();

/** Writes text to the socket and closes the connection. */
export function raw(text: string): Replying {
  return () => (socket) => socket.end(text);
}

export function status(code: number): Rewriting {
  return (_, answered) => ({ ...answered, status: code });
}

/** Replaces the body, or changes the text of the mock's own, and sets its length. */
export function body(other: string | ((text: string) => string | Uint8Array)): Rewriting {
  return (_, answered) => {
    const replaced = typeof other === 'string' ? other : other(String(answered.body));
    const length = headers({ 'Content-Length': String(Buffer.byteLength(replaced)) });
    return length(_, { ...answered, body: replaced });
  };
}

/** Changes the JSON value in the body. */
export function json(change: (value: unknown) => unknown): Rewriting {
  return body((text) => JSON.stringify(change(JSON.parse(text))));
}

/** Changes the object in the body of an error. */
export function errorBody(change: (error: ErrorBody) => unknown): Rewriting {
  return json((value) => change(value as ErrorBody));
}

/** Sets headers, by their exact spelling. Undefined removes a header; a function changes one that is present. */
export function headers(others: Record<string, string | undefined | ((given: string) => string)>): Rewriting {
  return (_, answered) => {
    const all = new Map<string, string | undefined>(Object.entries(answered.headers));
    for (const [name, value] of Object.entries(others)) {
      const given = all.get(name);
      if (typeof value !== 'function') all.set(name, value);
      else if (given !== undefined) all.set(name, value(given));
    }
    const kept = [...all].filter((entry): entry is [string, string] => entry[1] !== undefined);
    return { ...answered, headers: Object.fromEntries(kept) };
  };
}

/** Makes several changes, one after the other. */
export function changes(...parts: Rewriting[]): Rewriting {
  return (request, answered) => parts.reduce((changed, part) => part(request, changed), answered);
}

/** A reply with changes: `changed(refused('ValidationException'), status(403))`. */
export function changed<Request>(
  reply: (request: Request) => Answered,
  ...parts: Rewriting[]
): (request: Request) => Answered {
  return (request) => changes(...parts)(request, reply(request));
}

/** The name of the error in one of the mock's own answers. */
export function errorOf({ status, body }: Answered): ErrorName | undefined {
  if (status < 400 || !String(body).startsWith('{')) return undefined;
  const { __type } = JSON.parse(String(body)) as ErrorBody;
  return __type.replace(/^.*#/, '') as ErrorName;
}

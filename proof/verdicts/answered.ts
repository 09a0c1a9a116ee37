// Making and rewriting answers, as variants of the mock give them.
import { randomUUID } from 'node:crypto';
import type { ErrorName } from '../../generated/operations.ts';
import { contentTypeFor, refusalResponse, response } from '../../mocks/core/refusal.ts';
import type { Answered } from './serve.ts';

/** What of a request its answer depends on. */
type Typed = { headers: { 'content-type'?: string | undefined } };

export type ErrorBody = { __type: string; message?: string; Message?: string };

/** What the mock answers to an accepted call. */
export function accepted(request: Typed): Answered {
  return response(200, '', randomUUID(), contentTypeFor(request.headers['content-type']));
}

/** What the mock answers when it refuses a call. */
export function refused(request: Typed, error: ErrorName, message?: string): Answered {
  return refusalResponse({ error, message }, randomUUID(), contentTypeFor(request.headers['content-type']));
}

/** The usual words for a member that breaks a constraint. */
export function broken(request: Typed, member: string, rule: string): Answered {
  const message = `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${rule}`;
  return refused(request, 'ValidationException', message);
}

/** A page, as web servers in front of a service send it. */
export function page(status: number, title: string): Answered {
  const body = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return withBody({ status, headers: { 'Content-Type': 'text/html' }, body: '' }, body);
}

export function withStatus(answered: Answered, status: number): Answered {
  return { ...answered, status };
}

/** Another body, with the length that it has. */
export function withBody(answered: Answered, body: string | Uint8Array): Answered {
  return withHeaders({ ...answered, body }, { 'Content-Length': String(Buffer.byteLength(body)) });
}

/** Headers put in place of those of the same spelling; undefined takes one away. */
export function withHeaders(answered: Answered, headers: Record<string, string | undefined>): Answered {
  const all = Object.entries({ ...answered.headers, ...headers });
  return {
    ...answered,
    headers: Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
}

export function errorBodyOf({ body }: Answered): ErrorBody {
  return JSON.parse(String(body)) as ErrorBody;
}

/** The name of the error in one of the mock's own answers. */
export function errorOf(answered: Answered): ErrorName | undefined {
  if (answered.status < 400 || !String(answered.body).startsWith('{')) return undefined;
  return errorBodyOf(answered).__type.replace(/^.*#/, '') as ErrorName;
}

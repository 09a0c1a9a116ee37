// Between the wire, where every operation is `POST /` with a target and a media type of its own, and the projection
// that Prism is given, where each has a path and the media type is application/json.
import type { OperationName } from '../../generated/operations.ts';
import type { Preference, PrismAnswer, PrismRequest } from './package.ts';

/** The media types that the contract describes. Both become application/json. */
const jsonTypes = /^application\/(json|x-amz-json-1\.0)\s*(;|$)/i;

/**
 * A request as Prism reads it. A body that is no JSON is left as text, which Prism refuses because it is no object.
 *
 * @param headers names in lower case
 */
export function toPrismRequest(
  operation: OperationName,
  headers: Record<string, string>,
  body: Uint8Array,
): PrismRequest {
  return {
    path: `/${operation}`,
    // What Prism is to answer with is not the client's choice: there is one media type.
    headers: { ...asJson(headers), accept: 'application/json' },
    body: contentOf(body),
  };
}

/** An answer as Prism reads it. An empty body has no media type: with one, Prism takes it for broken JSON. */
export function toPrismAnswer(
  statusCode: number,
  headers: Record<string, string>,
  body: Uint8Array,
): PrismAnswer {
  if (body.length > 0) return { statusCode, headers: asJson(headers), body: contentOf(body) };
  const { 'content-type': _, ...rest } = headers;
  return { statusCode, headers: rest };
}

/**
 * What the header Prefer asks of the mock; what it says besides is passed over.
 *
 * @example preferenceOf('code=400, example=UnknownResourceFault') // { code: 400, exampleKey: 'UnknownResourceFault' }
 */
export function preferenceOf(prefer: string | undefined): Preference {
  const said = new Map<string, string>();
  for (const [, name = '', quoted, plain] of prefer?.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,;]+))/g) ??
    []) {
    said.set(name.toLowerCase(), quoted ?? plain ?? '');
  }
  const code = said.get('code');
  const exampleKey = said.get('example');
  const seed = said.get('seed');
  return {
    ...(code !== undefined && { code: Number(code) }),
    ...(exampleKey !== undefined && { exampleKey }),
    ...(said.get('dynamic') === 'true' && { dynamic: true }),
    ...(seed !== undefined && { seed }),
  };
}

function asJson(headers: Record<string, string>): Record<string, string> {
  return jsonTypes.test(headers['content-type'] ?? '')
    ? { ...headers, 'content-type': 'application/json' }
    : headers;
}

function contentOf(body: Uint8Array): unknown {
  if (body.length === 0) return undefined;
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

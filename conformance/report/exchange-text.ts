// A request and a response as text for people: in full, similar to the wire format, and in one line.
import type { ReceivedResponse, SentRequest } from '../../generated/report-types.ts';
import { clipped, onOneLine, printable } from '../printable.ts';
import { describeBody, type FixedPart } from '../request/body.ts';

/** Longer bodies are truncated. */
const shownBody = 8192;

/** A request with all its headers and its body. Long repetitions are abbreviated as `[a × 32769]`. */
export function requestText(request: SentRequest): string {
  const { method, url, headers, bodyBytes } = request;
  return [
    onOneLine(`${method} ${url}`),
    ...headers.map(([name, value]) => onOneLine(`${name}: ${value}`)),
    '',
    bodyBytes === 0 ? '(no body)' : printable(clipped(bodyOf(request), shownBody)),
  ].join('\n');
}

/** A response with all its headers and the part of its body that was kept, or why there is none. */
export function responseText(response: ReceivedResponse): string {
  const { status, headers = [], body = '', bodyBytes = 0, failure } = response;
  if (failure !== undefined) return `no response: ${printable(failure)}`;
  return [
    String(status),
    ...headers.map(([name, value]) => onOneLine(`${name}: ${value}`)),
    '',
    bodyBytes === 0 ? '(no body)' : printable(clipped(body, shownBody)),
  ].join('\n');
}

/** A request in one line: method, URL, target and size, and the body with long runs of letters abbreviated. */
export function requestInShort(request: SentRequest): string {
  const target = headerOf(request.headers, 'x-amz-target');
  const parts = [
    `${request.method} ${request.url}`,
    target !== undefined && `X-Amz-Target ${target}`,
    bytes(request.bodyBytes),
  ].filter((part) => part !== false);
  const body = request.bodyBytes === 0 ? '' : `: ${clipped(shortened(bodyOf(request)), 200)}`;
  return onOneLine(`${parts.join(', ')}${body}`);
}

/** A response in one line: status, error, content type and size, and the beginning of the body. */
export function responseInShort(response: ReceivedResponse): string {
  const { status, headers = [], body = '', bodyBytes = 0, failure, error } = response;
  if (failure !== undefined) return onOneLine(`no response (${failure})`);
  const type = headerOf(headers, 'content-type');
  const parts = [
    `${status}${error ? ` ${error.name}` : ''}`,
    type === undefined ? 'no content type' : type,
    bytes(bodyBytes),
  ];
  return onOneLine(`${parts.join(', ')}${bodyBytes === 0 ? '' : `: ${clipped(shortened(body), 200)}`}`);
}

/** The whole body of a request as text. */
export function bodyOf({ body }: SentRequest): string {
  // The runner makes these parts, so they are valid although the schema does not guarantee it.
  return typeof body === 'string' ? body : describeBody(body as FixedPart[]);
}

/** `{"taskToken":"AAAAKgAAAAEA…[576]"}`: a token has no meaning for a reader and fills the line. */
function shortened(text: string): string {
  return text.replace(/[A-Za-z0-9+/=_-]{48,}/g, (run) => `${run.slice(0, 12)}…[${run.length}]`);
}

function headerOf(headers: [string, string][], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

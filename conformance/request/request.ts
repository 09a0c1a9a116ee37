// Builds the request of a case for the wire: every header in its order, and the bytes of the body.
import { createHash } from 'node:crypto';
import type { CaseRequest } from '../cases/corpus.ts';
import { bytesOf, type FixedPart, fixParts, type Tokens } from './body.ts';
import { type Credentials, sign } from './sign.ts';

/** A request as it is sent. The headers include Host and the header that frames the body. */
export type WireRequest = {
  method: string;
  url: URL;
  headers: [string, string][];
  parts: FixedPart[];
  body: Uint8Array;
  chunked: boolean;
  /** What it is signed with, if it is signed. */
  signature?: { credentials: Credentials; region: string; service: string };
};

/** Everything else that a request depends on. */
export type RequestContext = {
  endpoint: URL;
  region: string;
  /** The service in the credential scope: `swf`. */
  service: string;
  credentials: Credentials | undefined;
  tokens: Tokens;
  now: Date;
};

/**
 * Builds a request. It adds the headers that the case does not have: Host first; X-Amz-Date, X-Amz-Security-Token (for
 * temporary credentials), Authorization and the framing last. It fills placeholders in header values, and omits a header
 * whose value would be an absent signature. Content-Length is the length of the sent bytes.
 *
 * Fails with an Error if the request needs the token of a task and there is none.
 *
 * @example
 * const request = await buildRequest(caseOf(corpus, 'completed/operation/known').request, {
 *   endpoint: new URL('http://127.0.0.1:8000'), region: 'us-east-1', service: 'swf', credentials: testCredentials,
 *   tokens: { madeUp: randomToken }, now: new Date(),
 * });
 */
export async function buildRequest(request: CaseRequest, context: RequestContext): Promise<WireRequest> {
  const parts = fixParts(request.body, context.tokens);
  const body = bytesOf(parts);
  const { endpoint, region, service, now } = context;
  const credentials = request.authorization === 'as-is' ? undefined : context.credentials;
  const chunked = request.framing === 'chunked';
  const template = completeHeaders(request, credentials, body, chunked);
  const values: Record<string, string | undefined> = {
    host: endpoint.host,
    length: String(body.byteLength),
    'amz-date': formatAmzDate(now),
    'security-token': credentials?.sessionToken,
    sha256: createHash('sha256').update(body).digest('hex'),
  };
  if (credentials) {
    const headers = fillHeaders(template, values);
    const { method } = request;
    values.authorization = await sign({
      method,
      url: endpoint,
      headers,
      body,
      region,
      service,
      credentials,
      now,
    });
  }
  return {
    method: request.method,
    url: endpoint,
    headers: fillHeaders(template, values),
    parts,
    body,
    chunked,
    ...(credentials && { signature: { credentials, region, service } }),
  };
}

function completeHeaders(
  request: CaseRequest,
  credentials: Credentials | undefined,
  body: Uint8Array,
  chunked: boolean,
): [string, string][] {
  const headers: [string, string][] = request.headers.map(([name, value]) => [name, value]);
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  if (!has('host')) headers.unshift(['Host', '${host}']);
  if (credentials) {
    if (!has('x-amz-date')) headers.push(['X-Amz-Date', '${amz-date}']);
    if (credentials.sessionToken) headers.push(['X-Amz-Security-Token', '${security-token}']);
    if (!has('authorization')) headers.push(['Authorization', '${authorization}']);
  }
  if (chunked) headers.push(['Transfer-Encoding', 'chunked']);
  else if (!has('content-length') && (body.byteLength > 0 || request.method === 'POST')) {
    headers.push(['Content-Length', '${length}']);
  }
  return headers;
}

const placeholder = /\$\{([a-z0-9-]+)\}/g;

function fillHeaders(
  template: [string, string][],
  values: Record<string, string | undefined>,
): [string, string][] {
  return template.flatMap(([name, value]): [string, string][] => {
    const names = [...value.matchAll(placeholder)].map((match) => match[1] as string);
    if (names.some((each) => values[each] === undefined)) return [];
    return [[name, value.replace(placeholder, (_, each: string) => values[each] as string)]];
  });
}

function formatAmzDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

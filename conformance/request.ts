// A case's request made into what goes over the wire: every header in its order, and the bytes of the body.
import { createHash } from 'node:crypto';
import { bytesOf, type FixedPart, fixParts, type Tokens } from './body.ts';
import type { CaseRequest } from './corpus.ts';
import { type Credentials, sign } from './sign.ts';

/** A request as it is sent. Host and the header that frames the body are among the headers. */
export type WireRequest = {
  method: string;
  url: URL;
  headers: [string, string][];
  parts: FixedPart[];
  body: Uint8Array;
  chunked: boolean;
  /** The credentials that signed it, if any did. */
  credentials?: Credentials;
};

/** What a request depends on besides its case. */
export type RequestContext = {
  endpoint: URL;
  region: string;
  credentials: Credentials | undefined;
  tokens: Tokens;
  now: Date;
};

/**
 * Builds a request. Headers that the case does not have are added: Host first; X-Amz-Date, Authorization (when there
 * are credentials) and the framing last. Placeholders in header values are filled; a header whose value would be an
 * absent signature is left out.
 */
export async function buildRequest(request: CaseRequest, context: RequestContext): Promise<WireRequest> {
  const parts = fixParts(request.body, context.tokens);
  const body = bytesOf(parts);
  const credentials = request.authorization === 'as-is' ? undefined : context.credentials;
  const chunked = request.framing === 'chunked';
  const template = completeHeaders(request, credentials !== undefined, body, chunked);
  const amzDate = formatAmzDate(context.now);
  const values: Record<string, string | undefined> = {
    host: context.endpoint.host,
    length: String(body.byteLength),
    'amz-date': amzDate,
    sha256: createHash('sha256').update(body).digest('hex'),
  };
  const unsigned = fillHeaders(template, values);
  if (credentials) {
    const { endpoint, region, now } = context;
    values.authorization = await sign({
      method: request.method,
      url: endpoint,
      headers: unsigned,
      body,
      region,
      credentials,
      now,
    });
  }
  return {
    method: request.method,
    url: context.endpoint,
    headers: fillHeaders(template, values),
    parts,
    body,
    chunked,
    ...(credentials && { credentials }),
  };
}

function completeHeaders(
  request: CaseRequest,
  signed: boolean,
  body: Uint8Array,
  chunked: boolean,
): [string, string][] {
  const headers: [string, string][] = request.headers.map(([name, value]) => [name, value]);
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  if (!has('host')) headers.unshift(['Host', '${host}']);
  if (signed && !has('x-amz-date')) headers.push(['X-Amz-Date', '${amz-date}']);
  if (signed && !has('authorization')) headers.push(['Authorization', '${authorization}']);
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

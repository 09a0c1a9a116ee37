// The HAR report, version 1.2 (http://www.softwareishard.com/blog/har-12-spec/): each exchange of each case, to be
// opened in the network panel of a browser or in a proxy. Each case is a page, so that its exchanges stand together.
import type { CaseResult, ReceivedResponse, Report, SentRequest } from '../../generated/report-types.ts';
import { bytesOf, type FixedPart } from '../exchange/body.ts';
import { jsonText } from './json.ts';
import type { ReporterFactory } from './reporter.ts';

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? `${jsonText(har(event.report))}\n` : '';

type Exchange = { title: string; request: SentRequest; response: ReceivedResponse };

function har({ suite, target, results }: Report): unknown {
  const sent = results
    .map((result) => ({ result, exchanges: exchangesOf(result) }))
    .filter(({ exchanges }) => exchanges.length > 0);
  const { startedAt } = target;
  return {
    log: {
      version: '1.2',
      creator: { name: suite.name, version: suite.version },
      pages: sent.map(({ result, exchanges }) => ({
        startedDateTime: timeOf(exchanges[0]?.request, startedAt),
        id: result.id,
        title: `${result.id}: ${result.title}`,
        pageTimings: {},
        comment: pageComment(result),
      })),
      entries: sent.flatMap(({ result, exchanges }) =>
        exchanges.map((exchange) => entry(result, exchange, startedAt)),
      ),
    },
  };
}

/** A HAR file has no place for a verdict but this. */
function pageComment({ verdict, level, reason, statement = '', requirement, source }: CaseResult): string {
  return `${verdict} ${level}: ${reason}. ${statement} (${requirement}; ${source})`;
}

function exchangesOf({ title, request, response, before = [] }: CaseResult): Exchange[] {
  const all = [...before, { title, request, response }];
  return all.flatMap((each) =>
    each.request && each.response
      ? [{ title: each.title, request: each.request, response: each.response }]
      : [],
  );
}

function entry(result: CaseResult, { title, request, response }: Exchange, startedAt: string): unknown {
  const time = response.durationMs ?? result.durationMs;
  return {
    pageref: result.id,
    startedDateTime: timeOf(request, startedAt),
    time,
    request: requestOf(request),
    response: responseOf(response),
    cache: {},
    // Only the whole is measured.
    timings: { send: 0, wait: time, receive: 0 },
    comment: title,
  };
}

function requestOf({ method, url, headers, body, bodyBytes }: SentRequest): unknown {
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: namesAndValues(headers),
    queryString: [],
    ...(bodyBytes > 0 && { postData: postData(headers, body) }),
    headersSize: -1,
    bodySize: bodyBytes,
  };
}

/** The body as text; of one that is no UTF-8 also the bytes, in a member of our own, for HAR has no place for them. */
function postData(headers: [string, string][], body: SentRequest['body']): unknown {
  const mimeType = headerOf(headers, 'content-type') ?? '';
  if (typeof body === 'string') return { mimeType, text: body };
  const bytes = Buffer.from(bytesOf(body as FixedPart[]));
  const text = bytes.toString('utf8');
  const exact = Buffer.from(text, 'utf8').equals(bytes);
  return { mimeType, text, ...(!exact && { _base64: bytes.toString('base64') }) };
}

/** A response; where none came, status 0 and the reason in `_error`, as browsers write it. */
function responseOf({
  status = 0,
  headers = [],
  body = '',
  bodyBytes = 0,
  failure,
}: ReceivedResponse): unknown {
  return {
    status,
    statusText: '',
    httpVersion: failure === undefined ? 'HTTP/1.1' : '',
    cookies: [],
    headers: namesAndValues(headers),
    content: { size: bodyBytes, mimeType: headerOf(headers, 'content-type') ?? '', text: body },
    redirectURL: headerOf(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: failure === undefined ? bodyBytes : -1,
    ...(failure !== undefined && { _error: failure }),
  };
}

function namesAndValues(headers: [string, string][]): { name: string; value: string }[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function headerOf(headers: [string, string][], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** When a request was made: its signature says so to the second. One without is dated with the run. */
function timeOf(request: SentRequest | undefined, startedAt: string): string {
  const date = request && headerOf(request.headers, 'x-amz-date');
  const parts = date?.match(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/)?.slice(1);
  if (!parts) return startedAt;
  const [year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}

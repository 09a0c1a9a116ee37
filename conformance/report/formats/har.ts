// The HAR report, version 1.2 (http://www.softwareishard.com/blog/har-12-spec/): a page for each case.
import type { CaseResult, ReceivedResponse, Report, SentRequest } from '../../../generated/report-types.ts';
import { bytesOf, type FixedPart } from '../../request/body.ts';
import type { ReporterFactory } from '../reporter.ts';
import { jsonText } from './json.ts';

type Exchange = { title: string; request: SentRequest; response: ReceivedResponse };
type Headers = [string, string][];

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? `${jsonText({ log: logOf(event.report) })}\n` : '';

function logOf({ suite, target: { startedAt: startedDateTime }, results }: Report): unknown {
  const sent = results.filter((result) => exchangesOf(result).length > 0);
  return {
    version: '1.2',
    creator: { name: suite.name, version: suite.version },
    pages: sent.map(({ id, title, verdict, level, reason, statement = '', requirement, source }) => ({
      startedDateTime,
      id,
      title: `${id}: ${title}`,
      pageTimings: {},
      comment: `${verdict} ${level}: ${reason}. ${statement} (${requirement}; ${source})`,
    })),
    entries: sent.flatMap((result) =>
      exchangesOf(result).map(({ title, request, response }) => {
        const time = response.durationMs ?? result.durationMs;
        const timings = { send: 0, wait: time, receive: 0 };
        const both = { request: requestOf(request), response: responseOf(response) };
        return { pageref: result.id, startedDateTime, time, ...both, cache: {}, timings, comment: title };
      }),
    ),
  };
}

function exchangesOf({ title, request, response, before = [] }: CaseResult): Exchange[] {
  const all = [...before, { title, request, response }];
  return all.filter((each): each is Exchange => each.request !== undefined && each.response !== undefined);
}

function requestOf({ method, url, headers, body, bodyBytes }: SentRequest): unknown {
  const text = typeof body === 'string' ? body : Buffer.from(bytesOf(body as FixedPart[])).toString('utf8');
  const postData = bodyBytes > 0 && { postData: { mimeType: headerOf(headers, 'content-type'), text } };
  const common = {
    httpVersion: 'HTTP/1.1',
    cookies: [],
    queryString: [],
    headersSize: -1,
    bodySize: bodyBytes,
  };
  return { method, url, ...common, headers: named(headers), ...postData };
}

/** A response; if there is none, status 0 and the reason in `_error`, as in browsers. */
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
    headers: named(headers),
    content: { size: bodyBytes, mimeType: headerOf(headers, 'content-type'), text: body },
    redirectURL: headerOf(headers, 'location'),
    headersSize: -1,
    bodySize: failure === undefined ? bodyBytes : -1,
    ...(failure !== undefined && { _error: failure }),
  };
}

const named = (headers: Headers) => headers.map(([name, value]) => ({ name, value }));

const headerOf = (headers: Headers, wanted: string) =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

// Freedoms in how answers are written.
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { errorBodyOf, page, refused, withBody, withHeaders, withStatus } from '../answered.ts';
import type { Answered } from '../serve.ts';
import { answers, errorBodies, instead, refusals } from '../vary.ts';
import type { RightServer } from './right-server.ts';

const terse =
  'a never-issued token gets the same error as a broken constraint, and the texts do not tell them apart';

export const answerFreedoms: RightServer[] = [
  ...[
    'application/json',
    'application/json; charset=utf-8',
    'application/x-amz-json-1.0',
    'application/x-amz-json-1.0;charset=UTF-8',
  ].map(
    (type): RightServer => ({
      name: `content-type-${type.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}`,
      freedom: `Every answer has the content type ${type}; the documents show one, recordings another`,
      vary: answers((answered) =>
        'Content-Type' in answered.headers ? withHeaders(answered, { 'Content-Type': type }) : answered,
      ),
    }),
  ),
  {
    name: 'type-short',
    freedom: 'Errors are named without a namespace',
    fails: ['*/response/error-type-namespace'],
    vary: errorBodies((body) => ({ ...body, __type: nameOf(body.__type) })),
  },
  {
    name: 'type-with-uri',
    freedom: 'Errors are named with a URI behind a colon, as the protocol allows',
    vary: errorBodies((body) => ({
      ...body,
      __type: `${body.__type}:http://internal.amazon.com/coral/com.amazon.coral.service/`,
    })),
  },
  {
    name: 'type-in-other-places-too',
    freedom:
      'Errors are named in __type, in code and in the header X-Amzn-ErrorType, and a nested object has a __type of its own',
    vary: refusals((answered) => {
      const { __type, ...rest } = errorBodyOf(answered);
      const body = { detail: { __type: 'Nested' }, code: nameOf(__type), __type, ...rest };
      return withHeaders(withBody(answered, JSON.stringify(body)), { 'x-amzn-ErrorType': nameOf(__type) });
    }),
  },
  {
    name: 'message-capital',
    freedom: 'Errors of the framework say Message',
    vary: errorBodies(
      ({ __type, message, Message }) => ({ __type, Message: Message ?? message }),
      'ValidationException',
      'SerializationException',
      'UnknownOperationException',
    ),
  },
  {
    name: 'message-small',
    freedom: 'Errors of the framework say message',
    vary: errorBodies(({ __type, message, Message }) => ({ __type, message: message ?? Message })),
  },
  {
    name: 'members-more',
    freedom: 'Errors have more members, line breaks, and the type at the end',
    vary: refusals((answered) => {
      const { __type, ...rest } = errorBodyOf(answered);
      const body = { ...rest, Type: 'Sender', requestId: randomUUID(), retryable: false, __type };
      return withBody(answered, `${JSON.stringify(body, null, 2)}\n`);
    }),
  },
  {
    name: 'texts-other',
    freedom: 'The texts of errors are other ones, and repeat the request',
    vary: refusals((answered, request) => {
      const body = errorBodyOf(answered);
      const message = `${nameOf(body.__type)} (${body.message ?? body.Message}); request was ${String(request.body).slice(0, 40_000)}`;
      return withBody(answered, JSON.stringify({ __type: body.__type, message }));
    }),
  },
  {
    name: 'texts-in-chinese',
    freedom: 'The texts of errors are in another language',
    vary: errorBodies(({ __type, message, Message }) => ({
      __type,
      message: chinese(message ?? Message ?? ''),
    })),
  },
  {
    name: 'texts-empty',
    freedom: 'The texts of errors are empty',
    vary: errorBodies(({ __type }) => ({ __type, message: '' })),
  },
  {
    name: 'texts-empty-invalid-token',
    freedom: 'A token that was never issued gets ValidationException, and the texts of errors are empty',
    mock: { tasks: 'declared', unissuedToken: 'ValidationException' },
    undecided: { cases: ['*/taskToken/{length-0,length-1025,missing,type-null}'], why: terse },
    vary: errorBodies(({ __type }) => ({ __type, message: '' })),
  },
  {
    name: 'request-id-upper-case',
    freedom: 'Request ids are UUIDs of version 7, in capitals',
    vary: answers((answered) =>
      withHeaders(answered, {
        'x-amzn-RequestId': (answered.headers['x-amzn-RequestId'] ?? '')
          .toUpperCase()
          .replace(/^(.{14})./, '$17'),
      }),
    ),
  },
  {
    name: 'header-names-lower-case',
    freedom: 'The names of headers are in lower case',
    vary: answers((answered) => ({
      ...answered,
      headers: Object.fromEntries(
        Object.entries(answered.headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    })),
  },
  {
    name: 'headers-more',
    freedom: 'Answers have headers that were not recorded',
    vary: answers((answered) =>
      withHeaders(answered, {
        Date: 'Mon, 16 Jan 2012 03:56:15 GMT',
        Server: 'Server',
        'x-amz-crc32': '0',
        'x-amzn-query-error': 'UnknownResourceFault;Sender',
        'Cache-Control': 'no-store',
        'Set-Cookie': 'session=1; Path=/',
        'Access-Control-Allow-Origin': '*',
        'Strict-Transport-Security': 'max-age=47304000',
      }),
    ),
  },
  {
    name: 'gzip',
    freedom: 'Errors are compressed for whoever accepts it',
    vary: refusals((answered, request) =>
      request.headers['accept-encoding']?.includes('gzip') ? zipped(answered) : answered,
    ),
  },
  {
    name: 'options-405',
    freedom: 'OPTIONS gets status 405 and an awsJson error',
    fails: ['*/method/options'],
    vary: instead((request) =>
      request.method === 'OPTIONS'
        ? withStatus(refused(request, 'UnknownOperationException'), 405)
        : undefined,
    ),
  },
  {
    name: 'methods-405-page',
    freedom: 'Methods other than POST get a page with status 405',
    vary: instead((request) =>
      ['GET', 'PUT', 'DELETE', 'PATCH'].includes(request.method)
        ? page(405, 'Method Not Allowed')
        : undefined,
    ),
  },
  {
    name: 'unknown-operation-404',
    freedom: 'A target that names no operation gets status 404',
    vary: refusals((answered) => withStatus(answered, 404), 'UnknownOperationException'),
  },
  {
    name: 'access-denied',
    freedom: 'A principal without permission gets AccessDeniedException, as the common errors say',
    vary: refusals(
      (answered) =>
        withBody(
          answered,
          JSON.stringify({
            __type: 'com.amazon.coral.service#AccessDeniedException',
            Message: 'User: arn:aws:iam::123456789012:user/denied is not authorized',
          }),
        ),
      'OperationNotPermittedFault',
    ),
  },
];

function nameOf(type: string): string {
  return type.replace(/^.*#/, '');
}

/** Each text has its own translation: what differed differs still. */
function chinese(text: string): string {
  if (text.includes('greater')) return '长度必须大于或等于一';
  if (text.includes('less')) return '长度超过上限';
  if (text.includes('null')) return '缺少必需的成员';
  if (text.includes('converted')) return '类型不正确';
  if (text.includes('activity')) return '未知的活动任务';
  return '请求无法处理';
}

function zipped(answered: Answered): Answered {
  return withHeaders(withBody(answered, gzipSync(answered.body)), { 'Content-Encoding': 'gzip' });
}

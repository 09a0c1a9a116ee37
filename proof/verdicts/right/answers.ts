// Freedoms in the form of responses.
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { textOf } from '../received.ts';
import { body, changed, changes, errorBody, errorOf, headers, refused } from '../replies.ts';
import type { Answered, Received } from '../serve.ts';
import { answers, refusals, when } from '../transformations.ts';
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
      transformation: answers(headers({ 'Content-Type': () => type })),
    }),
  ),
  {
    name: 'cbor-for-unnamed-type',
    freedom: 'A request without a content type is answered in CBOR; nobody has published what it gets',
    fails: ['*/content-type/none'],
    transformation: when(
      ({ method, headers }) => method === 'POST' && headers['content-type'] === undefined,
      changed(
        refused('SerializationException'),
        changes(
          headers({ 'Content-Type': 'application/cbor' }),
          body(() => Uint8Array.of(0xbf, 0x66, 0xff)),
        ),
      ),
    ),
  },
  {
    name: 'type-short',
    freedom: 'Errors are named without a namespace',
    fails: ['*/response/error-type-namespace'],
    transformation: refusals(errorBody((error) => ({ ...error, __type: nameOf(error.__type) }))),
  },
  {
    name: 'type-with-uri',
    freedom: 'Errors are named with a URI behind a colon, as the protocol allows',
    transformation: refusals(
      errorBody((error) => ({
        ...error,
        __type: `${error.__type}:http://internal.amazon.com/coral/com.amazon.coral.service/`,
      })),
    ),
  },
  {
    name: 'type-in-other-places-too',
    freedom:
      'Errors are named in __type, in code and in the header X-Amzn-ErrorType, and a nested object has a __type of its own',
    transformation: refusals((request, answered) =>
      changes(
        headers({ 'x-amzn-ErrorType': errorOf(answered) }),
        errorBody(({ __type, ...rest }) => ({
          detail: { __type: 'Nested' },
          code: nameOf(__type),
          __type,
          ...rest,
        })),
      )(request, answered),
    ),
  },
  {
    name: 'message-capital',
    freedom: 'Errors of the framework say Message',
    transformation: refusals(
      errorBody(({ __type, message, Message }) => ({ __type, Message: Message ?? message })),
      'ValidationException',
      'SerializationException',
      'UnknownOperationException',
    ),
  },
  {
    name: 'message-small',
    freedom: 'Errors of the framework say message',
    transformation: refusals(
      errorBody(({ __type, message, Message }) => ({ __type, message: message ?? Message })),
    ),
  },
  {
    name: 'members-more',
    freedom: 'Errors have more members, line breaks, and the type at the end',
    transformation: refusals(
      body((text) => {
        const { __type, ...rest } = JSON.parse(text);
        const more = { ...rest, Type: 'Sender', requestId: randomUUID(), retryable: false, __type };
        return `${JSON.stringify(more, null, 2)}\n`;
      }),
    ),
  },
  {
    name: 'texts-other',
    freedom: 'The texts of errors are other ones, and repeat the request',
    transformation: refusals((request, answered) =>
      errorBody(({ __type, message, Message }) => ({
        __type,
        message: `${nameOf(__type)} (${message ?? Message}); request was ${textOf(request).slice(0, 40_000)}`,
      }))(request, answered),
    ),
  },
  {
    name: 'texts-in-chinese',
    freedom: 'The texts of errors are in another language',
    transformation: refusals(
      errorBody(({ __type, message, Message }) => ({ __type, message: chinese(message ?? Message ?? '') })),
    ),
  },
  {
    name: 'texts-empty',
    freedom: 'The texts of errors are empty',
    transformation: refusals(errorBody(({ __type }) => ({ __type, message: '' }))),
  },
  {
    name: 'texts-empty-invalid-token',
    freedom: 'A token that was never issued gets ValidationException, and the texts of errors are empty',
    mock: { tasks: 'declared', unissuedToken: 'ValidationException' },
    undecided: {
      cases: ['*/taskToken/{length-0,length-1025,missing,type-null}', '*/taskToken/length-*-checked-first'],
      why: terse,
    },
    transformation: refusals(errorBody(({ __type }) => ({ __type, message: '' }))),
  },
  {
    name: 'request-id-upper-case',
    freedom: 'Request ids are UUIDs of version 7, in capitals',
    transformation: answers(
      headers({ 'x-amzn-RequestId': (id) => id.toUpperCase().replace(/^(.{14})./, '$17') }),
    ),
  },
  {
    name: 'header-names-lower-case',
    freedom: 'The names of headers are in lower case',
    transformation: answers((_, answered) => ({
      ...answered,
      headers: Object.fromEntries(
        Object.entries(answered.headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    })),
  },
  {
    name: 'headers-more',
    freedom: 'Answers have headers that were not recorded',
    transformation: answers(
      headers({
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
    transformation: refusals((request, answered) =>
      request.headers['accept-encoding']?.includes('gzip') ? zipped(request, answered) : answered,
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

function zipped(request: Received, answered: Answered): Answered {
  return changes(body(gzipSync), headers({ 'Content-Encoding': 'gzip' }))(request, answered);
}

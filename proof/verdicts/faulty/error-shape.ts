// How errors are written: status, body and headers.
import type { ErrorName } from '../../../generated/operations.ts';
import { errorBodyOf, page, refused, withBody, withHeaders, withStatus } from '../answered.ts';
import { subjects } from '../received.ts';
import type { Vary } from '../serve.ts';
import { errorBodies, refusals } from '../vary.ts';
import { declared, type FaultyServer } from './faulty-server.ts';

const fault: ErrorName = 'UnknownResourceFault';

export const errorShapeFaults: FaultyServer[] = [
  ...[404, 403, 409, 410, 422, 500].map((status) =>
    server(
      `status-${status}`,
      `UnknownResourceFault has status ${status}`,
      'response/error-status',
      'MUST',
      refusals((answered) => withStatus(answered, status), fault),
    ),
  ),
  server(
    'status-200',
    'UnknownResourceFault has status 200',
    'lifecycle/after-completed',
    'MUST',
    refusals((answered) => withStatus(answered, 200), fault),
  ),
  server(
    'no-type',
    'Errors have a message and no __type',
    'lifecycle/after-completed',
    'MUST',
    errorBodies(({ message, Message }) => ({ message: message ?? Message })),
  ),
  server(
    'type-in-header',
    'The type of errors is in the header X-Amzn-ErrorType only',
    'response/error-type',
    'SHOULD',
    refusals((answered) => {
      const { __type, ...body } = errorBodyOf(answered);
      return withHeaders(withBody(answered, JSON.stringify(body)), { 'x-amzn-ErrorType': __type });
    }),
  ),
  server(
    'type-as-code',
    'The type of errors is called code',
    'response/error-type',
    'SHOULD',
    errorBodies(({ __type, ...body }) => ({ code: __type, ...body })),
  ),
  server(
    'type-nested',
    'The type of errors is in an object inside the body only',
    'lifecycle/after-completed',
    'MUST',
    errorBodies((body) => ({ error: body })),
  ),
  server(
    'wrong-name',
    'A closed task gets ResourceNotFoundException',
    'lifecycle/after-completed',
    'MUST',
    errorBodies(
      (body) => ({ ...body, __type: 'com.amazonaws.swf.base.model#ResourceNotFoundException' }),
      fault,
    ),
  ),
  server(
    'name-in-lower-case',
    'A closed task gets unknownResourceFault, in lower case',
    'lifecycle/after-completed',
    'MUST',
    errorBodies((body) => ({ ...body, __type: body.__type.replace('#U', '#u') }), fault),
  ),
  server(
    'name-of-permission',
    'A closed task gets OperationNotPermittedFault',
    'lifecycle/after-completed',
    'MUST',
    refusals((_, request) => refused(request, 'OperationNotPermittedFault'), fault),
  ),
  server(
    'wrong-namespace',
    'UnknownResourceFault has the namespace of another service',
    'response/error-type-namespace',
    'MAY',
    errorBodies((body) => ({ ...body, __type: `com.amazonaws.dynamodb.v20120810#${fault}` }), fault),
  ),
  server(
    'no-message',
    'Errors have no message',
    'response/error-message',
    'SHOULD',
    errorBodies(({ __type }) => ({ __type })),
  ),
  server(
    'message-as-object',
    'The message of errors is an object',
    'response/error-message',
    'SHOULD',
    errorBodies(({ __type, message }) => ({ __type, message: { text: message } })),
  ),
  server(
    'empty',
    'Errors have an empty body',
    'lifecycle/after-completed',
    'MUST',
    refusals((answered) => withBody(answered, '')),
  ),
  server(
    'text',
    'Errors are a line of text',
    'lifecycle/after-completed',
    'MUST',
    refusals((answered) => withBody(answered, `${errorBodyOf(answered).__type}\n`)),
  ),
  server(
    'page',
    'Errors are pages',
    'lifecycle/after-completed',
    'MUST',
    refusals(() => page(400, 'Bad Request')),
  ),
  server(
    'xml',
    'Errors are XML, as in the services of the query protocol',
    'lifecycle/after-completed',
    'MUST',
    refusals((answered) => withBody(answered, xml(errorBodyOf(answered).__type))),
  ),
  server(
    'encoded-twice',
    'Errors are JSON in a JSON string',
    'lifecycle/after-completed',
    'MUST',
    refusals((answered) => withBody(answered, JSON.stringify(String(answered.body)))),
  ),
  server(
    'in-array',
    'Errors are objects in an array',
    'lifecycle/after-completed',
    'MUST',
    errorBodies((body) => [body]),
  ),
  server(
    'no-request-id',
    'Errors have no request id',
    'response/error-request-id',
    'SHOULD',
    refusals((answered) => withHeaders(answered, { 'x-amzn-RequestId': undefined })),
  ),
  server(
    'content-type-html',
    'Errors say that they are text/html',
    'response/error-content-type',
    'SHOULD',
    refusals((answered) => withHeaders(answered, { 'Content-Type': 'text/html; charset=utf-8' })),
  ),
  server(
    'no-content-type',
    'Errors do not say what they are',
    'response/error-content-type',
    'SHOULD',
    refusals((answered) => withHeaders(answered, { 'Content-Type': undefined })),
  ),
  server(
    'constraint-status-422',
    'A broken constraint has status 422',
    'response/error-validation-status',
    'SHOULD',
    refusals((answered) => withStatus(answered, 422), 'ValidationException'),
  ),
  server(
    'constraint-status-500',
    'A broken constraint has status 500',
    'response/error-validation-status',
    'SHOULD',
    refusals((answered) => withStatus(answered, 500), 'ValidationException'),
  ),
  server(
    'constraint-name',
    'The error for a broken constraint is ValidationError',
    'response/error-validation-status',
    'SHOULD',
    errorBodies((body) => ({ ...body, __type: 'ValidationError' }), 'ValidationException'),
  ),
  server(
    'constraint-as-serialization',
    'The error for a broken constraint is SerializationException',
    'taskToken/length-0',
    'MUST',
    refusals((_, request) => refused(request, 'SerializationException'), 'ValidationException'),
  ),
];

function server(
  kind: string,
  what: string,
  killer: string,
  level: FaultyServer['level'],
  vary: Vary,
): FaultyServer {
  const killedBy = subjects.map(({ slug }) => `${slug}/${killer}`);
  return { name: `error-${kind}`, what, killedBy, level, mock: declared, vary };
}

function xml(type: string): string {
  const name = type.replace(/^.*#/, '');
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code></Error></ErrorResponse>`;
}

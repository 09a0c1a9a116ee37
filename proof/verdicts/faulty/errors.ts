// The form of errors: status, body and headers.
import { gzipSync } from 'node:zlib';
import {
  body,
  changes,
  type ErrorBody,
  errorBody,
  errorOf,
  headers,
  json,
  page,
  refused,
  status,
} from '../replies.ts';
import type { Answered, Change, Transformation } from '../serve.ts';
import { refusals } from '../transformations.ts';
import type { Block } from './table.ts';

const validationError = named(() => 'ValidationError');

export const errors: Block[] = [
  {
    service: {
      'error.status': [404, 403, 409, 410, 422, 500].map((code) => [
        `UnknownResourceFault has status ${code}`,
        faults(status(code)),
      ]),
      'unknown-resource.closed': [
        ['UnknownResourceFault has status 200', faults(status(200))],
        ['a closed task gets ResourceNotFoundException', faults(named(() => 'ResourceNotFoundException'))],
        ['a closed task gets unknownResourceFault', faults(named((name) => name.replace('#U', '#u')))],
        ['a closed task gets OperationNotPermittedFault', faults(refused('OperationNotPermittedFault'))],
        ['errors have no __type', refusals(errorBody(withoutType))],
        ['errors are nested in an object', refusals(json((error) => ({ error })))],
        ['errors are wrapped in an array', refusals(json((error) => [error]))],
        ['errors are encoded twice', refusals(json(JSON.stringify))],
        ['errors have an empty body', refusals(body(''))],
        ['errors are a line of text', refusals(body((text) => `${JSON.parse(text).__type}\n`))],
        ['errors are XML, as in the query protocol', refusals(body(xml))],
        ['errors are HTML pages', refusals(page(400))],
      ],
      'error.type': [
        ['the type is in a header only', refusals(typeInHeader)],
        ['the type is called code', refusals(errorBody(({ __type: code, ...rest }) => ({ code, ...rest })))],
      ],
      'error.type.namespace': [
        ['the namespace is of another service', faults(named((name) => name.replace('.swf.', '.dynamodb.')))],
      ],
      'error.message': [
        ['errors have no message', refusals(errorBody(({ __type }) => ({ __type })))],
        ['the message is an object', refusals(errorBody(({ __type, ...message }) => ({ __type, message })))],
      ],
      'response.utf-8': [
        ['errors are in Latin-1', refusals(body((text) => Buffer.from(accented(text), 'latin1')))],
        ['errors begin with a byte order mark', refusals(body((text) => `\ufeff${text}`))],
      ],
      'response.content-coding': [
        [
          'errors are compressed for everyone',
          refusals(changes(body(gzipSync), headers({ 'Content-Encoding': 'gzip' }))),
        ],
      ],
      'error.request-id': [
        ['errors have no request id', refusals(headers({ 'x-amzn-RequestId': undefined }))],
      ],
      'error.content-type': ['text/html; charset=utf-8', undefined].map((type) => [
        `the content type of errors is ${type}`,
        refusals(headers({ 'Content-Type': type })),
      ]),
      'error.validation-status': [
        ['a violation has status 422', refusals(status(422), 'ValidationException')],
        ['a violation has status 500', refusals(status(500), 'ValidationException')],
        ['a violation gets ValidationError', refusals(validationError, 'ValidationException')],
      ],
    },
  },
  {
    // The case of an operation that names no task breaks no limit itself; others of the run do.
    run: { whole: true },
    service: {
      'error.limit': [
        ['the limit in a message is another one', refusals(errorBody(withOtherLimit), 'ValidationException')],
      ],
    },
  },
];

function faults(change: Change): Transformation {
  return refusals(change, 'UnknownResourceFault');
}

function named(change: (type: string) => string) {
  return errorBody((error) => ({ ...error, __type: change(error.__type) }));
}

function withOtherLimit({ __type, message, Message }: ErrorBody) {
  return { __type, message: (message ?? Message)?.replace(/than or equal to \d+/, 'than or equal to 4096') };
}

/** The same error with another message. */
function accented(text: string): string {
  const { __type } = JSON.parse(text) as ErrorBody;
  return JSON.stringify({ __type, message: 'Requête refusée' });
}

function withoutType({ __type, ...rest }: ErrorBody) {
  return rest;
}

function typeInHeader(request: unknown, answered: Answered): Answered {
  const header = headers({ 'x-amzn-ErrorType': errorOf(answered) });
  return changes(header, errorBody(withoutType))(request, answered);
}

function xml(text: string): string {
  const name = JSON.parse(text).__type.replace(/^.*#/, '');
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code></Error></ErrorResponse>`;
}

// Servers that ignore the content of requests. One that rejects everything is right whenever a rejection is expected, and
// one that accepts everything whenever acceptance is: a runner that looks at single responses would pass many cases.
import type { ErrorName } from '../../generated/operations.ts';
import { inputOf, textOf, tokenOf } from './received.ts';
import { accepted, body, changed, page, refused, status } from './replies.ts';
import type { Received, Replying, Transformation } from './serve.ts';
import { always } from './transformations.ts';

export type Liar = { name: string; what: string; transformation: Transformation };

const refusal = refused('ValidationException', 'Invalid token');

/** Servers that reject everything, each in one way. */
export const refusers: Liar[] = [
  says('invalid-token', 'ValidationException', () => 'Invalid token'),
  says('invalid-token-echoed', 'ValidationException', (request) => `Invalid token: ${tokenOf(request)}`),
  says(
    'invalid-token-quoted',
    'ValidationException',
    (request) => `Value '${tokenOf(request)}' at 'taskToken'`,
  ),
  says('token-cut', 'ValidationException', (request) => `Invalid token ${tokenOf(request)?.slice(0, 9)}…`),
  says('body-echoed', 'ValidationException', (request) => `Cannot process ${textOf(request).slice(0, 9000)}`),
  says('length-told', 'ValidationException', (request) => `Cannot process ${request.body.byteLength} bytes`),
  says(
    'member-names',
    'ValidationException',
    (request) => `Cannot process ${Object.keys(inputOf(request) ?? {})}`,
  ),
  says('target-echoed', 'ValidationException', (request) => `Cannot do ${request.headers['x-amz-target']}`),
  says(
    'one-of-several',
    'SerializationException',
    () => 'class java.lang.Short can not be converted to an String',
  ),
  says('unknown-resource', 'UnknownResourceFault', () => 'Unknown activity, scheduledEventId = 5'),
  says('not-permitted', 'OperationNotPermittedFault', () => 'Not permitted'),
  says('unrecognized-client', 'UnrecognizedClientException', () => 'The security token is invalid.'),
  says('unknown-operation', 'UnknownOperationException', () => ''),
  says('throttling', 'ThrottlingException', () => 'Rate exceeded'),
  says('internal-failure', 'InternalFailure', () => ''),
  numbered('counted', (count) => `Invalid token (request ${count})`),
  numbered('dated', (count) => `Invalid token at ${new Date(count * 86_400_000 * 31).toUTCString()}`),
  numbered('incident', (count) => `Invalid token, incident ${hexadecimal(count)}`),
  replies(
    'status-403',
    'Forbidden, with an awsJson error',
    changed(refusal, body('{"__type":"MissingAuthenticationToken","message":"No"}'), status(403)),
  ),
  replies(
    'own-error',
    'An error that no document names',
    changed(refusal, body('{"__type":"NoThanks","message":"no"}')),
  ),
  replies('empty-400', 'Status 400 and nothing else', changed(refusal, body(''))),
  ...[400, 403, 404, 429, 500, 502, 503].map((code) =>
    replies(`page-${code}`, `A page with status ${code}`, page(code)),
  ),
  replies('moved', 'Everything has moved elsewhere', () => ({
    status: 302,
    headers: { Location: 'http://127.0.0.1/login', 'Content-Length': '0' },
    body: '',
  })),
];

/** Servers that accept everything, each in one way. */
export const accepters: Liar[] = [
  replies('empty', 'Everything is accepted, as it should be answered', accepted),
  replies('object', 'Everything is accepted, with {}', changed(accepted, body('{}'))),
  replies('page', 'Everything gets a page with status 200', page(200)),
  replies('error', 'Everything gets status 200, and an error in the body', changed(refusal, status(200))),
  replies('created', 'Everything gets status 201', changed(accepted, status(201))),
];

function says(name: string, error: ErrorName, message: (request: Received) => string): Liar {
  return replies(name, `Everything gets ${error}`, (request) => refused(error, message(request))(request));
}

function numbered(name: string, message: (count: number) => string): Liar {
  const transformation: Transformation = () => {
    let count = 0;
    return async (request) => {
      count += 1;
      return refused('ValidationException', message(count))(request);
    };
  };
  return { name, what: 'Everything gets ValidationException, each with a text of its own', transformation };
}

function replies(name: string, what: string, reply: Replying): Liar {
  return { name, what, transformation: always(reply) };
}

/** Eight hexadecimal digits that look random. */
function hexadecimal(count: number): string {
  return (Math.imul(count, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
}

// Servers that do not look at what they are asked. One that refuses everything gets every refusal right, and one that
// accepts everything every acceptance: a runner that looks at one answer at a time would call much of it conforming.
import type { ErrorName } from '../../generated/operations.ts';
import { accepted, page, refused, withBody, withStatus } from './answered.ts';
import { textOf, tokenOf } from './received.ts';
import type { Received, Reply, Vary } from './serve.ts';
import { instead } from './vary.ts';

export type Liar = { name: string; what: string; vary: Vary };

/** Servers that refuse everything, each in one way. */
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
    (request) => `Cannot process ${Object.keys(inputOrNone(request))}`,
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
  replies('status-403', 'Forbidden, with an awsJson error', (request) =>
    withStatus(
      withBody(refused(request, 'InternalFailure'), '{"__type":"MissingAuthenticationToken","message":"No"}'),
      403,
    ),
  ),
  replies('own-error', 'An error that no document names', (request) =>
    withBody(refused(request, 'InternalFailure'), '{"__type":"NoThanks","message":"no"}'),
  ),
  replies('empty-400', 'Status 400 and nothing else', (request) =>
    withBody(refused(request, 'ValidationException'), ''),
  ),
  ...[400, 403, 404, 429, 500, 502, 503].map((status) =>
    replies(`page-${status}`, `A page with status ${status}`, () => page(status, 'No')),
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
  replies('object', 'Everything is accepted, with {}', (request) => withBody(accepted(request), '{}')),
  replies('page', 'Everything gets a page with status 200', () => page(200, 'It works!')),
  replies('error', 'Everything gets status 200, and an error in the body', (request) =>
    withStatus(refused(request, 'ValidationException', 'Invalid token'), 200),
  ),
  replies('created', 'Everything gets status 201', (request) => withStatus(accepted(request), 201)),
];

function says(name: string, error: ErrorName, message: (request: Received) => string): Liar {
  return replies(name, `Everything gets ${error}`, (request) => refused(request, error, message(request)));
}

function numbered(name: string, message: (count: number) => string): Liar {
  const vary: Vary = () => {
    let count = 0;
    return async (request) => {
      count += 1;
      return refused(request, 'ValidationException', message(count));
    };
  };
  return { name, what: 'Everything gets ValidationException, each with a text of its own', vary };
}

function replies(name: string, what: string, reply: (request: Received) => Reply): Liar {
  return { name, what, vary: instead(reply) };
}

function inputOrNone(request: Received): object {
  try {
    return Object(JSON.parse(textOf(request)));
  } catch {
    return {};
  }
}

/** Eight hexadecimal digits that look like chance. */
function hexadecimal(count: number): string {
  return (Math.imul(count, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
}

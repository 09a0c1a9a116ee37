// Freedoms in what is rejected, with which error, and in which order checks are made.
import { descriptionOf, type MemberDescription } from '../../../generated/operations.ts';
import { inputOf, operationIn, textOf } from '../received.ts';
import { body, changed, json, page, refused, status } from '../replies.ts';
import type { Received } from '../serve.ts';
import { refusals, requests, unchanged, when } from '../transformations.ts';
import type { RightServer } from './right-server.ts';

const documentedTypes = ['application/x-amz-json-1.0', 'application/json; charset=UTF-8'];
const notAccepted = refused('SerializationException', 'The input is not accepted');

export const checkFreedoms: RightServer[] = [
  {
    name: 'as-usual',
    freedom: 'None: this is the mock',
    transformation: unchanged,
  },
  {
    name: 'access-first',
    freedom: 'Permission is checked before the body is read',
    transformation: when(
      (request) => operationIn(request) && request.headers.authorization?.includes('Credential=denied/'),
      refused('OperationNotPermittedFault'),
    ),
  },
  {
    name: 'signature-first',
    freedom: 'Signatures are checked before everything; the retired scheme and unknown keys are refused',
    undecided: { cases: ['*/sample/as-printed'], why: 'it carries a retired signature, as printed' },
    fails: ['*/method/options'],
    transformation: when(
      ({ headers }) => !/Credential=(test|denied)\//.test(headers.authorization ?? ''),
      refused('UnrecognizedClientException'),
    ),
  },
  {
    name: 'signature-missing-403',
    freedom:
      'A request without a signature of the current scheme gets MissingAuthenticationToken, status 403',
    undecided: { cases: ['*/sample/as-printed'], why: 'it carries a retired signature, as printed' },
    fails: ['*/method/options'],
    transformation: when(
      ({ headers }) => !headers.authorization,
      changed(
        refused('UnrecognizedClientException'),
        body('{"__type":"MissingAuthenticationToken","message":"Missing Authentication Token"}'),
        status(403),
      ),
    ),
  },
  {
    name: 'members-unknown-refused',
    freedom: 'A member that the operation does not have is refused',
    transformation: when(
      someMember((_, member) => member === undefined),
      notAccepted,
    ),
  },
  {
    name: 'null-refused',
    freedom: 'A null for an optional member is refused',
    transformation: when(
      someMember((value) => value === null),
      notAccepted,
    ),
  },
  {
    name: 'json-strict',
    freedom: 'Names that occur twice, control characters, half surrogate pairs and deep nesting are refused',
    transformation: when(
      (request) => /^\{("\w+":).*,\1|\\u0000|\\ud83d"|\[\[\[\[/.test(textOf(request)),
      refused('SerializationException', 'The body cannot be read'),
    ),
  },
  {
    name: 'json-lenient',
    freedom: 'A byte order mark before the body, text behind it, and bytes that are no UTF-8 are passed over',
    transformation: requests((request) => {
      const text = new TextDecoder().decode(request.body);
      return { ...request, body: Buffer.from(text.replace(/\} tail$/, '}')) };
    }),
  },
  {
    name: 'content-types-strict',
    freedom: 'Content types that no document names are refused, with status 415',
    transformation: when(
      (request) => operationIn(request) && !documentedTypes.includes(request.headers['content-type'] ?? ''),
      changed(refused('SerializationException', 'The content type is not supported'), status(415)),
    ),
  },
  {
    name: 'constraints-as-validation',
    freedom: 'A value of another type is refused as breaking a constraint',
    transformation: refusals(
      refused('ValidationException', 'A string was expected'),
      'SerializationException',
    ),
  },
  {
    name: 'malformed-as-unknown-operation',
    freedom: 'A body that is no JSON object gets whatever error of the framework',
    transformation: refusals(
      (request, answered) => (inputOf(request) ? answered : refused('UnknownOperationException')(request)),
      'SerializationException',
    ),
  },
  {
    name: 'utf-16',
    freedom: 'A character outside the Basic Multilingual Plane counts twice',
    transformation: when(
      someMember(
        (value, member) => typeof value === 'string' && value.length > (member?.maxLength ?? value.length),
      ),
      refused('ValidationException', 'The input is not accepted'),
    ),
  },
  {
    name: 'several-errors',
    freedom: 'One error lists all that is wrong, and the members that are not',
    transformation: refusals((request) => {
      const names = Object.keys(inputOf(request) ?? {}).join('; ');
      const message = `2 validation errors detected: ${names} and others failed to satisfy constraints`;
      return refused('ValidationException', message)(request);
    }, 'ValidationException'),
  },
  {
    name: 'options-405',
    freedom: 'OPTIONS gets status 405 and an awsJson error',
    fails: ['*/method/options'],
    transformation: when(
      ({ method }) => method === 'OPTIONS',
      changed(refused('UnknownOperationException'), status(405)),
    ),
  },
  {
    name: 'methods-405-page',
    freedom: 'Methods other than POST get a page with status 405',
    transformation: when(({ method }) => ['GET', 'PUT', 'DELETE', 'PATCH'].includes(method), page(405)),
  },
  {
    name: 'unknown-operation-404',
    freedom: 'A target that names no operation gets status 404',
    transformation: refusals(status(404), 'UnknownOperationException'),
  },
  {
    name: 'access-denied',
    freedom: 'A principal without permission gets AccessDeniedException, as the common errors say',
    transformation: refusals(
      json(() => ({
        __type: 'com.amazon.coral.service#AccessDeniedException',
        Message: 'User: arn:aws:iam::123456789012:user/denied is not authorized',
      })),
      'OperationNotPermittedFault',
    ),
  },
];

/** Calls in which some member of the input itself is of a kind; `member` is undefined where the contract has none. */
function someMember(isMeant: (value: unknown, member: MemberDescription | undefined) => boolean) {
  return (request: Received): boolean => {
    const operation = operationIn(request);
    const members = operation ? descriptionOf(operation).members : undefined;
    const input = Object.entries(inputOf(request) ?? {});
    return members !== undefined && input.some(([name, value]) => isMeant(value, members[name]));
  };
}

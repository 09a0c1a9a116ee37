// Freedoms in what is refused, by which error, and in which order things are looked at.

import { operations } from '../../../generated/operations.ts';
import { inputValidators } from '../../../generated/validators.js';
import { maxRequestBytes } from '../../../mocks/core/answer.ts';
import type { SwfMock } from '../../../mocks/core/mock.ts';
import { errorOf, refused, withBody, withStatus } from '../answered.ts';
import { type Input, inputOf, operationIn, tokenOf } from '../received.ts';
import type { Answer, Answered, Received } from '../serve.ts';
import { instead, only, refusals, requests } from '../vary.ts';
import type { RightServer } from './right-server.ts';

const otherForm = 'made-up tokens of other forms get another error, and either may be right for them';
const tokenFirst = 'the made-up token is refused before its length is looked at';

export const checkFreedoms: RightServer[] = [
  {
    name: 'as-usual',
    freedom: 'None: this is the mock',
    vary: (usual) => usual,
  },
  {
    name: 'invalid-token',
    freedom: 'A token that was never issued gets ValidationException, Invalid token',
    mock: { tasks: 'declared', unissuedToken: 'ValidationException' },
    vary: (usual) => usual,
  },
  {
    name: 'invalid-token-by-form',
    freedom: 'A token that is no base64 gets ValidationException, one that is gets UnknownResourceFault',
    mock: { tasks: 'declared' },
    undecided: {
      cases: ['*/taskToken/{length-1,length-1021,length-1023,multi-byte-1023}', '*/clients/*-token'],
      why: otherForm,
    },
    vary: invalidUnless((token) => /^[A-Za-z0-9+/]+={0,2}$/.test(token) && token.length % 4 === 0),
  },
  {
    name: 'invalid-token-by-length',
    freedom: 'A token shorter than any that was issued gets ValidationException',
    mock: { tasks: 'declared' },
    undecided: { cases: ['*/taskToken/length-1', 'completed/clients/*-token'], why: otherForm },
    vary: invalidUnless((token) => token.length >= 100),
  },
  {
    name: 'invalid-token-unless-576',
    freedom: 'A token of another length than those that are issued gets ValidationException',
    mock: { tasks: 'declared' },
    undecided: {
      cases: [
        '*/taskToken/{length-1,length-1020,length-1021,length-1023,length-1024,multi-byte-1023}',
        'completed/clients/*-token',
      ],
      why: otherForm,
    },
    vary: invalidUnless((token) => token.length === 576),
  },
  {
    name: 'invalid-token-by-start',
    freedom: 'A token that does not start like those that are issued gets ValidationException',
    mock: { tasks: 'declared' },
    vary: invalidUnless((token) => token.startsWith('AAAAKgAAAAE')),
  },
  {
    name: 'token-first',
    freedom: 'The token is looked up before lengths are checked',
    mock: { tasks: 'declared' },
    undecided: {
      cases: ['*/taskToken/{length-0,length-1025}'],
      why: tokenFirst,
    },
    vary: instead((request, swf) => {
      const token = tokenOf(request);
      const unknown = token !== undefined && !swf.hasTask(token);
      return isCall(request) && unknown ? refused(request, 'UnknownResourceFault') : undefined;
    }),
  },
  {
    name: 'access-first',
    freedom: 'Permission is checked before the body is read',
    vary: instead((request) =>
      operationIn(request) && request.headers.authorization?.includes('Credential=denied/')
        ? refused(request, 'OperationNotPermittedFault')
        : undefined,
    ),
  },
  {
    name: 'signature-first',
    freedom: 'Signatures are checked before everything; the retired scheme and unknown keys are refused',
    undecided: { cases: ['completed/sample/as-printed'], why: 'it carries a retired signature, as printed' },
    fails: ['*/method/options'],
    vary: instead((request) =>
      /Credential=(test|denied)\//.test(request.headers.authorization ?? '')
        ? undefined
        : refused(request, 'UnrecognizedClientException'),
    ),
  },
  {
    name: 'signature-missing-403',
    freedom:
      'A request without a signature of the current scheme gets MissingAuthenticationToken, status 403',
    undecided: { cases: ['completed/sample/as-printed'], why: 'it carries a retired signature, as printed' },
    fails: ['*/method/options'],
    vary: instead((request) =>
      request.headers.authorization
        ? undefined
        : withStatus(
            withBody(
              refused(request, 'UnrecognizedClientException'),
              '{"__type":"MissingAuthenticationToken","message":"Missing Authentication Token"}',
            ),
            403,
          ),
    ),
  },
  ...(
    [
      ['UnknownResourceFault', 'Unknown activity'],
      ['ValidationException', 'Cancellation was not requested'],
      ['OperationNotPermittedFault', 'Cancellation was not requested'],
    ] as const
  ).map(
    ([error, message]): RightServer => ({
      name: `cancel-request-demanded-${error.toLowerCase()}`,
      freedom: `Canceled gets ${error} when nobody requested the cancellation`,
      vary: only(
        'RespondActivityTaskCanceled',
        instead((request, swf) =>
          isValidCall(request) && stateIn(request, swf) === 'open'
            ? refused(request, error, message)
            : undefined,
        ),
      ),
    }),
  ),
  {
    name: 'members-unknown-refused',
    freedom: 'A member that the operation does not have is refused',
    vary: refuseInput((input, names) => Object.keys(input).some((name) => !names.includes(name))),
  },
  {
    name: 'null-refused',
    freedom: 'A null for an optional member is refused',
    vary: refuseInput((input) => Object.values(input).includes(null)),
  },
  {
    name: 'json-strict',
    freedom: 'Names that occur twice, control characters, half surrogate pairs and deep nesting are refused',
    vary: instead((request) =>
      /"taskToken".*"taskToken"|\\u0000|\\ud83d"|\[\[\[\[/.test(String(request.body))
        ? refused(request, 'SerializationException', 'The body cannot be read')
        : undefined,
    ),
  },
  {
    name: 'json-lenient',
    freedom: 'A byte order mark before the body, text behind it, and bytes that are no UTF-8 are passed over',
    vary: requests((request) => {
      const text = new TextDecoder().decode(request.body);
      return { ...request, body: Buffer.from(text.replace(/\} tail$/, '}')) };
    }),
  },
  {
    name: 'content-types-strict',
    freedom: 'Content types that no document names are refused, with status 415',
    vary: instead((request) => {
      const type = request.headers['content-type'];
      const documented = type === 'application/x-amz-json-1.0' || type === 'application/json; charset=UTF-8';
      return operationIn(request) && !documented
        ? withStatus(refused(request, 'SerializationException', 'The content type is not supported'), 415)
        : undefined;
    }),
  },
  {
    name: 'constraints-as-validation',
    freedom: 'A value of another type is refused as breaking a constraint',
    vary: refusals(
      (_, request) => refused(request, 'ValidationException', 'A string was expected'),
      'SerializationException',
    ),
  },
  {
    name: 'malformed-as-unknown-operation',
    freedom: 'A body that is no JSON object gets whatever error of the framework',
    vary: refusals(
      (answered, request) =>
        inputOf(request) === undefined ? refused(request, 'UnknownOperationException') : answered,
      'SerializationException',
    ),
  },
  {
    name: 'utf-16',
    freedom: 'A character outside the Basic Multilingual Plane counts twice',
    vary: refuseInput(
      (input) => Object.values(input).some((value) => typeof value === 'string' && value.length > 32_768),
      'ValidationException',
    ),
  },
  {
    name: 'several-errors',
    freedom: 'One error lists all that is wrong, and the members that are not',
    vary: refusals(
      (_, request) =>
        refused(
          request,
          'ValidationException',
          `2 validation errors detected: ${Object.keys(inputOf(request) ?? {}).join('; ')} and others failed to satisfy constraints`,
        ),
      'ValidationException',
    ),
  },
  {
    name: 'regions-not-told-apart',
    freedom: 'A request signed for another region is refused for its signature',
    mock: { tasks: 'declared' },
    vary: instead((request) =>
      request.headers.authorization?.includes('/eu-west-1/swf/')
        ? withBody(
            refused(request, 'UnrecognizedClientException'),
            '{"__type":"com.amazon.coral.service#InvalidSignatureException","message":"Credential should be scoped to a valid region"}',
          )
        : undefined,
    ),
  },
];

/** Whether a request is a call at all, whatever its input is. */
function isCall(request: Received): boolean {
  return (
    request.method === 'POST' &&
    request.body.byteLength <= maxRequestBytes &&
    operationIn(request) !== undefined
  );
}

/** Whether nothing is wrong with the input of a call but, perhaps, the task. */
function isValidCall(request: Received): boolean {
  const operation = operationIn(request);
  return isCall(request) && operation !== undefined && inputValidators[operation](inputOf(request));
}

function invalidUnless(wellFormed: (token: string) => boolean) {
  return (usual: Answer, swf: SwfMock): Answer =>
    async (request: Received) => {
      const reply = await usual(request);
      const token = tokenOf(request);
      const neverIssued = token !== undefined && !swf.hasTask(token);
      if (typeof reply === 'function' || errorOf(reply) !== 'UnknownResourceFault') return reply;
      return neverIssued && !wellFormed(token)
        ? refused(request, 'ValidationException', 'Invalid token')
        : reply;
    };
}

/** The state of the task that is named; one that is taken for open is open. */
function stateIn(request: Received, swf: SwfMock): string | undefined {
  const token = tokenOf(request);
  if (token === undefined) return undefined;
  if (swf.hasTask(token)) return swf.task(token).state;
  return swf.tasks === 'any' ? 'open' : undefined;
}

function refuseInput(
  isRefused: (input: Input, names: string[]) => boolean,
  error: 'SerializationException' | 'ValidationException' = 'SerializationException',
) {
  return instead((request): Answered | undefined => {
    const operation = operationIn(request);
    const input = inputOf(request);
    if (!operation || !input) return undefined;
    return isRefused(input, Object.keys(operations[operation].members))
      ? refused(request, error, 'The input is not accepted')
      : undefined;
  });
}

// Freedoms in the form of tokens and the state of tasks: the service's responses to these calls are not known.
import { descriptionOf } from '../../../generated/operations.ts';
import { inputValidators } from '../../../generated/validators.js';
import type { SwfMock } from '../../../mocks/core/mock.ts';
import { inputOf, isCall, operationIn, tokenOf } from '../received.ts';
import { body, changed, refused } from '../replies.ts';
import type { Received, Transformation } from '../serve.ts';
import { refusals, unchanged, when } from '../transformations.ts';
import type { RightServer } from './right-server.ts';

const otherForm = 'made-up tokens of other forms get another error, and either may be right for them';
const tokenFirst = 'the made-up token is refused before its length is looked at';

export const tokenFreedoms: RightServer[] = [
  {
    name: 'invalid-token',
    freedom: 'A token that was never issued gets ValidationException, Invalid token',
    mock: { tasks: 'declared', unissuedToken: 'ValidationException' },
    transformation: unchanged,
  },
  {
    name: 'invalid-token-by-form',
    freedom: 'A token that is no base64 gets ValidationException, one that is gets UnknownResourceFault',
    mock: { tasks: 'declared' },
    undecided: {
      cases: ['*/taskToken/{length-1,length-1021,length-1023,multi-byte-1023}', '*/clients/*-token'],
      why: otherForm,
    },
    transformation: invalidUnless((token) => /^[A-Za-z0-9+/]+={0,2}$/.test(token) && token.length % 4 === 0),
  },
  {
    name: 'invalid-token-by-length',
    freedom: 'A token shorter than any that was issued gets ValidationException',
    mock: { tasks: 'declared' },
    undecided: { cases: ['*/taskToken/length-1', '*/clients/*-token'], why: otherForm },
    transformation: invalidUnless((token) => token.length >= 100),
  },
  {
    name: 'invalid-token-unless-576',
    freedom: 'A token of another length than those that are issued gets ValidationException',
    mock: { tasks: 'declared' },
    undecided: {
      cases: [
        '*/taskToken/{length-1,length-1020,length-1021,length-1023,length-1024,multi-byte-1023}',
        '*/clients/*-token',
      ],
      why: otherForm,
    },
    transformation: invalidUnless((token) => token.length === 576),
  },
  {
    name: 'invalid-token-by-start',
    freedom: 'A token that does not start like those that are issued gets ValidationException',
    mock: { tasks: 'declared' },
    transformation: invalidUnless((token) => token.startsWith('AAAAKgAAAAE')),
  },
  {
    name: 'token-first',
    freedom: 'The token is looked up before lengths are checked',
    mock: { tasks: 'declared' },
    undecided: {
      cases: ['*/taskToken/{length-0,length-1025}*'],
      why: tokenFirst,
    },
    transformation: when(
      (request, swf) => isCall(request) && isUnknown(tokenOf(request), swf),
      refused('UnknownResourceFault'),
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
      freedom: `A cancellation that nobody requested gets ${error}`,
      transformation: when(isUnrequestedCancellation, refused(error, message)),
    }),
  ),
  {
    name: 'regions-not-told-apart',
    freedom: 'A request signed for another region is refused for its signature',
    mock: { tasks: 'declared' },
    transformation: when(
      ({ headers }) => headers.authorization?.includes('/eu-west-1/swf/'),
      changed(
        refused('UnrecognizedClientException'),
        body(
          '{"__type":"com.amazon.coral.service#InvalidSignatureException","message":"Credential should be scoped to a valid region"}',
        ),
      ),
    ),
  },
];

/** Whether a call is in order, but that it cancels a task whose cancellation nobody requested. */
function isUnrequestedCancellation(request: Received, swf: SwfMock): boolean {
  const operation = operationIn(request);
  if (!operation || !isCall(request) || !inputValidators[operation](inputOf(request))) return false;
  return descriptionOf(operation).effect?.from === 'cancel-requested' && stateIn(request, swf) === 'open';
}

function isUnknown(token: string | undefined, swf: SwfMock): token is string {
  return token !== undefined && !swf.hasTask(token);
}

function invalidUnless(isWellFormed: (token: string) => boolean): Transformation {
  return refusals((request, answered, swf) => {
    const token = tokenOf(request);
    return isUnknown(token, swf) && !isWellFormed(token)
      ? refused('ValidationException', 'Invalid token')(request)
      : answered;
  }, 'UnknownResourceFault');
}

/** The state of the task that is named; one that is taken for open is open. */
function stateIn(request: Received, swf: SwfMock): string | undefined {
  const token = tokenOf(request);
  if (token === undefined) return undefined;
  if (swf.hasTask(token)) return swf.task(token).state;
  return swf.tasks === 'any' ? 'open' : undefined;
}

// Permission: not checked, refused with a wrong answer, or never given.
import { withAuthorization } from '../received.ts';
import { internalFailure, page, refused, status } from '../replies.ts';
import type { Change, Received, Transformation } from '../serve.ts';
import { answers, refusals, requests, when } from '../transformations.ts';
import type { Block } from './table.ts';

const asPermitted = withAuthorization('Credential=denied/', 'Credential=test/');

export const access: Block[] = [
  {
    operation: { 'not-permitted.denied': [['permission is not checked', requests(asPermitted)]] },
    service: {
      'not-permitted.denied': [
        ['a denied caller gets UnknownResourceFault', denials(refused('UnknownResourceFault'))],
        ['a denied caller gets a 500', denials(internalFailure)],
        ['a denied caller gets a 403 page', denials(page(403))],
      ],
      'protocol.operation': [
        ['every caller is denied', answers(refused('OperationNotPermittedFault')), 'operation/accepted'],
      ],
      'protocol.credentials': [['an unknown access key gets a 500', when(hasUnknownKey, internalFailure)]],
    },
  },
  {
    run: { whole: true },
    service: { 'error.status': [['OperationNotPermittedFault has status 403', denials(status(403))]] },
  },
];

function denials(change: Change): Transformation {
  return refusals(change, 'OperationNotPermittedFault');
}

function hasUnknownKey({ headers }: Received): boolean {
  return headers.authorization?.includes('AKIAUNKNOWN') ?? false;
}

// Targets, methods and the size of a request.

import type { CorpusOperation } from '../../../generated/case-types.ts';
import { service } from '../../../generated/operations.ts';
import { withHeader } from '../received.ts';
import { accepted, internalFailure, page, refused, reset } from '../replies.ts';
import type { Change, Received, Replying, Transformation } from '../serve.ts';
import { always, refusals, requests, when } from '../transformations.ts';
import type { Block } from './table.ts';

const [short = '', long = ''] = service.targetPrefixes;
const unknown = refused('UnknownOperationException');

/** What an endpoint does not have of another document is left untested. */
const ifRequired = ({ document }: CorpusOperation) => (document === undefined ? '**' : undefined);

export const targets: Block[] = [
  {
    operation: {
      'protocol.operation': [
        ['the operation is unknown', always(unknown), ifRequired],
        ['the operation gets a 501 page', always(page(501)), ifRequired],
      ],
    },
    service: {
      'protocol.target.long': [['the long form of the target is unknown', target(long, unknown)]],
      'protocol.target.short': [
        ['the short form of the target is unknown', target(short, unknown), ifRequired],
        ['the short form of the target gets a 500', target(short, internalFailure)],
      ],
      'protocol.target.unknown': [
        ['a target without an operation gets a 500', misnamed(internalFailure)],
        ['a target without an operation gets a 404 page', misnamed(page(404))],
      ],
      'protocol.method': [
        ['GET gets a 200', method('GET', accepted), 'method/get'],
        ['PUT gets a 200', method('PUT', accepted), 'method/put'],
        ['DELETE gets a 200', method('DELETE', accepted), 'method/delete'],
        ['PATCH gets a 200', method('PATCH', accepted), 'method/patch'],
        ['GET gets a 500', method('GET', page(500)), 'method/get'],
      ],
      'protocol.method.options': [['OPTIONS gets a 200', method('OPTIONS', accepted)]],
      'protocol.size': [
        ['a request over 1 MB is accepted', when(isTooLarge, accepted)],
        ['a request over 1 MB gets a 500', when(isTooLarge, internalFailure)],
        ['a request over 1 MB gets a 413 page', when(isTooLarge, page(413))],
        ['a request over 1 MB resets the connection', when(isTooLarge, reset)],
      ],
    },
  },
  {
    tasks: 'any',
    operation: {
      'protocol.operation': [['the operation gets a 500', always(internalFailure), 'operation/known']],
    },
    service: {
      'protocol.target.unknown': [
        ['the service in the target is ignored', requests(withUsualPrefix), 'target/other-service'],
        ['an unknown operation is accepted', target(`${short}No`, accepted), 'target/unknown'],
        ['a request without a target is accepted', when(hasNoTarget, accepted), 'target/missing'],
      ],
      'protocol.method': [['PUT is treated as POST', requests(withPostForPut), 'method/put']],
    },
  },
];

function target(start: string, reply: Replying): Transformation {
  return when(({ headers }) => headers['x-amz-target']?.startsWith(start), reply);
}

function misnamed(change: Change): Transformation {
  return refusals(change, 'UnknownOperationException');
}

function hasNoTarget({ method, headers }: Received): boolean {
  return method === 'POST' && !headers['x-amz-target'];
}

function withUsualPrefix(request: Received): Received {
  const operation = request.headers['x-amz-target']?.split('.').at(-1);
  return operation ? withHeader(request, 'x-amz-target', `${short}${operation}`) : request;
}

function method(name: string, reply: Replying): Transformation {
  return when((request) => request.method === name, reply);
}

function withPostForPut(request: Received): Received {
  return request.method === 'PUT' ? { ...request, method: 'POST' } : request;
}

/** The documented limit (requirement protocol.size). */
function isTooLarge({ body }: Received): boolean {
  return body.byteLength > 1_048_576;
}

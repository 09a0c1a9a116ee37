// Operations that are missing, and targets that are read too strictly or not strictly enough.
import { accepted, page, refused } from '../answered.ts';
import { subjects, withHeader } from '../received.ts';
import type { Received, Vary } from '../serve.ts';
import { instead, only, refusals, requests } from '../vary.ts';
import { any, declared, type FaultyServer } from './faulty-server.ts';

const short = 'SimpleWorkflowService.';
const long = `com.amazonaws.swf.service.model.${short}`;
const misnamed = ['target/unknown', 'target/other-service', 'target/missing'];

export const targetFaults: FaultyServer[] = [
  ...subjects.flatMap(({ operation, slug }): FaultyServer[] => [
    {
      name: `targets-${slug}-unknown`,
      what: `${operation} is not known`,
      killedBy: [`${slug}/operation/accepted`, `${slug}/operation/known`],
      level: 'MUST',
      mock: declared,
      vary: only(
        operation,
        instead((request) => refused(request, 'UnknownOperationException')),
      ),
    },
    {
      name: `targets-${slug}-not-implemented`,
      what: `${operation} gets a page with status 501`,
      killedBy: [`${slug}/operation/accepted`, `${slug}/operation/known`],
      level: 'MUST',
      mock: declared,
      vary: only(
        operation,
        instead(() => page(501, 'Not Implemented')),
      ),
    },
    {
      name: `targets-${slug}-breaks`,
      what: `${operation} gets status 500 in a server that takes any token`,
      killedBy: [`${slug}/operation/known`],
      level: 'MUST',
      mock: any,
      vary: only(
        operation,
        instead((request) => refused(request, 'InternalFailure')),
      ),
    },
  ]),
  server('long', 'The long form of the target is not known', ['target/long'], 'MUST', refuse(long)),
  server('short', 'The short form of the target is not known', ['target/short'], 'MUST', refuse(short)),
  {
    ...server(
      'prefix-ignored',
      'What stands before the operation in the target is not looked at',
      ['target/other-service'],
      'SHOULD',
      requests(withUsualPrefix),
    ),
    mock: any,
  },
  {
    ...server(
      'unknown-taken',
      'An operation that is not known is accepted',
      ['target/unknown'],
      'SHOULD',
      instead((request) => (targetOf(request).startsWith(`${short}No`) ? accepted(request) : undefined)),
    ),
    mock: any,
  },
  {
    ...server(
      'missing-taken',
      'A request without a target is accepted',
      ['target/missing'],
      'SHOULD',
      instead((request) =>
        request.method === 'POST' && targetOf(request) === '' ? accepted(request) : undefined,
      ),
    ),
    mock: any,
  },
  server(
    'unknown-breaks',
    'A target that names no operation gets status 500',
    misnamed,
    'SHOULD',
    refusals((_, request) => refused(request, 'InternalFailure'), 'UnknownOperationException'),
  ),
  server(
    'unknown-page',
    'A target that names no operation gets a page with status 404',
    misnamed,
    'SHOULD',
    refusals(() => page(404, 'Not Found'), 'UnknownOperationException'),
  ),
];

function server(
  kind: string,
  what: string,
  killers: string[],
  level: FaultyServer['level'],
  vary: Vary,
): FaultyServer {
  const killedBy = subjects.flatMap(({ slug }) => killers.map((killer) => `${slug}/${killer}`));
  return { name: `targets-${kind}`, what, killedBy, level, mock: declared, vary };
}

function targetOf({ headers }: Received): string {
  return headers['x-amz-target'] ?? '';
}

function refuse(prefix: string): Vary {
  return instead((request) =>
    targetOf(request).startsWith(prefix) ? refused(request, 'UnknownOperationException') : undefined,
  );
}

function withUsualPrefix(request: Received): Received {
  const operation = targetOf(request).split('.').at(-1);
  return operation ? withHeader(request, 'x-amz-target', `${short}${operation}`) : request;
}

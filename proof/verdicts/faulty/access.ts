// Permission: not asked for, asked for and answered wrongly, or never given.
import { errorOf, page, refused, withStatus } from '../answered.ts';
import { subjects, withHeader } from '../received.ts';
import { instead, only, refusals, requests } from '../vary.ts';
import { declared, type FaultyServer } from './faulty-server.ts';

const denied = (names: string[] = subjects.map(({ slug }) => slug)) =>
  names.map((slug) => `${slug}/access/denied`);

export const accessFaults: FaultyServer[] = [
  ...subjects.map(
    ({ operation, slug }): FaultyServer => ({
      name: `access-${slug}-not-checked`,
      what: `${operation} does not ask for permission`,
      killedBy: denied([slug]),
      level: 'MUST',
      mock: declared,
      vary: only(
        operation,
        requests((request) =>
          withHeader(
            request,
            'authorization',
            request.headers.authorization?.replace('Credential=denied/', 'Credential=test/') ?? '',
          ),
        ),
      ),
    }),
  ),
  {
    name: 'access-unknown-resource',
    what: 'A principal without permission gets UnknownResourceFault',
    killedBy: denied(),
    level: 'MUST',
    mock: declared,
    vary: refusals((_, request) => refused(request, 'UnknownResourceFault'), 'OperationNotPermittedFault'),
  },
  {
    name: 'access-breaks',
    what: 'A principal without permission gets status 500',
    killedBy: denied(),
    level: 'MUST',
    mock: declared,
    vary: refusals((_, request) => refused(request, 'InternalFailure'), 'OperationNotPermittedFault'),
  },
  {
    name: 'access-403',
    what: 'OperationNotPermittedFault has status 403',
    killedBy: subjects.map(({ slug }) => `${slug}/response/error-status`),
    level: 'MUST',
    whole: true,
    mock: declared,
    vary: refusals((answered) => withStatus(answered, 403), 'OperationNotPermittedFault'),
  },
  {
    name: 'access-page',
    what: 'A principal without permission gets a page with status 403',
    killedBy: denied(),
    level: 'MUST',
    mock: declared,
    vary: refusals(() => page(403, 'Forbidden'), 'OperationNotPermittedFault'),
  },
  {
    name: 'access-nobody',
    what: 'Nobody has permission',
    killedBy: subjects.map(({ slug }) => `${slug}/operation/accepted`),
    level: 'MUST',
    mock: declared,
    vary: (usual) => async (request) => {
      const reply = await usual(request);
      const answered = typeof reply !== 'function' && (reply.status === 200 || errorOf(reply));
      return answered ? refused(request, 'OperationNotPermittedFault') : reply;
    },
  },
  {
    name: 'access-unknown-key-breaks',
    what: 'An unknown access key gets status 500',
    killedBy: subjects.map(({ slug }) => `${slug}/access/unknown-key`),
    level: 'MAY',
    mock: declared,
    vary: instead((request) =>
      request.headers.authorization?.includes('AKIAUNKNOWN')
        ? refused(request, 'InternalFailure')
        : undefined,
    ),
  },
];

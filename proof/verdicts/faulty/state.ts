// Tasks: closed once is closed for good, and by nobody but who was told to.
import type { SwfMock } from '../../../mocks/core/mock.ts';
import { accepted, errorOf, refused } from '../answered.ts';
import { operationIn, subjects, tokenOf, withInput } from '../received.ts';
import type { Answer, Received } from '../serve.ts';
import { instead, only } from '../vary.ts';
import { declared, type FaultyServer } from './faulty-server.ts';

export const stateFaults: FaultyServer[] = [
  ...subjects.flatMap((first) =>
    subjects.map(
      (then): FaultyServer => ({
        name: `state-${then.slug}-after-${first.slug}`,
        what: `${then.operation} is accepted for a task that ${first.operation} closed`,
        killedBy: [`${then.slug}/lifecycle/after-${first.slug}`],
        level: 'MUST',
        mock: declared,
        vary: only(
          then.operation,
          instead((request, swf) => (closedBy(request, swf) === first.event ? accepted(request) : undefined)),
        ),
      }),
    ),
  ),
  ...subjects.flatMap(({ operation, slug }): FaultyServer[] => [
    {
      name: `state-${slug}-after-time-out`,
      what: `${operation} is accepted for a task that timed out`,
      killedBy: [`${slug}/lifecycle/timed-out`],
      level: 'MUST',
      mock: declared,
      vary: only(
        operation,
        instead((request, swf) =>
          closedBy(request, swf) === 'ActivityTaskTimedOut' ? accepted(request) : undefined,
        ),
      ),
    },
    {
      name: `state-${slug}-refusal-closes`,
      what: `${operation} closes the task although it refuses the call for its length`,
      killedBy: [`${slug}/lifecycle/open-after-refused-length`],
      level: 'SHOULD',
      mock: declared,
      vary: only(operation, refusalCloses),
    },
    {
      name: `state-${slug}-does-nothing`,
      what: `${operation} answers as if it were done, and does nothing`,
      killedBy: [`${slug}/lifecycle/after-${slug}`, `${slug}/history/text`],
      level: 'MUST',
      mock: declared,
      vary: only(
        operation,
        instead((request, swf) => (isOpen(request, swf) ? accepted(request) : undefined)),
      ),
    },
    {
      name: `state-${slug}-never-issued`,
      what: `${operation} accepts a token that was never issued`,
      killedBy: [`${slug}/operation/never-issued`],
      level: 'SHOULD',
      mock: declared,
      vary: only(operation, acceptsNeverIssued),
    },
    {
      name: `state-${slug}-regions`,
      what: `${operation} finds a task in every region`,
      killedBy: [`${slug}/scope/other-region`],
      level: 'MAY',
      mock: declared,
      vary: only(operation, (usual) => (request) => usual(asInUsEast1(request))),
    },
  ]),
  {
    name: 'state-wrong-task',
    what: 'Both operations close the task that was opened before the one that is named',
    killedBy: subjects.map(({ slug }) => `${slug}/lifecycle/after-${slug}`),
    level: 'MUST',
    mock: declared,
    concurrency: 1,
    whole: true,
    vary: closesTheTaskBefore,
  },
  {
    name: 'state-closed-accepted',
    what: 'A task that is closed is closed again',
    killedBy: subjects.flatMap(({ slug }) =>
      subjects.map((first) => `${slug}/lifecycle/after-${first.slug}`),
    ),
    level: 'MUST',
    mock: declared,
    vary: instead((request, swf) => {
      const closed = closedBy(request, swf);
      return closed && closed !== 'ActivityTaskTimedOut' ? accepted(request) : undefined;
    }),
  },
  {
    name: 'state-closed-is-invalid',
    what: 'A closed task gets ValidationException instead of UnknownResourceFault',
    killedBy: subjects.map(({ slug }) => `${slug}/lifecycle/after-${slug}`),
    level: 'MUST',
    mock: declared,
    vary: instead((request, swf) =>
      closedBy(request, swf) ? refused(request, 'ValidationException', 'Invalid token') : undefined,
    ),
  },
  {
    name: 'state-never-issued-breaks',
    what: 'A token that was never issued gets status 500',
    killedBy: subjects.map(({ slug }) => `${slug}/operation/known`),
    level: 'MUST',
    mock: declared,
    vary: (usual, swf) => async (request) => {
      const reply = await usual(request);
      if (typeof reply === 'function' || errorOf(reply) !== 'UnknownResourceFault') return reply;
      const known = swf.hasTask(tokenOf(request) ?? '');
      return known ? reply : refused(request, 'InternalFailure');
    },
  },
];

function closedBy(request: Received, swf: SwfMock): string | undefined {
  const token = tokenOf(request);
  return token !== undefined && swf.hasTask(token) ? swf.task(token).closedBy?.event : undefined;
}

function isOpen(request: Received, swf: SwfMock): boolean {
  const token = tokenOf(request);
  return token !== undefined && swf.hasTask(token) && swf.task(token).closedBy === undefined;
}

function refusalCloses(usual: Answer, swf: SwfMock): Answer {
  return async (request) => {
    const open = isOpen(request, swf);
    const reply = await usual(request);
    if (open && typeof reply !== 'function' && errorOf(reply) === 'ValidationException') {
      swf.fail(tokenOf(request) ?? '');
    }
    return reply;
  };
}

function acceptsNeverIssued(usual: Answer, swf: SwfMock): Answer {
  return async (request) => {
    const reply = await usual(request);
    const unknown = typeof reply !== 'function' && errorOf(reply) === 'UnknownResourceFault';
    return unknown && !swf.hasTask(tokenOf(request) ?? '') ? accepted(request) : reply;
  };
}

function asInUsEast1(request: Received): Received {
  const { authorization, ...headers } = request.headers;
  if (!authorization) return request;
  return {
    ...request,
    headers: { ...headers, authorization: authorization.replace(/\/[a-z0-9-]+\/swf\//, '/us-east-1/swf/') },
  };
}

function closesTheTaskBefore(usual: Answer, swf: SwfMock): Answer {
  const opened: string[] = [];
  return (request) => {
    for (const { taskToken } of swf.listTasks()) if (!opened.includes(taskToken)) opened.push(taskToken);
    const place = opened.indexOf(tokenOf(request) ?? '');
    const before = opened[place - 1];
    if (!isOpen(request, swf) || before === undefined || operationIn(request) === undefined) {
      return usual(request);
    }
    return usual(withInput(request, { taskToken: before })).then(() => accepted(request));
  };
}

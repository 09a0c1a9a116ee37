// Freedoms in polls, heartbeats and failures, and in whether an endpoint has them.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ErrorName } from '../../../generated/operations.ts';
import { inputValidators } from '../../../generated/validators.js';
import { valueAt } from '../../../mocks/core/input/pointer.ts';
import { inputOf, isCall, operationIn, tokenOf } from '../received.ts';
import { changed, json, page, refused, status } from '../replies.ts';
import type { Answer, Replying, Transformation } from '../serve.ts';
import { ofOperation, refusals, successes, when } from '../transformations.ts';
import type { RightServer } from './right-server.ts';

const poll = 'PollForActivityTask';
const heartbeat = 'RecordActivityTaskHeartbeat';
const loop = [poll, heartbeat, 'RespondActivityTaskFailed'];

const unregistered = {
  cases: [
    'poll/{domain,taskList/name}/{length-1,length-255,length-256,multi-byte-255,escaped-255}',
    'poll/taskList/present',
  ],
  why: 'a task list is not looked for where the domain is not known',
};

const freedoms: Omit<RightServer, 'operations'>[] = [
  {
    name: 'loop-as-usual',
    freedom: 'None: this is the mock',
    transformation: (usual) => usual,
  },
  {
    name: 'task-members-more',
    freedom: 'A task has members that no document names, some of them null',
    transformation: ofOperation(
      poll,
      successes(json((task) => ({ scheduledEventId: 5, priority: null, tags: [], ...(task as object) }))),
    ),
  },
  {
    name: 'heartbeat-members-more',
    freedom: 'The answer to a heartbeat has members that no document names',
    transformation: ofOperation(heartbeat, successes(json((answer) => ({ ...(answer as object), in: 5 })))),
  },
  {
    name: 'polls-half-a-second',
    freedom: 'A poll is answered half a second after there is a task for it',
    transformation: ofOperation(poll, (usual) => async (request) => {
      const reply = await usual(request);
      await pause(500);
      return reply;
    }),
  },
  {
    name: 'polls-head-first',
    freedom: 'The head of the answer to a poll is sent at once, and its body when there is a task',
    transformation: ofOperation(poll, headFirst),
  },
  {
    name: 'polls-few',
    freedom: 'Of more than four polls that wait for a task list, each gets LimitExceededFault',
    undecided: { cases: ['poll/tasks/one-poller'], why: 'some of its calls are too many' },
    transformation: ofOperation(poll, upTo(4)),
  },
  {
    name: 'domain-unknown',
    freedom: 'A poll of a domain that nobody registered gets UnknownResourceFault',
    undecided: unregistered,
    transformation: ofOperation(poll, domainsKnown('last')),
  },
  {
    name: 'domain-unknown-first',
    freedom: 'The domain of a poll is looked up before anything else is checked',
    undecided: {
      cases: ['poll/*/**'],
      why: 'a domain that nobody registered is refused before the rest is looked at',
    },
    transformation: ofOperation(poll, domainsKnown('first')),
  },
  {
    name: 'domain-not-permitted',
    freedom: 'A poll of a domain that nobody registered gets OperationNotPermittedFault',
    undecided: unregistered,
    transformation: ofOperation(poll, domainsKnown('last', 'OperationNotPermittedFault')),
  },
  {
    name: 'heartbeat-invalid-token',
    freedom: 'A heartbeat with a token that was never issued gets ValidationException, Invalid token',
    mock: { tasks: 'declared' },
    transformation: ofOperation(
      heartbeat,
      refusals(
        (request, answered, swf) =>
          swf.hasTask(tokenOf(request) ?? '')
            ? answered
            : refused('ValidationException', 'Invalid token')(request),
        'UnknownResourceFault',
      ),
    ),
  },
  ...absences(loop),
  ...loop.flatMap((operation) => absences([operation]).slice(0, 1)),
];

/** Each is run with all operations. */
export const workerLoopFreedoms: RightServer[] = freedoms.map((each) => ({ ...each, operations: 'all' }));

/** Endpoints that do not have these operations, each of which says so in its own way. */
function absences(operations: string[]): Omit<RightServer, 'operations'>[] {
  const unknown = refused('UnknownOperationException');
  const ways: [name: string, answer: string, reply: Replying][] = [
    ['unknown', 'UnknownOperationException', unknown],
    ['unknown-404', 'UnknownOperationException, status 404', changed(unknown, status(404))],
    [
      'invalid-action',
      'InvalidAction',
      changed(
        unknown,
        json(() => ({ __type: 'InvalidAction', message: 'No' })),
      ),
    ],
    ['501', 'a page with status 501', page(501)],
    ['501-error', 'InternalFailure, status 501', changed(refused('InternalFailure'), status(501))],
  ];
  const [only] = operations;
  const what = operations.length === 1 ? only : 'the loop of a worker';
  return ways.map(([name, answer, reply]) => ({
    name: `without-${operations.length === 1 ? only?.toLowerCase() : 'loop'}-${name}`,
    freedom: `The endpoint does not have ${what}: each call gets ${answer}`,
    transformation: when((request) => operations.includes(operationIn(request) ?? ''), reply),
  }));
}

/** Writes the head of an answer that is not there yet, and closes the connection after its body. */
function headFirst(usual: Answer): Answer {
  return async (request) => {
    const answering = usual(request);
    const reply = await Promise.race([answering, pause(20)]);
    if (reply) return reply;
    const head = ['HTTP/1.1 200 OK', 'Content-Type: application/x-amz-json-1.0', 'Connection: close'];
    const lines = [...head, `x-amzn-RequestId: ${randomUUID()}`, '', ''];
    return async (socket) => {
      socket.on('error', () => {});
      socket.write(lines.join('\r\n'));
      const late = await answering;
      if (typeof late !== 'function') socket.end(late.body);
    };
  };
}

/** Refuses the polls that would wait for a task where so many wait already. */
function upTo(most: number): Transformation {
  return (usual) => {
    const waiting = new Map<string, number>();
    return async (request) => {
      const list = String(valueAt(inputOf(request), '/taskList/name'));
      const before = waiting.get(list) ?? 0;
      if (before >= most && list.startsWith('conformance-')) return refused('LimitExceededFault')(request);
      waiting.set(list, before + 1);
      const reply = await usual(request);
      waiting.set(list, (waiting.get(list) ?? 1) - 1);
      return reply;
    };
  };
}

/** Refuses what names another domain than that of the tasks, once all else is known to be right, or before. */
function domainsKnown(checked: 'last' | 'first', error: ErrorName = 'UnknownResourceFault'): Transformation {
  const isRight = inputValidators.PollForActivityTask;
  return when(
    (request) =>
      isCall(request) &&
      inputOf(request)?.domain !== 'conformance' &&
      (checked === 'first' || isRight(inputOf(request))),
    refused(error, 'Unknown domain'),
  );
}

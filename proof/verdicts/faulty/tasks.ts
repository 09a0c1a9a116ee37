// Tasks: a closed task stays closed, and only a call that names a task closes it.
import {
  descriptionOf,
  type OperationDescription,
  operations,
  type TaskState,
} from '../../../generated/operations.ts';
import type { SwfMock } from '../../../mocks/core/mock.ts';
import { withValueAt } from '../../../mocks/core/input/pointer.ts';
import type { Task } from '../../../mocks/core/tasks/task.ts';
import { type Input, operationIn, tokenOf, withAuthorization, withInput } from '../received.ts';
import { accepted, internalFailure, refused } from '../replies.ts';
import type { Answer, Answered, Change, Received, Replying } from '../serve.ts';
import { refusals, requests, when } from '../transformations.ts';
import type { Block } from './table.ts';

type Operation = { slug: string; token?: string };
const afterItself = ({ slug }: Operation) => `lifecycle/after-${slug}`;
const afterAnother = ({ slug }: Operation) => `lifecycle/after-!(${slug})`;
const ofNoEffect = ({ slug }: Operation) => `{lifecycle/after-${slug},history/text}`;
const withMadeUpToken = ({ token }: Operation) => token && 'operation/known';
const invalidToken = refused('ValidationException', 'Invalid token');
const isOpen = isIn('open', 'cancel-requested');
const inUsEast1 = withAuthorization(/\/[a-z0-9-]+\/swf\//, '/us-east-1/swf/');
const unissued = (reply: Replying) => refusals(unlessIssued(reply), 'UnknownResourceFault');

export const tasks: Block[] = [
  {
    operation: {
      'unknown-resource.closed': [
        ['a task it closed can be closed again', when(isClosedBy('itself'), accepted), afterItself],
        ['a task another closed can be closed again', when(isClosedBy('another'), accepted), afterAnother],
      ],
      'unknown-resource.timed-out': [
        ['a task that timed out can be closed', when(isIn('timed-out'), accepted)],
      ],
      'unknown-resource.never-issued': [['a token that was never issued is accepted', unissued(accepted)]],
      'unknown-resource.open-after-refusal': [
        ['a call refused for its length closes the task', refusals(closing, 'ValidationException')],
      ],
      'canceled.without-request': [
        ['a task without a cancel request gets a 500', when(isIn('open'), internalFailure)],
      ],
      'protocol.scope': [['a task is found in every region', requests(inUsEast1)]],
    },
    service: {
      'unknown-resource.closed': [
        ['a closed task can be closed again', when(isClosedBy('any'), accepted)],
        ['a closed task gets ValidationException', when(isClosedBy('any'), invalidToken)],
      ],
      'protocol.operation': [
        ['a token that was never issued gets a 500', unissued(internalFailure), withMadeUpToken],
      ],
    },
  },
  {
    level: 'MUST',
    operation: { '*': [['a call is accepted and has no effect', when(isOpen, accepted), ofNoEffect]] },
  },
  {
    run: { whole: true, concurrency: 1 },
    service: {
      'unknown-resource.closed': [
        ['the task opened before the named one is closed', closesTheTaskBefore, afterItself],
      ],
    },
  },
];

/** The task that a call names, if the mock knows it. */
function taskOf(request: Received, swf: SwfMock): Task | undefined {
  const token = tokenOf(request);
  return token !== undefined && swf.hasTask(token) ? swf.task(token) : undefined;
}

function isIn(...states: TaskState[]) {
  return (request: Received, swf: SwfMock): boolean => {
    const task = taskOf(request, swf);
    return task !== undefined && states.includes(task.state);
  };
}

function isClosedBy(which: 'itself' | 'another' | 'any') {
  return (request: Received, swf: SwfMock): boolean => {
    const event = taskOf(request, swf)?.closedBy?.event;
    const closing = Object.values<OperationDescription>(operations).find(
      ({ effect }) => effect && effect.closesWith === event,
    );
    if (closing === undefined || which === 'any') return closing !== undefined;
    return (which === 'itself') === (closing.name === operationIn(request));
  };
}

/** Fails the task; the refusal stays as it is. */
function closing(request: Received, answered: Answered, swf: SwfMock): Answered {
  if (isOpen(request, swf)) swf.fail(tokenOf(request) ?? '');
  return answered;
}

function unlessIssued(reply: Replying): Change {
  return (request, answered, swf) => (swf.hasTask(tokenOf(request) ?? '') ? answered : reply(request));
}

function closesTheTaskBefore(usual: Answer, swf: SwfMock): Answer {
  const opened: string[] = [];
  return async (request) => {
    for (const { taskToken } of swf.listTasks()) if (!opened.includes(taskToken)) opened.push(taskToken);
    const before = opened[opened.indexOf(tokenOf(request) ?? '') - 1];
    const operation = operationIn(request);
    const pointer = operation && descriptionOf(operation).token;
    if (!isOpen(request, swf) || before === undefined || !pointer) return usual(request);
    await usual(withInput(request, withValueAt({}, pointer, before) as Input));
    return accepted(request);
  };
}

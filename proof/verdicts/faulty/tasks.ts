// Tasks: a closed task stays closed, and only a call that names a task closes it.
import {
  descriptionOf,
  type OperationDescription,
  operations,
  type TaskState,
} from '../../../generated/operations.ts';
import { withValueAt } from '../../../mocks/core/input/pointer.ts';
import type { SwfMock } from '../../../mocks/core/mock.ts';
import type { Task } from '../../../mocks/core/tasks/task.ts';
import {
  type Input,
  inputOf,
  operationIn,
  textOf,
  tokenOf,
  withAuthorization,
  withInput,
} from '../received.ts';
import { accepted, internalFailure, refused } from '../replies.ts';
import type { Answer, Answered, Change, Received, Replying, Transformation } from '../serve.ts';
import { refusals, requests, successes, unchanged, when } from '../transformations.ts';
import type { Block } from './table.ts';

type Operation = { slug: string; token?: string };
const afterItself = ({ slug }: Operation) => `lifecycle/after-${slug}`;
const afterAnother = ({ slug }: Operation) => `lifecycle/after-!(${slug})`;
const ofNoEffect = ({ slug }: Operation) => `{lifecycle/after-${slug},history/text}`;
const withMadeUpToken = ({ token }: Operation) => token && 'operation/known';
const invalidToken = refused('ValidationException', 'Invalid token');
const isOpen = isIn('open', 'cancel-requested');
const inUsEast1 = withAuthorization(/\/[a-z0-9-]+\/swf\//, '/us-east-1/swf/');
const unknown = refused('UnknownResourceFault');
const siblingOfClosed = ({ slug }: Operation) => (slug === 'heartbeat' ? undefined : 'token/sibling*');
const siblingThatIsNamed = ({ slug }: Operation) =>
  slug === 'canceled' ? undefined : '{token/sibling,tasks/sibling-stays-open}';
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
      'unknown-resource.open-after-refused-type': [
        [
          'a call refused for its JSON or a type closes the task',
          refusals(closing, 'SerializationException'),
          'lifecycle/open-after-refused-{type,json}',
        ],
      ],
      'unknown-resource.open-after-refusal': [
        ['a call refused for its length closes the task', refusals(closing, 'ValidationException')],
      ],
      'canceled.without-request': [
        ['a task without a cancel request gets a 500', when(isIn('open'), internalFailure)],
      ],
      'task-token.one-task': [
        ['a call closes every task of its execution', successes(closingSiblings), siblingOfClosed],
        [
          'a task is closed with another of its execution',
          when(hasClosedSibling, unknown),
          siblingThatIsNamed,
        ],
      ],
      'protocol.scope': [['a task is found in every region', requests(inUsEast1)]],
    },
    service: {
      'unknown-resource.closed': [
        ['a closed task can be closed again', when(isClosedBy('any'), accepted)],
        ['a closed task gets ValidationException', when(isClosedBy('any'), invalidToken)],
      ],
      'unknown-resource.closed-once': [
        ['calls at once are all accepted', checkedBefore(accepted)],
        ['all but one of the calls at once get a 500', checkedBefore(internalFailure)],
      ],
      'unknown-resource.open-after-refused-type': [
        [
          'a call refused for its target closes the task',
          refusals(closing, 'UnknownOperationException'),
          'lifecycle/open-after-refused-target',
        ],
      ],
      'task-token.opaque': [
        ['tokens are compared without case', named(isSame), 'token/other-case'],
        [
          'white space around a token is ignored',
          named((issued, given) => issued === given.trim()),
          'token/space-*',
        ],
        ['the beginning of a token is enough', named(isBeginning), 'token/shorter'],
        [
          'what follows a token is ignored',
          named((issued, given) => isBeginning(given, issued)),
          'token/longer',
        ],
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
  {
    run: { whole: true },
    service: {
      'unknown-resource.closed-for-good': [
        ['a closed task is open again after twenty others', reopening(20), 'lifecycle/closed-at-end'],
      ],
    },
  },
  {
    run: { whole: true, restarted: when(isClosedBy('any'), accepted) },
    service: {
      'unknown-resource.closed-for-good': [
        ['closed tasks are open again after a restart', unchanged, 'lifecycle/closed-after-restart'],
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
      ({ effect }) => event !== undefined && effect?.closesWith === event,
    );
    if (closing === undefined || which === 'any') return closing !== undefined;
    return (which === 'itself') === (closing.name === operationIn(request));
  };
}

/** Fails the task whose token is in the text of the body; the refusal stays as it is. */
function closing(request: Received, answered: Answered, swf: SwfMock): Answered {
  const text = textOf(request);
  const named = swf.listTasks().find(({ taskToken }) => text.includes(taskToken));
  if (named && named.closedBy === undefined) swf.fail(named.taskToken);
  return answered;
}

/** The other tasks of its workflow execution. */
function siblingsOf({ taskToken, workflowId, runId }: Task, swf: SwfMock): Task[] {
  return swf
    .listTasks()
    .filter((task) => task.taskToken !== taskToken && task.workflowId === workflowId && task.runId === runId);
}

function hasClosedSibling(request: Received, swf: SwfMock): boolean {
  const task = taskOf(request, swf);
  return task !== undefined && siblingsOf(task, swf).some(({ closedBy }) => closedBy !== undefined);
}

/** Fails the other tasks of the execution; the answer stays as it is. */
function closingSiblings(request: Received, answered: Answered, swf: SwfMock): Answered {
  const task = taskOf(request, swf);
  for (const { taskToken, closedBy } of task ? siblingsOf(task, swf) : []) if (!closedBy) swf.fail(taskToken);
  return answered;
}

/** Looks whether the task is open 20 ms before it is closed; what was closed in between gets this reply. */
function checkedBefore(reply: Replying): Transformation {
  return (usual, swf) => async (request) => {
    if (!isOpen(request, swf)) return usual(request);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return isOpen(request, swf) ? usual(request) : reply(request);
  };
}

/** Accepts calls for tasks after which so many others were closed. */
function reopening(others: number): Transformation {
  return (usual, swf) => {
    const closed = new Set<string>();
    return async (request) => {
      const token = tokenOf(request);
      const position = [...closed].indexOf(token ?? '');
      if (position >= 0 && position < closed.size - others) return accepted(request);
      const reply = await usual(request);
      if (token !== undefined && isClosedBy('any')(request, swf)) closed.add(token);
      return reply;
    };
  };
}

/** Takes a token that was not issued for one that was, if they are alike. */
function named(isAlike: (issued: string, given: string) => boolean): Transformation {
  return (usual, swf) => (request) => {
    const operation = operationIn(request);
    const pointer = operation && descriptionOf(operation).token;
    const given = tokenOf(request);
    if (!pointer || given === undefined || swf.hasTask(given)) return usual(request);
    const issued = swf.listTasks().find(({ taskToken }) => isAlike(taskToken, given))?.taskToken;
    if (issued === undefined) return usual(request);
    return usual(withInput(request, withValueAt(inputOf(request), pointer, issued) as Input));
  };
}

function isSame(issued: string, given: string): boolean {
  return issued.toLowerCase() === given.toLowerCase();
}

/** A token of some length, so that others do not begin like it by chance. */
function isBeginning(token: string, beginning: string): boolean {
  return beginning.length > 100 && token.startsWith(beginning);
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

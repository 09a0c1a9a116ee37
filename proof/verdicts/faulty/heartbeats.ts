// Heartbeats: they tell whether the cancellation of the task was requested, and leave it open.
import type { SwfMock } from '../../../mocks/core/mock.ts';
import { operationIn, tokenOf } from '../received.ts';
import { accepted, internalFailure, json, refused } from '../replies.ts';
import type { Change, Received, Transformation } from '../serve.ts';
import { histories, successes } from '../transformations.ts';
import type { Block } from './table.ts';

const unknownResource = refused('UnknownResourceFault');
const whetherRequested = 'tasks/{not-requested,cancel-requested}';

export const heartbeats: Block[] = [
  {
    operation: {
      'heartbeat.cancel-requested': [
        ['cancelRequested is always false', tells(() => false), 'tasks/cancel-requested*'],
        ['cancelRequested is always true', tells(() => true), 'tasks/not-requested'],
        ['cancelRequested is the other way round', tells((requested) => !requested), whetherRequested],
        ['cancelRequested is a string', tells(String), whetherRequested],
        ['cancelRequested is a number', tells(Number), whetherRequested],
        ['cancelRequested is null', tells(() => null), whetherRequested],
        ['cancelRequested is missing', tells(() => undefined), whetherRequested],
        ['cancelRequested is called cancelled', successes(json(renamed)), whetherRequested],
        ['a cancel request is told of once', again(json(telling(false))), 'tasks/cancel-requested-again'],
      ],
      'task-token.one-task': [
        [
          'a cancel request is told to every task of its execution',
          successes((request, answered, swf) =>
            json(telling(isAnyCanceled(request, swf)))(request, answered),
          ),
          'tasks/sibling-not-canceled',
        ],
      ],
      'heartbeat.again': [
        ['the second heartbeat of a task is refused', again(unknownResource), 'tasks/details'],
        ['the second heartbeat of a task gets a 500', again(internalFailure), 'tasks/details'],
        ['the second heartbeat of a task tells to cancel it', again(json(telling(true))), 'tasks/details'],
        ['a heartbeat closes the task', closing],
      ],
      'heartbeat.keeps-alive': [['a heartbeat does not reset its clock', unheard, 'tasks/keeps-alive']],
      'heartbeat.start-to-close': [
        ['who has sent a heartbeat goes on for ever', forever, 'tasks/start-to-close'],
      ],
      'heartbeat.last-details': [
        ['the event of a timeout has no details', atTimeout(() => undefined), 'tasks/last-details'],
        ['the event of a timeout has the details of the first heartbeat', firstDetails, 'tasks/last-details'],
        [
          'the event of a timeout has details that lost what is not ASCII',
          atTimeout((details) => details?.replace(/[^ -~]/g, '?')),
          'tasks/last-details',
        ],
      ],
    },
    service: {
      'heartbeat.again': [
        ['after a heartbeat, the task is known to heartbeats only', forgetting, 'tasks/completed-after'],
      ],
    },
  },
];

function telling(cancelRequested: unknown) {
  return (answer: unknown) => ({ ...(answer as object), cancelRequested });
}

function tells(change: (requested: boolean) => unknown): Transformation {
  return successes(
    json((answer) => telling(change((answer as { cancelRequested: boolean }).cancelRequested))(answer)),
  );
}

function renamed(answer: unknown): unknown {
  return { cancelled: (answer as { cancelRequested: boolean }).cancelRequested };
}

function isAnyCanceled(request: Received, swf: SwfMock): boolean {
  const { workflowId } = swf.task(tokenOf(request) ?? '');
  return swf.listTasks().some((task) => task.workflowId === workflowId && task.state === 'cancel-requested');
}

/** Changes the answers to the heartbeats of a task but the first. */
function again(change: Change): Transformation {
  return (usual, swf) => {
    const heard = new Set<string>();
    const changed = successes(change)(usual, swf);
    return (request) => {
      const token = tokenOf(request) ?? '';
      const answer = heard.has(token) ? changed : usual;
      heard.add(token);
      return answer(request);
    };
  };
}

/** Answers the heartbeats of open tasks, and tells the mock nothing of them. */
function unheard(...[usual, swf]: Parameters<Transformation>): ReturnType<Transformation> {
  return async (request) => {
    const token = tokenOf(request) ?? '';
    return swf.hasTask(token) && !swf.task(token).closedBy ? accepted(request) : usual(request);
  };
}

/** After its first heartbeat a task is open for heartbeats, whatever has become of it. */
function forever(...[usual]: Parameters<Transformation>): ReturnType<Transformation> {
  const heard = new Set<string>();
  return async (request) => {
    const token = tokenOf(request) ?? '';
    if (heard.has(token)) return accepted(request);
    const reply = await usual(request);
    if (typeof reply !== 'function' && reply.status === 200) heard.add(token);
    return reply;
  };
}

function atTimeout(
  change: (details: string | undefined, taskToken: string) => string | undefined,
): Transformation {
  return histories((events, taskToken) =>
    events.map((event) => {
      const { activityTaskTimedOutEventAttributes: attributes } = event;
      if (attributes === undefined) return event;
      const details = change(attributes.details as string | undefined, taskToken);
      return { ...event, activityTaskTimedOutEventAttributes: { ...attributes, details } };
    }),
  );
}

function firstDetails(...[usual, swf]: Parameters<Transformation>): ReturnType<Transformation> {
  return atTimeout((_, taskToken) => swf.task(taskToken).heartbeats[0]?.details)(usual, swf);
}

/** Fails the task; the answer stays as it is. */
function closing(...[usual, swf]: Parameters<Transformation>): ReturnType<Transformation> {
  return successes((request, answered) => {
    swf.fail(tokenOf(request) ?? '');
    return answered;
  })(usual, swf);
}

/** No other operation knows a task that had a heartbeat. */
function forgetting(...[usual]: Parameters<Transformation>): ReturnType<Transformation> {
  const heard = new Set<string>();
  return async (request) => {
    const token = tokenOf(request) ?? '';
    if (operationIn(request) === 'RecordActivityTaskHeartbeat') heard.add(token);
    else if (heard.has(token)) return unknownResource(request);
    return usual(request);
  };
}

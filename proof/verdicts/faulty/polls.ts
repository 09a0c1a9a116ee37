// Polls: one gets the task, with its input, as soon as it is scheduled; without a task a poll is held.
import { setTimeout as pause } from 'node:timers/promises';
import { valueAt } from '../../../mocks/core/input/pointer.ts';
import { inputOf } from '../received.ts';
import { accepted, body, changed, internalFailure, json, refused } from '../replies.ts';
import type { Answer, Answered, Received, Reply, Transformation } from '../serve.ts';
import { answers, inputs } from '../transformations.ts';
import type { Block, Row } from './table.ts';

/** What happens to the input of a task, and the cases that show it. */
const changesOfInputs: [what: string, change: (input: string) => unknown, cases: string][] = [
  ['is missing', () => undefined, 'tasks/{input*,longest-input}'],
  ['is empty', () => '', 'tasks/{input*,longest-input}'],
  ['is cut to 255 characters', (input) => input.slice(0, 255), 'tasks/longest-input'],
  ['is cut to 4096 characters', (input) => input.slice(0, 4096), 'tasks/longest-input'],
  ['is cut by a character', (input) => input.slice(0, 32_767), 'tasks/longest-input'],
  ['is trimmed', (input) => input.trim(), 'tasks/input{,-characters}'],
  ['loses spaces', (input) => input.replace(/ +/g, ' '), 'tasks/input-{characters,json}'],
  ['loses non-ASCII characters', (input) => input.replace(/[^ -~\s]/g, '?'), 'tasks/input'],
  ['loses four-byte characters', (input) => input.replace(/[\u{10000}-\u{10ffff}]/gu, ''), 'tasks/input'],
  ['is read as Latin-1', (input) => Buffer.from(input).toString('latin1'), 'tasks/input'],
  ['is base64', (input) => Buffer.from(input).toString('base64'), 'tasks/{input*,longest-input}'],
  ['is encoded as JSON', (input) => JSON.stringify(input), 'tasks/{input*,longest-input}'],
  ['has LF for line ends', (input) => input.replace(/\r\n?/g, '\n'), 'tasks/input{,-characters}'],
  ['has CR LF for line ends', (input) => input.replace(/\r?\n/g, '\r\n'), 'tasks/input-characters'],
  ['is composed', (input) => input.normalize('NFC'), 'tasks/input-characters'],
  ['is decomposed', (input) => input.normalize('NFD'), 'tasks/input{,-characters}'],
  ['loses invisible characters', (input) => input.replace(/\p{Cf}/gu, ''), 'tasks/input-characters'],
  ['is escaped for HTML', (input) => input.replaceAll('&', '&amp;'), 'tasks/input{,-characters}'],
  ['is unescaped as HTML', (input) => input.replaceAll('&amp;', '&'), 'tasks/input-characters'],
  ['has spaces for plus signs', (input) => input.replaceAll('+', ' '), 'tasks/input-characters'],
  ['is the JSON value that it writes', (input) => parsed(input), 'tasks/input-json*'],
  ['is JSON read and written again', (input) => JSON.stringify(parsed(input)), 'tasks/input-json'],
  [
    'loses the quotes of a JSON string',
    (input) => input.replace(/^"(.*)"$/s, '$1'),
    'tasks/input-json-string',
  ],
];

const scheduledLater = 'tasks/scheduled-later';
const values = 'tasks/values';
const unknownResource = refused('UnknownResourceFault');
const noTask = changed(accepted, body('{"taskToken":"","startedEventId":0}'));
const withMore = (answered: Answered) =>
  body('{"taskToken":"","startedEventId":0,"previousStartedEventId":0,"events":[]}')(undefined, answered);
const asUsual = (answered: Answered) => answered;

export const polls: Block[] = [
  {
    operation: {
      'poll.input': [
        ...changesOfInputs.map(
          ([what, change, cases]): Row<unknown, Transformation> => [
            `the input ${what}`,
            handingOver((task) => ({
              ...task,
              input: task.input === undefined ? undefined : change(task.input),
            })),
            cases,
          ],
        ),
        ['the input is that of the task before', withInputOfTaskBefore, 'tasks/{input*,longest-input}'],
      ],
      'poll.answers-at-once': [
        ['a poll that is held gets no task', withoutTask(asUsual, 2500), scheduledLater],
        ['a poll without a task gets a 500', withoutTask((_, poll) => internalFailure(poll)), scheduledLater],
        ['a poll without a task is refused', withoutTask((_, poll) => unknownResource(poll)), scheduledLater],
      ],
      'poll.task': [
        ['the activity id is another', handingOver((task) => ({ ...task, activityId: 'another' })), values],
        [
          'the run id is another',
          withExecution(({ workflowId }) => ({ workflowId, runId: 'another' })),
          values,
        ],
        [
          'workflow id and run id are swapped',
          withExecution(({ workflowId, runId }) => ({ workflowId: runId, runId: workflowId })),
          values,
        ],
        [
          'name and version of the type are swapped',
          handingOver(({ activityType, ...task }) => ({
            ...task,
            activityType: { name: activityType?.version, version: activityType?.name },
          })),
          values,
        ],
      ],
      'poll.own-list': [
        ['the name of the task list is trimmed', asking({ name: (name) => name.trim() }), 'tasks/other-list'],
        ['the domain is not looked at', asking({ domain: () => 'conformance' }), 'tasks/other-domain'],
      ],
      'poll.poller-left': [['a task goes to a client that has left', deaf, 'tasks/after-a-poller-left']],
      'poll.one-poller': [
        [
          'two polls get a task',
          afterTaken(({ reply, others }) => (others === 0 ? reply : undefined)),
          'tasks/one-poller',
        ],
        ['every poll gets the task', afterTaken(({ reply }) => reply), 'tasks/one-poller'],
        ['all polls but one get a 500', afterTaken((_, poll) => internalFailure(poll)), 'tasks/one-poller'],
        ['all polls but one are refused', afterTaken((_, poll) => unknownResource(poll)), 'tasks/one-poller'],
        ['of polls at once none gets the task', colliding, 'tasks/one-poller'],
        ['every poll that is held gets the task', shared, 'tasks/one-of-held'],
      ],
      'poll.holds': [
        ['a poll without a task is answered at once', withoutTask(asUsual)],
        ['a poll is held for 2 seconds', heldFor(2000)],
        ['a poll without a task gets more than the documents name', withoutTask(withMore)],
      ],
      'poll.response': [
        ...[
          '{}',
          '',
          '[]',
          '{"taskToken":null}',
          '{"taskToken":0}',
          '{"taskToken":"","startedEventId":"0"}',
        ].map(
          (text): Row<unknown, Transformation> => [
            `without a task the body is ${JSON.stringify(text)}`,
            withoutTask((answered) => body(text)(undefined, answered)),
          ],
        ),
        ['the token has 1025 characters', handingOver((task) => ({ ...task, taskToken: 'A'.repeat(1025) }))],
        ['the task is nested in an object', handingOver((activityTask) => ({ activityTask }))],
      ],
    },
  },
  {
    run: { timeoutMs: 1000 },
    operation: {
      'poll.answers-at-once': [
        ['a poll that was held is answered 2 seconds late', lateIfHeld(2000), scheduledLater],
      ],
    },
  },
];

type Execution = { workflowId: string; runId: string };
type TaskFound = {
  taskToken: string;
  input?: string;
  workflowExecution?: Execution;
  activityType?: { name: string; version: string };
};

/** The task that an answer hands over, if it does. */
function taskIn({ status, body }: Answered): TaskFound | undefined {
  const task: Partial<TaskFound> = status === 200 ? JSON.parse(String(body)) : {};
  return task.taskToken ? (task as TaskFound) : undefined;
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

/** Changes the answers that hand a task over. */
function handingOver(change: (task: TaskFound) => unknown): Transformation {
  return answers((request, answered) => {
    const task = taskIn(answered);
    return task ? json(() => change(task))(request, answered) : answered;
  });
}

function withExecution(change: (execution: Execution) => Execution): Transformation {
  return handingOver(({ workflowExecution, ...task }) => ({
    ...task,
    workflowExecution: workflowExecution && change(workflowExecution),
  }));
}

/** Changes what a poll asks for. */
function asking({
  domain = (same) => same,
  name = (same) => same,
}: {
  domain?: (domain: string) => string;
  name?: (name: string) => string;
}): Transformation {
  return inputs((input) => {
    const list = input.taskList as { name?: unknown } | undefined;
    if (typeof input.domain !== 'string' || typeof list?.name !== 'string') return input;
    return { ...input, domain: domain(input.domain), taskList: { ...list, name: name(list.name) } };
  });
}

/** Does not notice that a client has left. */
function deaf(...[usual]: Parameters<Transformation>): Answer {
  return (poll) => usual({ ...poll, gone: () => new AbortController().signal });
}

function withInputOfTaskBefore(...[usual, swf]: Parameters<Transformation>): Answer {
  let before: string | undefined;
  return handingOver((task) => {
    const input = before;
    before = task.input;
    return { ...task, input };
  })(usual, swf);
}

/** Answers polls of which nothing is heard for so long. */
function heldFor(ms: number): Transformation {
  return (usual) => (poll) => usual({ ...poll, gone: () => AbortSignal.timeout(ms) });
}

/** Looks for a task once, and answers polls without one in another way, after so long. */
function withoutTask(change: (answered: Answered, poll: Received) => Reply, ms = 0): Transformation {
  return (usual) => async (poll) => {
    const looked = new AbortController();
    const answering = usual({ ...poll, gone: () => looked.signal });
    setImmediate(() => looked.abort());
    const reply = await answering;
    if (typeof reply === 'function' || reply.status !== 200 || taskIn(reply)) return reply;
    await pause(ms);
    return change(reply, poll);
  };
}

function lateIfHeld(ms: number): Transformation {
  return (usual) => async (poll) => {
    const asked = performance.now();
    const reply = await usual(poll);
    if (performance.now() - asked > 100) await pause(ms);
    return reply;
  };
}

/** Answers the polls that follow the one that took the task; undefined stands for the usual answer. */
function afterTaken(change: (taken: Taken, poll: Received) => Reply | undefined): Transformation {
  return (usual) => {
    const all = new Map<unknown, Taken>();
    return async (poll) => {
      const taken = all.get(taskListOf(poll));
      if (taken) {
        const reply = change(taken, poll);
        taken.others += 1;
        return reply ?? usual(poll);
      }
      const reply = await usual(poll);
      if (typeof reply !== 'function' && taskIn(reply)) all.set(taskListOf(poll), { reply, others: 0 });
      return reply;
    };
  };
}

/** Whoever waits for a task of the list gets the one that somebody gets. */
function shared(...[usual]: Parameters<Transformation>): Answer {
  const lists = new Map<unknown, { taken: Promise<Reply>; take(reply: Reply): void }>();
  return async (poll) => {
    const list = lists.get(taskListOf(poll)) ?? waitingList();
    lists.set(taskListOf(poll), list);
    const reply = await Promise.race([usual(poll), list.taken]);
    if (typeof reply !== 'function' && taskIn(reply)) list.take(reply);
    return reply;
  };
}

function waitingList() {
  let take: (reply: Reply) => void = () => {};
  const taken = new Promise<Reply>((resolve) => {
    take = resolve;
  });
  return { taken, take };
}

/** The answer that handed a task over, and how many polls of its list have come since. */
type Taken = { reply: Answered; others: number };

/** Hands no task over where another poll of its list comes within 100 ms. */
function colliding(usual: Answer): Answer {
  const polls = new Map<unknown, number>();
  return async (poll) => {
    const list = taskListOf(poll);
    polls.set(list, (polls.get(list) ?? 0) + 1);
    await pause(100);
    return polls.get(list) === 1 ? usual(poll) : noTask(poll);
  };
}

function taskListOf(poll: Received): unknown {
  return valueAt(inputOf(poll), '/taskList/name');
}

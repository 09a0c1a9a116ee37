// The situations that a worker's client meets, arranged in swf-mock by its control API, and what each client makes of
// them. The tests ask what holds of every client; docs/clients.md tells how they differ.
import { inOrder } from '../conformance/pool.ts';
import { type Call, type Client, type Learned, type Operation, operations } from './client.ts';
import type { RecordedCall, RunningMock } from './swf-mock.ts';

/** Texts in several scripts, with characters that JSON escapes and one outside the Basic Multilingual Plane. */
export const text = 'été, 完了 🎉 "quoted" \\ <&>\nsecond line';

export const denied = 'AKIADENIED0000000000';
/** What the mock has to know before the situations are arranged. */
export const access = {
  '*': { Statement: [{ Effect: 'Allow', Action: 'swf:*', Resource: '*' }] },
  [denied]: { Statement: [{ Effect: 'Deny', Action: 'swf:*', Resource: '*' }] },
};

export type Seen = {
  learned: Learned;
  /** What arrived, oldest first: every attempt of the client is one. */
  attempts: RecordedCall[];
  /** The text as the other side has it: the mock that of the worker, the worker that of the decider. */
  arrived?: unknown;
};

/** What a call is about: an open task, or a task list on which one is scheduled. */
type Subject = { taskToken: string; input: Record<string, unknown> };

type Arranged = { mock: RunningMock; operation: Operation; subject: Subject };

type Situation = {
  /** Not for these operations. */
  except?: Operation[];
  /** Prepares the mock; returns what the call is to have beyond the subject's input. */
  arrange?(arranged: Arranged): Promise<Partial<Call> | undefined> | Partial<Call> | undefined;
};

const isPoll = (operation: Operation) => operation === 'PollForActivityTask';

const prescribe =
  (behaviour: object, times?: number) =>
  async ({ mock, operation, subject }: Arranged) => {
    await mock.control('POST', 'scripts', { operation, match: subject.input, behaviour, times });
    return undefined;
  };

/** No client waits for as long as this. */
const late = { delaySeconds: 3600 };

const withText =
  (length: number) =>
  ({ operation }: Arranged) => ({
    input: { [operations[operation].text]: 'x'.repeat(length) },
  });

export const situations = {
  success: {
    arrange: ({ operation }) => ({ input: { [operations[operation].text]: text } }),
  },
  'the longest text': {
    arrange: (arranged) => withText(operations[arranged.operation].longest)(arranged),
  },
  'a text too long': {
    arrange: (arranged) => withText(operations[arranged.operation].longest + 1)(arranged),
  },
  'a token too long': {
    arrange: ({ operation }) => ({
      input: isPoll(operation) ? { domain: 'd'.repeat(257) } : { taskToken: 'A'.repeat(1025) },
    }),
  },
  'a closed task': {
    async arrange(arranged) {
      const { mock, operation, subject } = arranged;
      if (isPoll(operation)) return prescribe({ fault: 'UnknownResourceFault' })(arranged);
      await mock.control('POST', 'tasks/fail', { taskToken: subject.taskToken });
      return undefined;
    },
  },
  denied: { arrange: () => ({ accessKeyId: denied }) },
  'throttled twice': { arrange: prescribe({ throttle: true }, 2) },
  'an error of the server': { arrange: prescribe({ serverError: true }) },
  'a broken connection': { arrange: prescribe({ networkError: true }) },
  'no answer': {
    async arrange(arranged) {
      // A poll is held, and not recorded until its end, unless something else is prescribed.
      await prescribe(isPoll(arranged.operation) ? { ...late, reply: {} } : late)(arranged);
      return { timeoutSeconds: 2 };
    },
  },
  // The first attempt takes effect.
  'no answer once': {
    except: ['PollForActivityTask'],
    async arrange(arranged) {
      await prescribe(late, 1)(arranged);
      // The second attempt is to be answered within it.
      return { timeoutSeconds: 5 };
    },
  },
} satisfies Record<string, Situation>;

export type SituationName = keyof typeof situations;

export const situationNames = Object.keys(situations) as SituationName[];

/** Whether a situation is one of an operation. */
export function isMetBy(name: SituationName, operation: Operation): boolean {
  const { except = [] }: Situation = situations[name];
  return !except.includes(operation);
}

/** Arranges a situation, lets the client make its call, and returns what was seen on both sides. */
export async function meet(
  mock: RunningMock,
  client: Client,
  operation: Operation,
  name: SituationName,
): Promise<Seen> {
  const subject = await subjectOf(mock, operation);
  const { arrange }: Situation = situations[name];
  const arranged = (await arrange?.({ mock, operation, subject })) ?? {};
  const input = { ...subject.input, ...arranged.input };
  const learned = await client.call({ endpoint: mock.url, operation, ...arranged, input });
  const attempts = await attemptsOf(mock, operation, input);
  return { learned, attempts, arrived: await arrivedText(mock, operation, subject, learned) };
}

/** What a client made of every situation of some operations. */
export type AllSeen = Map<Operation, Map<SituationName, Seen>>;

/** Lets a client meet all of them at once, if it can: most of their time clients spend waiting before they try again. */
export async function meetAll(
  mock: RunningMock,
  client: Client,
  operationNames: readonly Operation[],
): Promise<AllSeen> {
  const all: AllSeen = new Map(operationNames.map((operation) => [operation, new Map()]));
  const met = operationNames.flatMap((operation) =>
    situationNames.filter((name) => isMetBy(name, operation)).map((name) => ({ operation, name })),
  );
  const meeting = inOrder(met, client.callsAtOnce ?? met.length, async ({ operation, name }) => {
    return { operation, name, seen: await meet(mock, client, operation, name) };
  });
  for await (const { operation, name, seen } of meeting) all.get(operation)?.set(name, seen);
  return all;
}

/** A poll for which there is no task: held for a minute of real time. How long the client waits is its own affair. */
export async function meetIdlePoll(mock: RunningMock, client: Client): Promise<Seen> {
  const operation = 'PollForActivityTask';
  const input = { domain: 'default', taskList: { name: 'idle' } };
  const learned = await client.call({ endpoint: mock.url, operation, input });
  const attempts = await attemptsOf(mock, operation, input);
  return { learned, attempts };
}

/** Members as texts: the objects come from elsewhere. */
async function attemptsOf(mock: RunningMock, operation: Operation, input: Record<string, unknown>) {
  const members = Object.entries(input).map(([member, value]) => [member, JSON.stringify(value)] as const);
  return (await mock.calls(operation)).filter((call) =>
    members.every(([member, value]) => JSON.stringify(call.input[member]) === value),
  );
}

let lists = 0;

async function subjectOf(mock: RunningMock, operation: Operation): Promise<Subject> {
  if (!isPoll(operation)) {
    const taskToken = await mock.openTask();
    return { taskToken, input: { taskToken } };
  }
  lists += 1;
  const taskList = `list-${lists}`;
  const { taskToken } = await mock.control('POST', 'tasks/schedule', {
    taskList,
    activityType: { name: 'ship', version: '1' },
    input: text,
  });
  return { taskToken: String(taskToken), input: { domain: 'default', taskList: { name: taskList } } };
}

async function arrivedText(mock: RunningMock, operation: Operation, subject: Subject, learned: Learned) {
  if (isPoll(operation)) return learned.succeeded ? learned.output.input : undefined;
  const { heartbeats, closedBy } = await mock.control('POST', 'tasks/describe', {
    taskToken: subject.taskToken,
  });
  const from = operation === 'RecordActivityTaskHeartbeat' ? (heartbeats as object[]).at(-1) : closedBy;
  return (from as Record<string, unknown> | undefined)?.[operations[operation].text];
}

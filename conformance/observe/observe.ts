// Runs one case against the endpoint: gets a task, sends the steps, then the request. This is the only place that turns
// cases into traffic.
import { setTimeout as wait } from 'node:timers/promises';
import type { BodyPart, Case, CaseRequest, Corpus } from '../cases/corpus.ts';
import { Untestable } from '../errors.ts';
import type { RunContext } from '../exchange/context.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { whatIsUndescribed } from '../judge/described.ts';
import { kept, keptEvents } from '../judge/kept.ts';
import { whichMemberDiffers } from '../judge/members.ts';
import type { Observation, Sent, SentCase } from '../judge/observation.ts';
import { readAnswer, readWaitingAnswer } from '../judge/outcome.ts';
import { inOrder } from '../pool.ts';
import { textOfParts } from '../request/body.ts';
import { buildRequest, type WireRequest } from '../request/request.ts';
import type { Credentials } from '../request/sign.ts';
import { type Task, type TaskSource, TaskUnavailable } from '../tasks/source.ts';
import { whatIsMissing } from './needs.ts';

/** The longest token that is sent, because every request and report repeats it. A slightly too long token is judged. */
const longestToken = 1 << 14;

/** Credentials that no principal has. */
const unknownCredentials: Credentials = {
  accessKeyId: 'AKIAUNKNOWNEXAMPLE00',
  secretAccessKey: 'unknown',
  secret: false,
};

/** Runs a case. The promise never rejects: errors are part of the observation. */
export async function observe(observed: Case, context: RunContext, tasks: TaskSource): Promise<Observation> {
  const missing = whatIsMissing(observed, context, tasks);
  if (missing) return { kind: 'untested', ...missing };
  const connection = observed.connection === 'reused' ? context.openConnection?.() : undefined;
  try {
    const task = await takeTask(observed, context, tasks);
    const example = needsExample(observed) ? await tasks.example?.(observed.id) : undefined;
    return await sendAll({
      observed,
      task,
      context: {
        ...context,
        newToken: (length) => context.newToken(length, example),
        ...(connection && { exchange: connection.exchange }),
      },
    });
  } catch (error) {
    if (error instanceof Untestable) return { kind: 'untested', reason: error.message, hint: error.hint };
    return { kind: 'error', reason: (error as Error).message };
  } finally {
    connection?.close();
  }
}

/** How many closed tasks are checked at once. */
const checksAtOnce = 8;

/**
 * Runs a case that sends its request for every task that the run has closed.
 *
 * @param closed their tokens
 */
export async function observeClosed(
  observed: Case,
  context: RunContext,
  tasks: TaskSource,
  closed: string[],
): Promise<Observation> {
  const missing = whatIsMissing(observed, context, tasks);
  if (missing) return { kind: 'untested', ...missing };
  if (closed.length === 0) {
    const hint = 'use --task-token-command CMD or --arrange control|swf';
    return { kind: 'untested', reason: 'no call of this run closed a task', hint };
  }
  try {
    if (observed.when === 'restarted') await context.restart?.();
    const all: Sent[] = [];
    const ask = (taskToken: string) =>
      send(observed.title, observed.request, { observed, task: { taskToken }, context });
    for await (const sent of inOrder(closed, checksAtOnce, ask)) all.push(sent);
    const unexpected = all.filter(({ reading }) => !observed.expect.outcomes?.includes(reading.outcome));
    const [sent = all[0] as Sent] = unexpected;
    return { kind: 'sent', given: [], sent, asked: { tasks: all.length, unexpected: unexpected.length } };
  } catch (error) {
    if (error instanceof Untestable) return { kind: 'untested', reason: error.message, hint: error.hint };
    return { kind: 'error', reason: (error as Error).message };
  }
}

/** A case in progress. `madeUp`: no task is available, and a made-up token stands for it. */
type Running = { observed: Case; task: (Task & { madeUp?: true }) | undefined; context: RunContext };

async function sendAll(running: Running): Promise<Observation> {
  const { observed, task } = running;
  const given: Sent[] = [];
  for (const step of observed.given) {
    if (step.after) await wait(step.after * 1000);
    const sent = await send(step.title, step.request, running);
    given.push(sent);
    if (!step.outcomes.includes(sent.reading.outcome)) return { kind: 'given-failed', given };
  }
  if (observed.after) await wait(observed.after * 1000);
  const needsHistory = observed.expect.history !== undefined || observed.expect.event !== undefined;
  const history = needsHistory ? task?.history : undefined;
  const before = observed.expect.history?.unchanged ? (await history?.())?.length : undefined;
  const { all, early = false } = await sendAndSchedule(running);
  const [sent, ...together] = all;
  const seen: SentCase = {
    kind: 'sent',
    given,
    sent: sent as Sent,
    ...(early && { early }),
    ...(together.length > 0 && { together }),
    ...(task?.arranged && { arranged: task.arranged }),
    ...(task?.madeUp && { madeUp: true }),
  };
  // Read the history if the call was accepted or was not expected to be.
  const { outcomes = [] } = observed.expect;
  if (!history || (outcomes.includes('accepted') && seen.sent.reading.outcome !== 'accepted')) return seen;
  const events = await history();
  return {
    ...seen,
    history: { events: keptEvents(events), ...(before !== undefined && { added: events.length - before }) },
  };
}

/**
 * How long the call is held before the task that it waits for is scheduled. In milliseconds: longer than the second for
 * which emulators hold calls so that nobody asks without end.
 */
const heldFor = 1500;

async function sendAndSchedule(running: Running): Promise<{ all: Sent[]; early?: boolean }> {
  const { observed, task } = running;
  const sending = observed.together
    ? sendTogether([observed.request, ...observed.together], running)
    : send(observed.title, observed.request, running).then((sent) => [sent]);
  if (!observed.needs.later || !task?.schedule) return { all: await sending };
  let answered = false;
  const settled = sending.finally(() => {
    answered = true;
  });
  await Promise.race([settled, wait(heldFor)]);
  await task.schedule();
  // An endpoint that holds a call for just as long may have answered while the task was being scheduled.
  const early = answered;
  return { all: await sending, early };
}

async function send(title: string, request: CaseRequest, running: Running): Promise<Sent> {
  const wire = await build(request, running);
  const { exchange } = running.context;
  const answer = await exchange(wire, timeoutFor(request, running), mayBeHeld(request, running));
  return sentOf(title, request, wire, answer, running);
}

/** Whether the endpoint may rightly hold this call until there is a task. */
function mayBeHeld(request: CaseRequest, { observed, context: { corpus } }: Running): boolean {
  if (operationOf(request, corpus)?.waits === undefined) return false;
  if (observed.together) return true;
  const { outcomes } = observed.given.find((step) => step.request === request) ?? observed.expect;
  return outcomes?.includes('held') ?? !observed.needs.task;
}

/** How long to wait for a response; the wait for a call that may be held is short. */
function timeoutFor(request: CaseRequest, running: Running): number {
  const { needs } = running.observed;
  const { timeoutMs, corpus } = running.context;
  if (mayBeHeld(request, running)) return Math.min(timeoutMs, needs.task ? 3000 : 1000);
  const waits = operationOf(request, corpus)?.waits !== undefined;
  return waits && needs.later ? heldFor + timeoutMs : timeoutMs;
}

/** Sends requests at the same moment, each on a connection of its own that is already open. */
async function sendTogether(requests: CaseRequest[], running: Running): Promise<Sent[]> {
  const { openConnection, exchange, timeoutMs, endpoint } = running.context;
  const wires = await Promise.all(requests.map((request) => build(request, running)));
  const connections = openConnection ? requests.map(openConnection) : [];
  try {
    await Promise.all(connections.map(({ open }) => open(endpoint, timeoutMs)));
    const exchanges: Exchange[] = requests.map((_, index) => connections[index]?.exchange ?? exchange);
    const answers = await Promise.all(
      requests.map((request, index) =>
        exchanges[index]?.(
          wires[index] as WireRequest,
          timeoutFor(request, running),
          mayBeHeld(request, running),
        ),
      ),
    );
    return requests.map((request, index) => {
      const title = index === 0 ? running.observed.title : 'a call at the same moment';
      return sentOf(title, request, wires[index] as WireRequest, answers[index] as Answer, running);
    });
  } finally {
    for (const { close } of connections) close();
  }
}

function build(request: CaseRequest, { observed, task, context }: Running): Promise<WireRequest> {
  const { endpoint, corpus, newToken } = context;
  return buildRequest(request, {
    endpoint,
    region: regionFor(observed, context.region),
    service: corpus.service.signingName,
    credentials: credentialsFor(observed, context),
    tokens: {
      ...(task?.taskToken && { prepared: task.taskToken }),
      ...(task?.sibling && { sibling: task.sibling }),
      ...(task?.values && { values: task.values }),
      madeUp: newToken,
    },
    now: context.now(),
  });
}

function sentOf(
  title: string,
  request: CaseRequest,
  wire: WireRequest,
  answer: Answer,
  { observed, task, context: { corpus } }: Running,
): Sent {
  const operation = operationOf(request, corpus);
  const read = readAnswer(answer, corpus.errorOutcomes);
  const reading = operation?.waits === undefined ? read : readWaitingAnswer(read, operation.taken);
  const undescribed = operation && whatIsUndescribed(operation.name, reading);
  const otherMember =
    request === observed.request && reading.outcome === 'accepted'
      ? whichMemberDiffers(observed, reading, task?.values)
      : undefined;
  const closes = operation?.event !== undefined;
  const closed = task && closes && reading.outcome === 'accepted' && request.body.some(isTokenOfTask);
  return {
    title,
    operation: operation?.name,
    request: wire,
    reading: kept({ ...reading, ...(undescribed && { undescribed }), ...(otherMember && { otherMember }) }),
    ...(closed && { closed: task.taskToken }),
  };
}

const isTokenOfTask = (part: BodyPart) =>
  typeof part === 'object' && 'taskToken' in part && part.taskToken === 'prepared' && !part.change;

/** Whether the case needs an example of the endpoint's own tokens, so that its made-up token can imitate it. */
function needsExample({ given, request, needs }: Case): boolean {
  const bodies = [...given.map((step) => step.request), request].flatMap(({ body }) => body);
  return (
    needs.orMadeUp === true ||
    bodies.some((part) => typeof part === 'object' && 'taskToken' in part && part.taskToken === 'made-up')
  );
}

async function takeTask(observed: Case, context: RunContext, tasks: TaskSource): Promise<Running['task']> {
  const { task: state, orMadeUp = false, later, input, timeouts, sibling } = observed.needs;
  if (state === undefined) return undefined;
  const requests = [
    ...observed.given.map((step) => step.request),
    observed.request,
    ...(observed.together ?? []),
  ];
  const operations = requests
    .map((request) => operationOf(request, context.corpus)?.name)
    .filter((name) => name !== undefined);
  const madeUp = async () => {
    const example = await tasks.example?.(observed.id);
    return { taskToken: context.newToken(undefined, example), madeUp: true as const };
  };
  if (orMadeUp && !tasks.issued) return madeUp();
  try {
    const task = await tasks.take({
      caseId: observed.id,
      state,
      operations: [...new Set(operations)],
      ...(later && { later }),
      ...(timeouts && { timeouts }),
      ...(sibling && { sibling }),
      ...(input && { input: textOfParts(input) ?? '' }),
    });
    if (sibling && task.sibling === undefined) {
      throw new TaskUnavailable(
        'the task source makes no second task of the same execution',
        'use --arrange control|swf',
      );
    }
    const { length } = task.taskToken;
    if (length <= longestToken) return task;
    throw new Error(
      `the token of the task has ${length} characters, more than ${longestToken}; a token has at most 1024`,
    );
  } catch (error) {
    if (orMadeUp && error instanceof TaskUnavailable) return madeUp();
    throw error;
  }
}

/** The operation that a request calls: a POST whose target names it, in any form. */
function operationOf({ method, headers }: CaseRequest, { service, operations }: Corpus) {
  const target = headers.find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1];
  if (method !== 'POST' || target === undefined) return undefined;
  return operations.find(({ name }) => service.targetPrefixes.some((prefix) => target === prefix + name));
}

function credentialsFor(
  { needs }: Case,
  { credentials, deniedCredentials }: RunContext,
): Credentials | undefined {
  if (needs.principal === 'denied') return deniedCredentials;
  return needs.principal === 'unknown' ? unknownCredentials : credentials;
}

function regionFor({ needs }: Case, region: string): string {
  if (needs.region !== 'other') return region;
  return region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1';
}

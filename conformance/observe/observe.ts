// Runs one case against the endpoint: takes a task, sends what comes before, sends the request. The one place where
// cases become traffic.
import type { Case, CaseRequest, Corpus } from '../cases/corpus.ts';
import { Untestable } from '../errors.ts';
import type { RunContext } from '../exchange/context.ts';
import { whatIsUndescribed } from '../judge/described.ts';
import { kept, keptEvent } from '../judge/kept.ts';
import type { Observation, Sent } from '../judge/observation.ts';
import { readAnswer } from '../judge/outcome.ts';
import { buildRequest } from '../request/request.ts';
import type { Credentials } from '../request/sign.ts';
import type { Task, TaskSource } from '../tasks/source.ts';
import { whatIsMissing } from './needs.ts';

/** Every request would carry it, and every report. One that is only somewhat too long is sent, and judged. */
const longestToken = 1 << 14;

/** Credentials of nobody. */
const unknownCredentials: Credentials = {
  accessKeyId: 'AKIAUNKNOWNEXAMPLE00',
  secretAccessKey: 'unknown',
  secret: false,
};

/** Runs a case. Never rejects: what goes wrong is part of the observation. */
export async function observe(observed: Case, context: RunContext, tasks: TaskSource): Promise<Observation> {
  const missing = whatIsMissing(observed, context, tasks);
  if (missing) return { kind: 'untested', ...missing };
  const connection = observed.connection === 'reused' ? context.openConnection?.() : undefined;
  try {
    const task = await takeTask(observed, context.corpus, tasks);
    return await sendAll(observed, task, {
      ...context,
      ...(connection && { exchange: connection.exchange }),
    });
  } catch (error) {
    if (error instanceof Untestable) return { kind: 'untested', reason: error.message, hint: error.hint };
    return { kind: 'error', reason: (error as Error).message };
  } finally {
    connection?.close();
  }
}

async function sendAll(observed: Case, task: Task | undefined, context: RunContext): Promise<Observation> {
  const given: Sent[] = [];
  for (const step of observed.given) {
    const sent = await send(step.title, step.request, observed, task, context);
    given.push(sent);
    if (!step.outcomes.includes(sent.reading.outcome)) return { kind: 'given-failed', given };
  }
  const sent = await send(observed.title, observed.request, observed, task, context);
  const seen = { kind: 'sent' as const, given, sent, ...(task?.arranged && { arranged: task.arranged }) };
  if (!observed.expect.event || sent.reading.outcome !== 'accepted') return seen;
  const event = await task?.closingEvent?.();
  return { ...seen, event: event && keptEvent(event) };
}

async function send(
  title: string,
  request: CaseRequest,
  observed: Case,
  task: Task | undefined,
  context: RunContext,
): Promise<Sent> {
  const { endpoint, exchange, timeoutMs, corpus, newToken } = context;
  const wire = await buildRequest(request, {
    endpoint,
    region: regionFor(observed, context.region),
    service: corpus.service.signingName,
    credentials: credentialsFor(observed, context),
    tokens: { ...(task && { prepared: task.taskToken }), madeUp: newToken },
    now: context.now(),
  });
  const operation = operationOf(request, corpus);
  const reading = readAnswer(await exchange(wire, timeoutMs), corpus.errorOutcomes);
  const undescribed = operation && whatIsUndescribed(operation, reading);
  return {
    title,
    operation,
    request: wire,
    reading: kept({ ...reading, ...(undescribed && { undescribed }) }),
  };
}

async function takeTask(observed: Case, corpus: Corpus, tasks: TaskSource): Promise<Task | undefined> {
  const state = observed.needs.task;
  if (state === undefined) return undefined;
  const requests = [...observed.given.map((step) => step.request), observed.request];
  const operations = requests
    .map((request) => operationOf(request, corpus))
    .filter((name) => name !== undefined);
  const task = await tasks.take({ caseId: observed.id, state, operations: [...new Set(operations)] });
  const { length } = task.taskToken;
  if (length > longestToken) {
    throw new Error(
      `the token of the task has ${length} characters, more than ${longestToken}; one has at most 1024`,
    );
  }
  return task;
}

/** The operation that a request calls: a POST whose target names it, in any of its forms. */
function operationOf({ method, headers }: CaseRequest, { service, operations }: Corpus): string | undefined {
  const target = headers.find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1];
  if (method !== 'POST' || target === undefined) return undefined;
  return operations.find(({ name }) => service.targetPrefixes.some((prefix) => target === prefix + name))
    ?.name;
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

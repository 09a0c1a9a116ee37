// Runs one case against the endpoint: takes a task, sends what comes before, sends the request. The one place where
// cases become traffic.
import { randomBytes } from 'node:crypto';
import type { Case, CaseRequest, Corpus } from '../cases/corpus.ts';
import { Untestable } from '../errors.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { buildRequest } from '../exchange/request.ts';
import type { Credentials } from '../exchange/sign.ts';
import { kept, keptEvent } from '../judge/kept.ts';
import type { Observation, Sent } from '../judge/observation.ts';
import { readAnswer } from '../judge/outcome.ts';
import type { Task, TaskSource } from '../tasks/source.ts';

/** What all cases of a run share. */
export type Surroundings = {
  corpus: Corpus;
  endpoint: URL;
  region: string;
  credentials: Credentials | undefined;
  deniedCredentials: Credentials | undefined;
  timeoutMs: number;
  exchange: Exchange;
  /** Opens a connection that is kept for several requests; absent where the exchange is not over HTTP. */
  openConnection?: (() => { exchange: Exchange; close(): void }) | undefined;
  newToken(length: number): string;
  now(): Date;
};

/** Every request would carry it, and every report. One that is only somewhat too long is sent, and judged. */
const longestToken = 1 << 14;

/** Credentials of nobody. */
const unknownCredentials: Credentials = {
  accessKeyId: 'AKIAUNKNOWNEXAMPLE00',
  secretAccessKey: 'unknown',
  secret: false,
};

/** Makes tokens that nobody has used: random, in the alphabet of base64. */
export function randomToken(length: number): string {
  return randomBytes(Math.ceil((length * 3) / 4))
    .toString('base64')
    .slice(0, length)
    .replaceAll('=', 'A');
}

/** Runs a case. Never rejects: what goes wrong is part of the observation. */
export async function observe(
  observed: Case,
  surroundings: Surroundings,
  tasks: TaskSource,
): Promise<Observation> {
  const missing = whatIsMissing(observed, surroundings, tasks);
  if (missing) return { kind: 'untested', ...missing };
  const connection = observed.connection === 'reused' ? surroundings.openConnection?.() : undefined;
  try {
    const task = await takeTask(observed, surroundings.corpus, tasks);
    return await sendAll(observed, task, {
      ...surroundings,
      ...(connection && { exchange: connection.exchange }),
    });
  } catch (error) {
    if (error instanceof Untestable) return { kind: 'untested', reason: error.message, hint: error.hint };
    return { kind: 'error', reason: (error as Error).message };
  } finally {
    connection?.close();
  }
}

async function sendAll(
  observed: Case,
  task: Task | undefined,
  surroundings: Surroundings,
): Promise<Observation> {
  const given: Sent[] = [];
  for (const step of observed.given) {
    const sent = await send(step.title, step.request, observed, task, surroundings);
    given.push(sent);
    if (!step.outcomes.includes(sent.reading.outcome)) return { kind: 'given-failed', given };
  }
  const sent = await send(observed.title, observed.request, observed, task, surroundings);
  if (!observed.expect.event || sent.reading.outcome !== 'accepted') return { kind: 'sent', given, sent };
  const event = await task?.closingEvent?.();
  return { kind: 'sent', given, sent, event: event && keptEvent(event) };
}

async function send(
  title: string,
  request: CaseRequest,
  observed: Case,
  task: Task | undefined,
  surroundings: Surroundings,
): Promise<Sent> {
  const { endpoint, exchange, timeoutMs, corpus, newToken } = surroundings;
  const wire = await buildRequest(request, {
    endpoint,
    region: regionFor(observed, surroundings.region),
    credentials: credentialsFor(observed, surroundings),
    tokens: { ...(task && { prepared: task.taskToken }), madeUp: newToken },
    now: surroundings.now(),
  });
  const reading = kept(readAnswer(await exchange(wire, timeoutMs), corpus.errorOutcomes));
  return { title, operation: operationOf(request, corpus), request: wire, reading };
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

/** The operation that a request calls: a POST whose target names it, in either form. */
function operationOf({ method, headers }: CaseRequest, corpus: Corpus): string | undefined {
  const target = headers.find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1];
  if (method !== 'POST' || target === undefined) return undefined;
  // The longer form has the shorter one at its end.
  return corpus.operations.find((each) => target === each.target || target.endsWith(`.${each.target}`))?.name;
}

function whatIsMissing(
  { needs, connection }: Case,
  { credentials, deniedCredentials, openConnection }: Surroundings,
  tasks: TaskSource,
): { reason: string; hint: string } | undefined {
  if (connection === 'reused' && !openConnection) {
    return {
      reason: 'it needs a connection that is kept for several requests, and the given exchange has none',
      hint: 'run the suite over HTTP, with --endpoint',
    };
  }
  if (needs.principal === 'denied' && !deniedCredentials) {
    return {
      reason: 'it needs the credentials of a principal without permission',
      hint: 'give --denied-credentials env:PREFIX',
    };
  }
  if (needs.principal && !credentials) {
    return {
      reason: 'it is about credentials, and requests are not signed',
      hint: 'leave out --credentials none',
    };
  }
  if (needs.history && !tasks.history) {
    return { reason: 'it needs the history of the execution', hint: 'give --arrange control|swf' };
  }
  if (needs.neverIssuedTokens && tasks.anyTokenIsOpen) return tasks.anyTokenIsOpen;
  if (needs.region && !(tasks.issued && credentials)) {
    return {
      reason: 'it needs a task that the endpoint made, and a signature, which names the region',
      hint: 'give --task-token-command CMD or --arrange control|swf, and leave out --credentials none',
    };
  }
  return undefined;
}

function credentialsFor(
  { needs }: Case,
  { credentials, deniedCredentials }: Surroundings,
): Credentials | undefined {
  if (needs.principal === 'denied') return deniedCredentials;
  return needs.principal === 'unknown' ? unknownCredentials : credentials;
}

function regionFor({ needs }: Case, region: string): string {
  if (needs.region !== 'other') return region;
  return region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1';
}

// The control API of swf-mock, on plain data: the mock's face for tests that are not in its process. Described in
// spec/control.openapi.yaml, from which routes and validators are generated.
import {
  type ControlInput,
  type ControlOutput,
  controlInputValidators,
  controlRoutes,
} from '../../generated/control-validators.js';
import { errors, type OperationName, operations } from '../../generated/operations.ts';
import type { Violation } from '../../generated/validators.js';
import type { AccessDocument } from '../core/access/access.ts';
import type { AnyCall } from '../core/call.ts';
import { isWithin } from '../core/input/nesting.ts';
import { LimitReached } from '../core/limits.ts';
import type { SwfMock } from '../core/mock.ts';
import type { Task } from '../core/tasks/task.ts';
import type { WaitOptions } from '../core/waits.ts';
import { byteLength, textOf, type WireResponse } from '../core/wire.ts';
import { version } from './version.ts';

/** Every path of the control API starts with this. */
export const controlPath = '/_swf-mock';

const underControlPath = new RegExp(`^${controlPath}([/?]|$)`);

/** Whether a request is for the control API, by its path and query. */
export const isControl = (url: string): boolean => underControlPath.test(url);

export type ControlRequest = {
  method: string;
  /** Path and query. */
  url: string;
  /** The body; empty counts as `{}` where none is required. Undefined when it was too large to be read. */
  body: Uint8Array | string | undefined;
  /** Makes the signal that is aborted when nobody waits for the answer any more. */
  signal?: () => AbortSignal;
};

type ControlOperation = (typeof controlRoutes)[keyof typeof controlRoutes];
type InputOf<O> = O extends keyof typeof controlInputValidators ? ControlInput<O> : undefined;
type Action<O extends ControlOperation> = (
  swf: SwfMock,
  input: InputOf<O>,
  more: { query: URLSearchParams; signal?: AbortSignal | undefined },
) => ControlOutput<O> | Promise<ControlOutput<O>>;

/**
 * Answers a request to the control API. Errors are `{ "error": "…" }` with a status of 4xx. Only the answer to a wait is
 * a promise.
 *
 * @example answerControl(swf, { method: 'POST', url: '/_swf-mock/tasks', body: '{"domain":"billing"}' }).status // 201
 */
export function answerControl(
  swf: SwfMock,
  { method, url, body, signal }: ControlRequest,
): WireResponse | Promise<WireResponse> {
  const { pathname, searchParams: query } = new URL(url, 'http://localhost');
  const path = pathname.replace(/(.)\/$/, '$1');
  const operation = (controlRoutes as Record<string, ControlOperation>)[`${method} ${path}`];
  if (operation === undefined) return noRoute(method, path);
  const reading = readControlInput(operation, body);
  if ('refusal' in reading) return reading.refusal;
  const success = (output: unknown) => json(method === 'POST' && created.has(operation) ? 201 : 200, output);
  try {
    const action = actions[operation] as Action<ControlOperation>;
    const more = { query, signal: waits.has(operation) ? signal?.() : undefined };
    const output = action(swf, reading.input as never, more);
    return output instanceof Promise ? output.then(success).catch(refusalFor) : success(output);
  } catch (error) {
    return refusalFor(error);
  }
}

function refusalFor(error: unknown): WireResponse {
  if (error instanceof Refused) return refusal(error.status, error.message);
  throw error;
}

const maxLevels = 100;

/** Elsewhere an empty body is a mistake: taken for `{}`, it would be an access document that denies everything. */
const mayBeEmpty = new Set<ControlOperation>([
  'openTask',
  'scheduleTask',
  'waitForPoll',
  'waitUntilIdle',
  'reset',
]);

const created = new Set<ControlOperation>(['openTask', 'scheduleTask', 'prescribe']);

const waits = new Set<ControlOperation>(['waitForTask', 'waitForPoll', 'waitForCall', 'waitUntilIdle']);

/** What each operation does. */
const actions: { [O in ControlOperation]: Action<O> } = {
  describeMock: (swf) => ({
    name: 'swf-mock',
    version: version(),
    tasks: swf.tasks,
    now: swf.now().toISOString(),
  }),
  openTask: (swf, input) => shownTask(orRefuse(409, () => swf.openTask(input))),
  scheduleTask: (swf, input) => shownTask(orRefuse(409, () => swf.schedule(input))),
  listTasks: (swf) => ({ tasks: swf.listTasks().map(shownTask) }),
  describeTask: (swf, { taskToken }) => shownTask(orRefuse(404, () => swf.task(taskToken))),
  requestCancel: (swf, { taskToken }) =>
    shownTask(ofOpenTask(swf, taskToken, () => swf.requestCancel(taskToken))),
  heartbeat: (swf, { taskToken, details }) =>
    ofOpenTask(swf, taskToken, () => swf.heartbeat(taskToken, details)),
  failTask: (swf, { taskToken, ...why }) =>
    shownTask(ofOpenTask(swf, taskToken, () => swf.fail(taskToken, why))),
  waitForTask: async (swf, { taskToken, ...options }, { signal }) =>
    shownTask(await inTime(() => swf.settled(taskToken, withSignal(options, signal)))),
  async waitForPoll(swf, { seconds, ...match }, { signal }) {
    const { at, ...poll } = await inTime(() => swf.polled(match, withSignal({ seconds }, signal)));
    return { ...poll, input: { ...poll.input }, at: at.toISOString() };
  },
  async waitForCall(swf, { operation, match, seconds }, { signal }) {
    const named = operationNamed(operation);
    const wanted = match as Parameters<SwfMock['arrival']>[1];
    return shownCall(
      (await inTime(() => swf.arrival(named, wanted, withSignal({ seconds }, signal)))) as AnyCall,
    );
  },
  async waitUntilIdle(swf, options, { signal }) {
    await inTime(() => swf.idle(withSignal(options, signal)));
    return { done: true };
  },
  taskEvents: (swf, { taskToken }) => ({ events: orRefuse(404, () => swf.events(taskToken)) }),
  taskHistory: (swf, { taskToken }) => ({ events: orRefuse(404, () => swf.history(taskToken)) }),
  advanceClock(swf, { seconds }) {
    orRefuse(409, () => swf.advance(seconds));
    return { now: swf.now().toISOString() };
  },
  prescribe(swf, input) {
    const operation = operationNamed(input.operation);
    const { fault } = input.behaviour;
    const faults: readonly string[] = operations[operation].faults;
    if (fault !== undefined && !faults.includes(fault) && !isFrameworkError(fault)) {
      throw new Refused(
        400,
        `behaviour.fault: ${operation} has no fault "${fault}"; it has ${faults.join(', ')}`,
      );
    }
    const match = input.match as Parameters<SwfMock['on']>[1];
    orRefuse(409, () =>
      swf
        .on(operation, match)
        .behaves(input.behaviour as Parameters<ReturnType<SwfMock['on']>['behaves']>[0], input.times),
    );
    return input;
  },
  listCalls(swf, _input, { query }) {
    const operation = query.get('operation');
    const calls: AnyCall[] =
      operation === null ? swf.calls() : (swf.calls(operationNamed(operation)) as AnyCall[]);
    return { calls: calls.map(shownCall) };
  },
  setAccess(swf, access) {
    orRefuse(400, () => swf.setAccess((access as AccessDocument | null) ?? undefined));
    return { done: true };
  },
  reset(swf, { calls = false }) {
    if (calls) swf.resetCalls();
    else swf.reset();
    return { done: true };
  },
};

/** 404 for a task that is not there, 409 for one that is closed, or scheduled still. */
function ofOpenTask<T>(swf: SwfMock, taskToken: string, act: () => T): T {
  return orRefuse(swf.hasTask(taskToken) ? 409 : 404, act);
}

/** What a wait gives; 409 when it has not happened in time, 404 for a task that is not there. */
async function inTime<T>(wait: () => Promise<T>): Promise<T> {
  try {
    return await wait();
  } catch (error) {
    if (error instanceof TypeError) throw new Refused(400, error.message);
    throw new Refused(error instanceof RangeError ? 404 : 409, (error as Error).message);
  }
}

const withSignal = (
  { seconds }: { seconds?: number | undefined },
  signal: AbortSignal | undefined,
): WaitOptions => ({
  ...(seconds !== undefined && { seconds }),
  ...(signal && { signal }),
});

function shownTask({ heartbeats, ...task }: Task): ControlOutput<'describeTask'> {
  return { ...task, heartbeats: heartbeats.map((each) => ({ ...each, at: each.at.toISOString() })) };
}

function shownCall({ operation, input, at, ...call }: AnyCall): ControlOutput<'listCalls'>['calls'][number] {
  return { ...(operation && { operation }), input: { ...input }, ...call, at: at.toISOString() };
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What the mock's own face says by throwing is what the caller is told: `status` for what is not possible now. */
function orRefuse<T>(status: number, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof LimitReached) throw new Refused(409, error.message);
    if (error instanceof RangeError) throw new Refused(status, error.message);
    if (error instanceof TypeError) throw new Refused(400, error.message);
    throw error;
  }
}

function operationNamed(name: string): OperationName {
  if (Object.hasOwn(operations, name)) return name as OperationName;
  throw new Refused(400, `there is no operation "${name}"; there are ${Object.keys(operations).join(', ')}`);
}

function isFrameworkError(name: string): boolean {
  return Object.hasOwn(errors, name) && errors[name as keyof typeof errors].kind !== 'fault';
}

function readControlInput(
  operation: ControlOperation,
  body: ControlRequest['body'],
): { input: unknown } | { refusal: WireResponse } {
  const validators: Record<string, ((data: unknown) => boolean) & { errors?: Violation[] | null }> =
    controlInputValidators;
  const validate = validators[operation];
  if (validate === undefined) return { input: undefined };
  if (body === undefined) return { refusal: refusal(413, 'the body is larger than 1048576 bytes') };
  const text = textOf(body);
  if (text === undefined) return { refusal: refusal(400, 'the body is not UTF-8') };
  if (text.trim() === '' && !mayBeEmpty.has(operation)) {
    return {
      refusal: refusal(400, 'the body is empty; see spec/control.openapi.yaml for what belongs into it'),
    };
  }
  let input: unknown;
  try {
    input = text.trim() === '' ? {} : JSON.parse(text);
  } catch (error) {
    return { refusal: refusal(400, `the body is no JSON: ${(error as Error).message}`) };
  }
  // What is taken in is written out again later, by JSON.stringify, which descends.
  if (!isWithin(input, { levels: maxLevels })) {
    return { refusal: refusal(400, `the body has more than ${maxLevels} levels of arrays and objects`) };
  }
  if (validate(input)) return { input };
  const why = (validate.errors ?? []).map(({ instancePath, params, message }) => {
    const name = params.additionalProperty === undefined ? '' : ` "${params.additionalProperty}"`;
    return `${instancePath.slice(1).replaceAll('/', '.') || 'the body'} ${message}${name}`;
  });
  return { refusal: refusal(400, `${why.join('; ')} (see spec/control.openapi.yaml)`) };
}

function noRoute(method: string, path: string): WireResponse {
  const routes = Object.keys(controlRoutes);
  const methods = routes.filter((route) => route.endsWith(` ${path}`)).map((route) => route.split(' ')[0]);
  if (methods.length > 0) {
    const refused = refusal(405, `${path} knows ${methods.join(' and ')}, not ${method}`);
    return { ...refused, headers: { ...refused.headers, Allow: methods.join(', ') } };
  }
  return refusal(
    404,
    `there is no ${path}; there are ${[...new Set(routes.map((route) => route.split(' ')[1]))].join(', ')}`,
  );
}

/** The answer to whoever is not let in, or not understood. */
export const refusal = (status: number, error: string): WireResponse => json(status, { error });

function json(status: number, value: unknown): WireResponse {
  const body = `${JSON.stringify(value)}\n`;
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'Content-Length': String(byteLength(body)) },
    body,
  };
}

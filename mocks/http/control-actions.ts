// What the operations of the control API do: each is a function of the mock's own face.
import type {
  ControlInput,
  ControlOutput,
  controlInputValidators,
  controlRoutes,
} from '../../generated/control-validators.js';
import { type OperationName, operations } from '../../generated/operations.ts';
import type { AccessDocument } from '../core/access/access.ts';
import type { AnyCall } from '../core/call.ts';
import { LimitReached } from '../core/limits.ts';
import type { SwfMock } from '../core/mock.ts';
import { type Behaviour, checkBehaviour } from '../core/script.ts';
import type { Task } from '../core/tasks/task.ts';
import type { WaitOptions } from '../core/waits.ts';
import { version } from './version.ts';

/** An operation of the control API. */
export type ControlOperation = (typeof controlRoutes)[keyof typeof controlRoutes];
type InputOf<O> = O extends keyof typeof controlInputValidators ? ControlInput<O> : undefined;
/** Does what an operation is for. Only waits take time. */
export type Action<O extends ControlOperation> = (
  swf: SwfMock,
  input: InputOf<O>,
  more: { query: URLSearchParams; signal?: AbortSignal | undefined },
) => ControlOutput<O> | Promise<ControlOutput<O>>;

/** What each operation does. */
export const actions: { [O in ControlOperation]: Action<O> } = {
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
    const { behaviour, times, followedBy = [] } = input;
    const steps = [{ behaviour, times }, ...followedBy].map((step) => ({
      behaviour: step.behaviour as Behaviour,
      times: step.times ?? Number.POSITIVE_INFINITY,
    }));
    orRefuse(409, () => {
      // All or nothing is prescribed.
      for (const step of steps) checkBehaviour(operation, step.behaviour, step.times);
      const script = swf.on(operation, input.match as Parameters<SwfMock['on']>[1]);
      for (const step of steps) script.behaves(step.behaviour, step.times);
    });
    return input;
  },
  // What was prescribed in this process may have functions, which JSON does not have.
  listPending: (swf) => ({ scripts: swf.pending() as ControlOutput<'listPending'>['scripts'] }),
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

/** What is not possible, with the status that says so. */
export class Refused extends Error {
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

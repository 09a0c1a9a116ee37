// Carries out the steps by which tasks are arranged, and says of a step no more than was seen: an operation is missing only
// where the endpoint says so, and never where it has worked in this run.

import { objectOf } from '../exchange/awsjson.ts';
import { describeAnswer, type Reading } from '../judge/outcome.ts';
import { TaskUnavailable } from './source.ts';

/**
 * Calls an operation of the service. Never rejects for what the endpoint answers, only where a call can no longer be
 * made.
 *
 * @param options `waitsMs`: for how long the service may hold the call before it answers
 */
export type CallService = (
  operation: string,
  input: Record<string, unknown>,
  options?: { waitsMs?: number },
) => Promise<Reading>;

export type Step = {
  operation: string;
  input: Record<string, unknown>;
  /** Optional members, for an endpoint that cannot do without them. A step with them may be asked for twice. */
  optional?: Record<string, unknown>;
  /** What of the operation is asked for, where it does several things: a decision. */
  feature?: string;
  waitsMs?: number;
};

export type Arranger = {
  /**
   * Carries a step out and returns what the endpoint answered. Fails with StepFailed where it did not work, and with
   * TaskUnavailable where that has been said of it before.
   */
  carryOut(step: Step): Promise<Record<string, unknown>>;
  /**
   * Makes something by steps. Where one of them fails that has never worked in this run, everything is tried again, twice;
   * then no more is asked for that takes this step. A step that has worked before and fails, fails this once.
   *
   * Fails with TaskUnavailable, and with an Error that begins with "arranging:".
   */
  persevere<Made>(make: () => Promise<Made>): Promise<Made>;
};

/** A step that did not work, and the answer that it got. */
class StepFailed extends Error {
  readonly step: Step;
  readonly outcome: Reading['outcome'];
  constructor(step: Step, { outcome }: Reading, message: string) {
    super(message);
    this.step = step;
    this.outcome = outcome;
  }
}

/** The pauses before what has never worked is tried again. In milliseconds. */
const pausesMs = [250, 1000];

/** The service limits the rate of calls; arranging is none of the endpoint's conformance, and can wait. */
const throttlePausesMs = [250, 500, 1000, 2000, 4000];

/** @param wait resolves after so many milliseconds */
export function createArranger(callService: CallService, wait: (ms: number) => Promise<void>): Arranger {
  /** Steps that have worked, by name, each with whether it took the optional members; and their operations. */
  const worked = new Map<string, boolean>();
  const workingOperations = new Set<string>();
  const unavailable = new Map<string, TaskUnavailable>();

  return { carryOut, persevere };

  async function carryOut(step: Step): Promise<Record<string, unknown>> {
    const name = nameOf(step);
    const known = unavailable.get(name);
    if (known) throw known;
    const ways = step.optional === undefined ? [false] : [false, true];
    const way = worked.get(name);
    let failure: StepFailed | undefined;
    for (const withOptional of way === undefined ? ways : [way]) {
      const input = withOptional ? { ...step.input, ...step.optional } : step.input;
      const reading = await call(step, input);
      if (reading.outcome === 'accepted' && reading.answer.kind === 'response') {
        const content = contentOf(step, input, reading.answer.text);
        worked.set(name, withOptional);
        workingOperations.add(step.operation);
        return content;
      }
      failure ??= new StepFailed(step, reading, saidBy(step, input, reading));
      if (!mayNeedMembers.has(reading.outcome)) break;
    }
    throw failure;
  }

  async function persevere<Made>(make: () => Promise<Made>): Promise<Made> {
    for (const pause of [...pausesMs, undefined]) {
      try {
        return await make();
      } catch (error) {
        if (!(error instanceof StepFailed)) throw error;
        const name = nameOf(error.step);
        if (worked.has(name)) throw new Error(`${error.message}, after it had worked`);
        if (absent.has(error.outcome) || (pause === undefined && broken.has(error.outcome)))
          throw giveUp(error);
        if (pause === undefined || !broken.has(error.outcome)) throw error;
        await wait(pause);
      }
    }
    throw new Error('arranging: nothing was tried');
  }

  async function call({ operation, waitsMs }: Step, input: Record<string, unknown>): Promise<Reading> {
    const options = waitsMs === undefined ? {} : { waitsMs };
    let reading = await callService(operation, input, options);
    for (const pause of throttlePausesMs) {
      if (reading.outcome !== 'throttled') break;
      await wait(pause);
      reading = await callService(operation, input, options);
    }
    return reading;
  }

  function giveUp({ step, outcome, message }: StepFailed): TaskUnavailable {
    const { operation, feature, optional } = step;
    const itself = feature && workingOperations.has(operation) ? `; ${operation} itself works` : '';
    const ways = optional ? ', with and without its optional members' : '';
    const reason = absent.has(outcome)
      ? `${message}; so the endpoint says that it does not have ${feature ? `the ${feature}` : operation}`
      : `${message}, each of the ${pausesMs.length + 1} times that it was tried${ways}`;
    const error = new TaskUnavailable(
      reason + itself,
      'give --task-token-command CMD, which makes tasks in another way',
    );
    unavailable.set(nameOf(step), error);
    return error;
  }
}

/** By these an endpoint says that it does not have what is asked for. */
const absent = new Set<Reading['outcome']>(['unknown-operation', 'not-implemented']);

/** By these it says nothing, but that it failed. */
const broken = new Set<Reading['outcome']>(['server-error', 'malformed', 'transport']);

/** What an endpoint may say that wants a member which is optional. */
const mayNeedMembers = new Set<Reading['outcome']>([
  'server-error',
  'malformed',
  'constraint',
  'serialization',
  'other-error',
]);

const nameOf = ({ operation, feature }: Step) => (feature ? `${operation} with ${feature}` : operation);

/** How much of a request is told. */
const shownInput = 300;

function saidBy(step: Step, input: Record<string, unknown>, reading: Reading): string {
  return `arranging: ${nameOf(step)} got ${describeAnswer(reading)} (the request was ${shown(input)})`;
}

function contentOf(step: Step, input: Record<string, unknown>, text: string): Record<string, unknown> {
  const content = text.trim() === '' ? {} : objectOf(text);
  if (content) return content;
  const said = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  throw new Error(
    `arranging: ${nameOf(step)} answered with something that is no JSON object: ${said} (the request was ${shown(input)})`,
  );
}

function shown(input: Record<string, unknown>): string {
  const json = JSON.stringify(input);
  return json.length > shownInput ? `${json.slice(0, shownInput)}…` : json;
}

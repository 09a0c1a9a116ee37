// Carries out the steps that set up tasks, and reports only what was observed: an operation is missing only if the endpoint
// says so, and never if it has worked in this run.

import { objectOf } from '../exchange/awsjson.ts';
import { describeAnswer, type Reading } from '../judge/outcome.ts';
import { TaskUnavailable } from './source.ts';

/**
 * Calls an operation of the service. The promise does not reject because of a response, only if no call can be made any
 * more.
 *
 * @param options `waitsMs`: how long the service may hold the call before it responds
 */
export type CallService = (
  operation: string,
  input: Record<string, unknown>,
  options?: { waitsMs?: number },
) => Promise<Reading>;

export type Step = {
  operation: string;
  input: Record<string, unknown>;
  /** Optional members, for an endpoint that needs them. A step with optional members may be tried twice. */
  optional?: Record<string, unknown>;
  /** The feature of the operation that is used, if it has several: a decision. */
  feature?: string;
  waitsMs?: number;
};

export type Arranger = {
  /**
   * Carries out a step and returns the response body. Fails with StepFailed if it did not work, and with TaskUnavailable if
   * the step is already known to be unavailable.
   */
  carryOut(step: Step): Promise<Record<string, unknown>>;
  /**
   * Carries out several steps. If a step fails that has never worked in this run, all steps are tried again, twice; after
   * that, nothing that needs this step is tried again. If a step fails that has worked before, only this attempt fails.
   *
   * Fails with TaskUnavailable, and with an Error that begins with "arranging:".
   */
  withRetries<Made>(make: () => Promise<Made>): Promise<Made>;
};

/** A step that did not work, and the outcome of its request. */
class StepFailed extends Error {
  readonly step: Step;
  readonly outcome: Reading['outcome'];
  constructor(step: Step, { outcome }: Reading, message: string) {
    super(message);
    this.step = step;
    this.outcome = outcome;
  }
}

/** The pauses before retries of steps that have never worked. In milliseconds. */
const pausesMs = [250, 1000];

/** The pauses after a throttled call. The setup of tasks is not judged, so it can wait. In milliseconds. */
const throttlePausesMs = [250, 500, 1000, 2000, 4000];

/** @param wait resolves after this many milliseconds */
export function createArranger(callService: CallService, wait: (ms: number) => Promise<void>): Arranger {
  /** Steps that have worked, by name, each with whether it needed the optional members; and their operations. */
  const worked = new Map<string, boolean>();
  const workingOperations = new Set<string>();
  const unavailable = new Map<string, TaskUnavailable>();

  return { carryOut, withRetries };

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

  async function withRetries<Made>(make: () => Promise<Made>): Promise<Made> {
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
      ? `${message}; the endpoint says that it does not have ${feature ? `the ${feature}` : operation}`
      : `${message}, in each of ${pausesMs.length + 1} attempts${ways}`;
    const error = new TaskUnavailable(
      reason + itself,
      'use --task-token-command CMD to make tasks in another way',
    );
    unavailable.set(nameOf(step), error);
    return error;
  }
}

/** With these outcomes, an endpoint says that it does not have the operation. */
const absent = new Set<Reading['outcome']>(['unknown-operation', 'not-implemented']);

/** With these outcomes, it only says that it failed. */
const broken = new Set<Reading['outcome']>(['server-error', 'malformed', 'transport']);

/** Outcomes that an endpoint may give if it needs an optional member. */
const mayNeedMembers = new Set<Reading['outcome']>([
  'server-error',
  'malformed',
  'constraint',
  'serialization',
  'other-error',
]);

const nameOf = ({ operation, feature }: Step) => (feature ? `${operation} with ${feature}` : operation);

/** How many characters of a request are shown. */
const shownInput = 300;

function saidBy(step: Step, input: Record<string, unknown>, reading: Reading): string {
  return `arranging: ${nameOf(step)} got ${describeAnswer(reading)} (the request was ${shown(input)})`;
}

function contentOf(step: Step, input: Record<string, unknown>, text: string): Record<string, unknown> {
  const content = text.trim() === '' ? {} : objectOf(text);
  if (content) return content;
  const said = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  throw new Error(
    `arranging: ${nameOf(step)} got a response that is not a JSON object: ${said} (the request was ${shown(input)})`,
  );
}

function shown(input: Record<string, unknown>): string {
  const json = JSON.stringify(input);
  return json.length > shownInput ? `${json.slice(0, shownInput)}…` : json;
}

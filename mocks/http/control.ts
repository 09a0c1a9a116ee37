// The control API of swf-mock, on plain data: the mock's face for tests that are not in its process. Described in
// spec/control.openapi.yaml, from which routes and validators are generated.
import { controlInputValidators, controlRoutes } from '../../generated/control-validators.js';
import type { Violation } from '../../generated/validators.js';
import { isWithin } from '../core/input/nesting.ts';
import type { SwfMock } from '../core/mock.ts';
import { byteLength, textOf, type WireResponse } from '../core/wire.ts';
import { type Action, actions, type ControlOperation, Refused } from './control-actions.ts';

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

// The mock inside MSW, versions 2.11 and 3, in Node and in browsers: requests are intercepted in the process that
// sends them.
import { type HttpHandler, http } from 'msw';
import type { FaultOf, InputOf, OperationName, OutputOf } from '../../generated/operations.ts';
import { regionOfHost, scopeOf } from '../core/access/scope.ts';
import { inWords } from '../core/in-words.ts';
import { readInput } from '../core/input/input.ts';
import type { SwfMock } from '../core/mock.ts';
import { checkFunction, checkOptions, type Members } from '../core/options.ts';
import { createRandom, uuid } from '../core/random.ts';
import { contentTypeFor, refusalResponse, response } from '../core/refusal.ts';
import { checkFault, type FrameworkError } from '../core/script.ts';
import { isSwfTarget, operationOf } from '../core/target.ts';
import type { WireAnswer, WireRequest } from '../core/wire.ts';

/**
 * Where requests are taken from: a URL without its query, absolute or relative to the page, `*` standing for
 * anything but a slash; or several. Without it: every endpoint of the service, and any other URL to which a request
 * with one of the service's targets is sent.
 *
 * @example 'https://swf.*.amazonaws.com/'
 */
export type Endpoint = string | RegExp | readonly (string | RegExp)[];

export type HandlerOptions = { endpoint?: Endpoint; once?: boolean };

/**
 * What becomes of operations that the contract lacks. `error`: they are refused. `pass`: they are left to the next
 * handler, and when there is none to what MSW does with requests that nothing handles. The calls have them either way.
 */
export type Others = 'error' | 'pass';

/** The handlers by which MSW gives requests to a mock. */
export function mockHandlers(
  swf: SwfMock,
  { endpoint, others = 'error' }: { endpoint?: Endpoint; others?: Others } = {},
): HttpHandler[] {
  const isOurs = endpointMatcher(endpoint);
  return [
    http.all(
      ({ request }) => isOurs(request) && !(others === 'pass' && passes(swf, request)),
      async ({ request }) => toResponse(await swf.answer(await toWire(request), () => request.signal)),
    ),
  ];
}

/** Whether a call is of an operation that the contract lacks; the calls have it then. */
function passes(swf: SwfMock, { headers, url }: Request): boolean {
  const target = headers.get('x-amz-target');
  if (target === null || operationOf(target) !== undefined) return false;
  swf.pass({ url, headers: Object.fromEntries(headers) });
  return true;
}

/**
 * What a handler of one operation is told. The input has been validated: a request that breaks the contract is
 * refused before, as the service does.
 */
export type OperationCall<O extends OperationName> = {
  operation: O;
  input: InputOf<O>;
  request: Request;
  requestId: string;
  region: string;
  accessKeyId?: string;
  /** The answer to an accepted call: 200, with the operation's output, or empty where it has none. */
  accept(...output: OutputOf<O> extends undefined ? [] : [output: OutputOf<O>]): Response;
  /** A fault of the operation, or an error of the framework, as it travels. */
  fault(name: FaultOf<O> | FrameworkError, message?: string): Response;
};

/** Answers a call; by returning nothing it leaves the call to the next handler. */
export type OperationResolver<O extends OperationName> = (
  call: OperationCall<O>,
) => Resolved | Promise<Resolved>;

// biome-ignore lint/suspicious/noConfusingVoidType: a resolver that returns nothing may be written as one.
type Resolved = Response | undefined | void;

/**
 * A handler for one operation, for those who want MSW without the mock's tasks.
 *
 * @example
 * operationHandler('RespondActivityTaskCompleted', ({ input, accept, fault }) =>
 *   input.result ? accept() : fault('UnknownResourceFault'));
 */
export function operationHandler<O extends OperationName>(
  operation: O,
  resolver: OperationResolver<O>,
  options: HandlerOptions = {},
): HttpHandler {
  checkOptions(operation, options, { endpoint: 'any', once: 'boolean' } satisfies Members<HandlerOptions>);
  const { endpoint, once = false } = options;
  checkFunction(operation, 'resolver', resolver);
  const isOurs = endpointMatcher(endpoint);
  const random = createRandom();
  return http.post(
    ({ request }) =>
      operationOf(request.headers.get('x-amz-target') ?? undefined) === operation && isOurs(request),
    async ({ request }) => {
      const wire = await toWire(request.clone());
      const requestId = uuid(random);
      const contentType = contentTypeFor(wire.headers['content-type']);
      const reading = readInput(operation, wire.body);
      if ('refusal' in reading) return toResponse(refusalResponse(reading.refusal, requestId, contentType));
      const answered = await resolver({
        operation,
        input: reading.input,
        request,
        requestId,
        ...scopeOf(wire, 'us-east-1'),
        accept: (...[output]) =>
          toResponse(
            response(200, output === undefined ? '' : JSON.stringify(output), requestId, contentType),
          ),
        fault(error, message) {
          checkFault(operation, error);
          return toResponse(refusalResponse({ error, message }, requestId, contentType));
        },
      });
      return answered ?? undefined;
    },
    { once },
  );
}

/**
 * Options for `server.listen()` and `worker.start()` under which nothing unhandled reaches the network. MSW 3 renamed
 * the option and ignores the old name, so both are set.
 */
export const noNetwork = { onUnhandledRequest: 'error', onUnhandledFrame: 'error' } as const;

/** Whether a request is for the mock. */
function endpointMatcher(endpoint: Endpoint | undefined): (request: Request) => boolean {
  if (endpoint === undefined) {
    return ({ url, headers }) =>
      isSwfTarget(headers.get('x-amz-target')) || regionOfHost(new URL(url).host) !== undefined;
  }
  const patterns = [endpoint].flat().map((one) => {
    if (one instanceof RegExp) return one;
    if (typeof one === 'string') return urlPattern(one);
    throw new TypeError(`endpoint must be a URL as a string, or a regular expression, not ${inWords(one)}`);
  });
  return ({ url }) => patterns.some((pattern) => url.replace(/[?#].*$/s, '').search(pattern) >= 0);
}

function urlPattern(endpoint: string): RegExp {
  const page = globalThis.location?.href;
  const isAbsolute = /^[a-z]+:\/\//i.test(endpoint);
  if (!isAbsolute && page === undefined) {
    throw new TypeError(
      `endpoint: "${endpoint}" is relative, and there is no page that it could be relative to`,
    );
  }
  // An asterisk is no part of a host's name, so a placeholder takes its place while the URL is resolved.
  const absolute = isAbsolute ? endpoint : new URL(endpoint, page).href;
  // A request's URL never has the port that goes without saying.
  const usual = absolute.replace(/^(http:\/\/[^/]*?):80(?=\/|$)|^(https:\/\/[^/]*?):443(?=\/|$)/i, '$1$2');
  const path = usual.replace(/\/$/, '').replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${path.replace(/\*/g, '[^/]*')}/?$`, 'i');
}

async function toWire(request: Request): Promise<WireRequest> {
  return {
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(request.headers),
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

function toResponse(answer: WireAnswer): Response {
  if (answer === 'network-error') return Response.error();
  const { status, headers, body } = answer;
  return new Response(body === '' ? null : body, { status, headers });
}

// Stoplight Prism, where it is installed. It is an optional peer, and nothing but `swf-mock --engine prism` loads it.
// Why its library and not its server: docs/decisions/0030-prism-in-process.md.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export type PrismRequest = {
  path: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** What the JSON of the body says; its text where that is no JSON; undefined when there is none. */
  body: unknown;
};

export type PrismAnswer = { statusCode: number; headers: Record<string, string>; body?: unknown };

/** As Prism tells it. `path` leads into the request or the response; severity 0 is an error, 1 a warning. */
export type PrismViolation = { path?: string[]; code?: string | number; message: string; severity: number };

/** What a client asks of the mock with the header Prefer. */
export type Preference = { code?: number; exampleKey?: string; dynamic?: boolean; seed?: string };

export type Prism = {
  /** The answer that Prism makes up, and what is wrong with the request. Fails with PrismError when it has none. */
  mock(
    request: PrismRequest,
    preference: Preference,
  ): Promise<{ answer: PrismAnswer; wrong: PrismViolation[] }>;
  /** What is wrong with a request, and with the answer that an endpoint gave to it. */
  judge(
    request: PrismRequest,
    answer: PrismAnswer | undefined,
  ): Promise<{ request: PrismViolation[]; response: PrismViolation[] }>;
};

/** Prism is not there, or cannot be loaded; the message says what to install. */
export class PrismMissing extends Error {}

/** Prism has no answer to a request. */
export class PrismError extends Error {}

/**
 * Loads Prism and gives it the projection of the contract that has a path for each operation.
 *
 * @param places modules whose packages may include Prism: this one, and whatever is in the working directory
 * @throws PrismMissing
 */
export async function loadPrism(
  places: string[] = [import.meta.url, join(process.cwd(), 'package.json')],
): Promise<Prism> {
  const { createInstance, getHttpOperationsFromSpec } = requirePrism(places);
  const description = new URL('../../generated/openapi.worker-loop.per-path.json', import.meta.url);
  const operations = await getHttpOperationsFromSpec(JSON.parse(readFileSync(description, 'utf8')));
  const config = {
    isProxy: false,
    validateRequest: true,
    validateResponse: true,
    checkSecurity: true,
    errors: false,
  };
  const mocking = createInstance({ ...config, mock: { dynamic: false } }, { logger: silent });

  return {
    async mock(request, preference) {
      const mock = { dynamic: false, ...preference };
      const { output, validations } = unwrap(
        await mocking.request(toInput(request), operations, { ...config, mock })(),
      );
      return { answer: { headers: {}, ...output }, wrong: validations.input };
    },
    async judge(request, answer) {
      // Without an answer Prism may make one up; nothing of it is used.
      const instance = answer ? answering(answer) : mocking;
      const { validations } = unwrap(await instance.request(toInput(request), operations)());
      return { request: validations.input, response: answer ? validations.output : [] };
    },
  };

  /** Prism as a proxy that has got its answer already. */
  function answering(answer: PrismAnswer): Instance {
    const upstream = new URL('http://127.0.0.1/');
    return createInstance(
      { ...config, isProxy: true, upstream, mock: { dynamic: false } },
      { logger: silent, forward: () => () => async () => ({ _tag: 'Right', right: answer }) },
    );
  }
}

/** The part of @stoplight/prism-http that is used here; its own types would bind ours to the peer. */
type PrismHttp = {
  getHttpOperationsFromSpec(description: object): Promise<unknown[]>;
  createInstance(config: object, components: object): Instance;
};
type Instance = {
  request(input: object, operations: unknown[], config?: object): () => Promise<Either<Result>>;
};
type Result = {
  output: { statusCode: number; headers?: Record<string, string>; body?: unknown };
  validations: { input: PrismViolation[]; output: PrismViolation[] };
};
type Either<T> =
  | { _tag: 'Left'; left: { name: string; message: string; detail?: string } }
  | { _tag: 'Right'; right: T };

/** Prism's library belongs to its command's package: that is what users install, and what is looked for. */
function requirePrism(places: string[]): PrismHttp {
  for (const place of places) {
    let command: string;
    try {
      command = createRequire(place).resolve('@stoplight/prism-cli');
    } catch {
      continue;
    }
    try {
      return createRequire(command)('@stoplight/prism-http') as PrismHttp;
    } catch (error) {
      const [why] = (error as Error).message.split('\n');
      throw new PrismMissing(`Stoplight Prism (${command}) cannot be loaded: ${why}. ${advice}`);
    }
  }
  throw new PrismMissing(`--engine prism needs Stoplight Prism, which is not installed. ${advice}`);
}

const advice =
  'Install it with: npm install --save-dev @stoplight/prism-cli (before Node 24.14: @stoplight/prism-cli@5.14.2)';

const toInput = ({ path, headers, body }: PrismRequest) => ({
  method: 'post',
  url: { path, query: {} },
  headers,
  body,
});

function unwrap(either: Either<Result>): Result {
  if (either._tag === 'Right') return either.right;
  const { message, detail } = either.left;
  throw new PrismError(detail ?? message);
}

const silent = {
  info() {},
  success() {},
  error() {},
  warn() {},
  debug() {},
  trace() {},
  fatal() {},
  child: () => silent,
};

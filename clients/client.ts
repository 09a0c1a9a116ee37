// A client of the service that nobody here wrote, as the tests use it: one call, and what its caller learns.

/** The operations, with the member that takes a text and how long that may be. */
export const operations = {
  RespondActivityTaskCompleted: { text: 'result', longest: 32_768 },
  RespondActivityTaskCanceled: { text: 'details', longest: 32_768 },
  RespondActivityTaskFailed: { text: 'details', longest: 32_768 },
  RecordActivityTaskHeartbeat: { text: 'details', longest: 2048 },
  PollForActivityTask: { text: 'identity', longest: 256 },
} as const;

/** The two with which the contract began, and the event in which the text of each reappears. */
export const theTwo = [
  { operation: 'RespondActivityTaskCompleted', text: 'result', event: 'ActivityTaskCompleted' },
  { operation: 'RespondActivityTaskCanceled', text: 'details', event: 'ActivityTaskCanceled' },
] as const;

export type Operation = keyof typeof operations;

export const operationNames = Object.keys(operations) as Operation[];

/** A call as plain data, for clients in any language. */
export type Call = {
  endpoint: string;
  operation: Operation;
  input: Record<string, unknown>;
  /** A known principal unless given; null sends no signature. */
  accessKeyId?: string | null;
  /** Default us-east-1. */
  region?: string;
  /** How long to wait for an answer; without it as long as the client waits by itself. */
  timeoutSeconds?: number;
};

/** What the caller of the client learns. */
export type Learned =
  | { succeeded: true; output: Record<string, unknown>; requestId?: string | undefined }
  | {
      succeeded: false;
      /** The class of the exception, or what the language has instead. */
      class: string;
      /** The name of the error that the service gave, where the client tells it. */
      code?: string;
      message: string;
      requestId?: string | undefined;
    };

export type Client = {
  name: string;
  version: string;
  /** What it runs on: `Python 3.11.2`. */
  runtime: string;
  /** Any number unless given. */
  callsAtOnce?: number;
  call(call: Call): Promise<Learned>;
  stop?(): Promise<void>;
};

export const principal = 'AKIAIOSFODNN7EXAMPLE';

/** Credentials and region as environment, without anything that the machine's own configuration says. */
export function environment({
  accessKeyId = principal,
  region = 'us-east-1',
}: Pick<Call, 'accessKeyId' | 'region'> = {}) {
  const { AWS_PROFILE, AWS_SESSION_TOKEN, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...rest } = process.env;
  return {
    ...rest,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...(accessKeyId && { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: 'secret' }),
  };
}

/**
 * Looks for a client on this machine. When it is not there the tests are skipped with a line that names it; where
 * REQUIRE_EVERYTHING is set, its absence is an error.
 *
 * @param find returns what the tests need, or undefined
 */
export async function findClient<T>(
  name: string,
  find: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const found = await find();
  if (found !== undefined) return found;
  if (process.env.REQUIRE_EVERYTHING)
    throw new Error(`${name} is not on this machine, and nothing may be skipped`);
  console.warn(`The tests of ${name} are skipped: it is not on this machine.`);
  return undefined;
}

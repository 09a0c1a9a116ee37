// A client of the service that nobody here wrote, as the tests use it: one call, and what it made of the answer.
export type Operation = 'RespondActivityTaskCompleted' | 'RespondActivityTaskCanceled';

export type CallOptions = {
  /** A known principal unless given; null sends no signature. */
  accessKeyId?: string | null;
  /** Default us-east-1. */
  region?: string;
};

/** What the caller of the client learns: nothing on success, else the error under the name that the client gives it. */
export type Learned = { succeeded: true } | { succeeded: false; error: string; message: string };

export type Client = {
  name: string;
  call(
    endpoint: string,
    operation: Operation,
    input: Record<string, string>,
    options?: CallOptions,
  ): Promise<Learned>;
};

/** The member in which each operation takes its text, and the event in which the text reappears. */
export const operations = [
  { operation: 'RespondActivityTaskCompleted', text: 'result', event: 'ActivityTaskCompleted' },
  { operation: 'RespondActivityTaskCanceled', text: 'details', event: 'ActivityTaskCanceled' },
] as const;

export const principal = 'AKIAIOSFODNN7EXAMPLE';

/** Credentials and region as environment, without anything that the machine's own configuration says. */
export function environment({ accessKeyId = principal, region = 'us-east-1' }: CallOptions = {}) {
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

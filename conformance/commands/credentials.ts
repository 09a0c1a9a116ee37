// The credentials that the options name.

import { UsageError } from '../errors.ts';
import { type Credentials, testCredentials } from '../request/sign.ts';

/** The values of --credentials. */
export type CredentialsChoice = 'test' | 'env' | 'none';

/** The credentials for --credentials; null means no signature. Fails with UsageError if the environment lacks them. */
export function credentialsOf(which: CredentialsChoice, environment: NodeJS.ProcessEnv): Credentials | null {
  if (which === 'none') return null;
  return which === 'test' ? testCredentials : fromEnvironment('AWS', '--credentials env', environment);
}

/** The credentials for --denied-credentials env:PREFIX. Fails with UsageError if the environment lacks them. */
export function deniedCredentialsOf(value: string, environment: NodeJS.ProcessEnv): Credentials {
  const prefix = value.match(/^env:([A-Za-z_][A-Za-z0-9_]*)$/)?.[1];
  if (!prefix) {
    throw new UsageError(
      '--denied-credentials takes env:PREFIX, with PREFIX_ACCESS_KEY_ID set in the environment',
    );
  }
  return fromEnvironment(prefix, '--denied-credentials', environment);
}

function fromEnvironment(prefix: string, option: string, variables: NodeJS.ProcessEnv): Credentials {
  const accessKeyId = variables[`${prefix}_ACCESS_KEY_ID`];
  const secretAccessKey = variables[`${prefix}_SECRET_ACCESS_KEY`];
  const sessionToken = variables[`${prefix}_SESSION_TOKEN`];
  if (!accessKeyId || !secretAccessKey) {
    throw new UsageError(
      `${option} needs ${prefix}_ACCESS_KEY_ID and ${prefix}_SECRET_ACCESS_KEY in the environment`,
    );
  }
  const token = sessionToken ? { sessionToken } : {};
  return { accessKeyId, secretAccessKey, ...token, secret: true, environment: prefix };
}

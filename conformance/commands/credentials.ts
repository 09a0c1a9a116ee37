// Credentials as the options name them.

import { UsageError } from '../errors.ts';
import { type Credentials, testCredentials } from '../request/sign.ts';

/** The values of --credentials. */
export type CredentialsChoice = 'test' | 'env' | 'none';

/** What --credentials asks for; null is no signature. Fails with UsageError when the environment has none. */
export function credentialsOf(which: CredentialsChoice, environment: NodeJS.ProcessEnv): Credentials | null {
  if (which === 'none') return null;
  return which === 'test' ? testCredentials : fromEnvironment('AWS', '--credentials env', environment);
}

/** What --denied-credentials env:PREFIX asks for. Fails with UsageError when the environment has none. */
export function deniedCredentialsOf(value: string, environment: NodeJS.ProcessEnv): Credentials {
  const prefix = value.match(/^env:([A-Za-z_][A-Za-z0-9_]*)$/)?.[1];
  if (!prefix) {
    throw new UsageError('--denied-credentials is written env:PREFIX, where PREFIX_ACCESS_KEY_ID is set');
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

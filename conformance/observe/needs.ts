// What a case needs before it can run: credentials, a history, the endpoint's own tasks.
import type { Case } from '../cases/corpus.ts';
import type { RunContext } from '../exchange/context.ts';
import type { TaskSource } from '../tasks/source.ts';

/** What a case needs that is not available, and which option would change that; undefined if nothing is missing. */
export function whatIsMissing(
  { needs, connection, when }: Case,
  { credentials, deniedCredentials, openConnection, restart }: RunContext,
  tasks: TaskSource,
): { reason: string; hint: string } | undefined {
  if (connection === 'reused' && !openConnection) {
    return {
      reason:
        'it needs a connection that stays open for several requests, which this exchange does not offer',
      hint: 'run the suite over HTTP, with --endpoint',
    };
  }
  if (when === 'restarted' && !restart) {
    return { reason: 'it needs a restart of the endpoint', hint: 'use --restart-command CMD' };
  }
  if (needs.principal === 'denied' && !deniedCredentials) {
    return {
      reason: 'it needs the credentials of a principal without permission',
      hint: 'use --denied-credentials env:PREFIX',
    };
  }
  if (needs.principal && !credentials) {
    return {
      reason: 'it is about credentials, but requests are not signed',
      hint: 'remove --credentials none',
    };
  }
  if (needs.issued && !tasks.issued) {
    return {
      reason: 'it needs a task that the endpoint made',
      hint: 'use --task-token-command CMD or --arrange control|swf',
    };
  }
  if (needs.history && !tasks.history) {
    return { reason: 'it needs the history of the execution', hint: 'use --arrange control|swf' };
  }
  if (needs.neverIssuedTokens && tasks.anyTokenIsOpen) return tasks.anyTokenIsOpen;
  if (needs.region && !(tasks.issued && credentials)) {
    return {
      reason:
        'it needs a task that the endpoint made, and a signature, because the signature names the region',
      hint: 'use --task-token-command CMD or --arrange control|swf, and remove --credentials none',
    };
  }
  return undefined;
}

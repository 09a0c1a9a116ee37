// What has to be there before a case can be run: credentials, a history, tasks of the endpoint's own.
import type { Case } from '../cases/corpus.ts';
import type { RunContext } from '../exchange/context.ts';
import type { TaskSource } from '../tasks/source.ts';

/** What a case needs and cannot have, and which option would change that; undefined when nothing is missing. */
export function whatIsMissing(
  { needs, connection, when }: Case,
  { credentials, deniedCredentials, openConnection, restart }: RunContext,
  tasks: TaskSource,
): { reason: string; hint: string } | undefined {
  if (connection === 'reused' && !openConnection) {
    return {
      reason: 'it needs a connection that is kept for several requests, and the given exchange has none',
      hint: 'run the suite over HTTP, with --endpoint',
    };
  }
  if (when === 'restarted' && !restart) {
    return { reason: 'it needs the endpoint to be restarted', hint: 'give --restart-command CMD' };
  }
  if (needs.principal === 'denied' && !deniedCredentials) {
    return {
      reason: 'it needs the credentials of a principal without permission',
      hint: 'give --denied-credentials env:PREFIX',
    };
  }
  if (needs.principal && !credentials) {
    return {
      reason: 'it is about credentials, and requests are not signed',
      hint: 'leave out --credentials none',
    };
  }
  if (needs.issued && !tasks.issued) {
    return {
      reason: 'it needs a task that the endpoint made',
      hint: 'give --task-token-command CMD or --arrange control|swf',
    };
  }
  if (needs.history && !tasks.history) {
    return { reason: 'it needs the history of the execution', hint: 'give --arrange control|swf' };
  }
  if (needs.neverIssuedTokens && tasks.anyTokenIsOpen) return tasks.anyTokenIsOpen;
  if (needs.region && !(tasks.issued && credentials)) {
    return {
      reason: 'it needs a task that the endpoint made, and a signature, which names the region',
      hint: 'give --task-token-command CMD or --arrange control|swf, and leave out --credentials none',
    };
  }
  return undefined;
}

// Calls to operations outside the contract, with which tasks are arranged.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { buildRequest } from '../exchange/request.ts';
import { readAnswer } from '../judge/outcome.ts';
import type { Surroundings } from '../run/observe.ts';
import type { TaskSource } from './source.ts';
import { type CallService, serviceTasks } from './swf.ts';

/**
 * Tasks made with the API of the service itself, under a name that no other run has, also none in the history of an
 * account.
 *
 * @example run({ endpoint: 'http://127.0.0.1:5000', tasks: tasksOfService })
 */
export async function tasksOfService(surroundings: Surroundings): Promise<TaskSource> {
  const name = `swf-conformance-${randomBytes(6).toString('hex')}`;
  return serviceTasks(serviceClient(surroundings), name, wait);
}

/** How long a poll may take: the service holds it for up to 60 seconds. */
const pollTimeoutMs = 70_000;

/** Signed calls to the endpoint of a run. */
export function serviceClient(surroundings: Surroundings): CallService {
  const { endpoint, region, credentials, corpus, exchange, timeoutMs, newToken } = surroundings;
  return async (operation, input) => {
    const request = await buildRequest(
      {
        method: 'POST',
        headers: [
          ['Content-Type', 'application/x-amz-json-1.0'],
          ['X-Amz-Target', `SimpleWorkflowService.${operation}`],
        ],
        body: [JSON.stringify(input)],
      },
      { endpoint, region, credentials, tokens: { madeUp: newToken }, now: surroundings.now() },
    );
    const patience = operation.startsWith('PollFor') ? Math.max(timeoutMs, pollTimeoutMs) : timeoutMs;
    return readAnswer(await exchange(request, patience), corpus.errorOutcomes);
  };
}

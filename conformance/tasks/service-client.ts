// Calls to operations outside the contract, which set up tasks.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunContext } from '../exchange/context.ts';
import { readAnswer } from '../judge/outcome.ts';
import { buildRequest } from '../request/request.ts';
import type { CallService } from './arranger.ts';
import type { TaskSource } from './source.ts';
import { serviceTasks } from './swf.ts';

/**
 * Tasks from the SWF API of the endpoint, under a name that no other run has, past runs in an account included.
 *
 * @example run({ endpoint: 'http://127.0.0.1:5000', tasks: tasksOfService })
 */
export async function tasksOfService(context: RunContext): Promise<TaskSource> {
  const name = `swf-conformance-${randomBytes(6).toString('hex')}`;
  return serviceTasks(serviceClient(context), name, wait);
}

/** Signed calls to the endpoint of a run. */
export function serviceClient(context: RunContext): CallService {
  const { endpoint, region, credentials, corpus, exchange, timeoutMs, newToken } = context;
  const { signingName, targetPrefixes } = corpus.service;
  return async (operation, input, { waitsMs = 0 } = {}) => {
    const request = await buildRequest(
      {
        method: 'POST',
        headers: [
          ['Content-Type', 'application/x-amz-json-1.0'],
          ['X-Amz-Target', `${targetPrefixes[0]}${operation}`],
        ],
        body: [JSON.stringify(input)],
      },
      {
        endpoint,
        region,
        service: signingName,
        credentials,
        tokens: { madeUp: newToken },
        now: context.now(),
      },
    );
    return readAnswer(await exchange(request, Math.max(timeoutMs, waitsMs)), corpus.errorOutcomes);
  };
}

// The request of a case for display, with dummy credentials and a placeholder for the token of a task.

import type { CaseRequest } from '../cases/corpus.ts';
import { buildRequest, type WireRequest } from './request.ts';
import { testCredentials } from './sign.ts';

/** The defaults of an example. */
export const exampleContext = {
  endpoint: 'http://127.0.0.1:8000/',
  region: 'us-east-1',
  taskToken: 'TASK-TOKEN',
} as const;

/** The endpoint of the example, and the time of its signature; without `now` it is unsigned. */
export type ExampleContext = {
  endpoint: URL;
  region: string;
  /** The service in the credential scope. */
  service: string;
  taskToken: string;
  now?: Date;
};

/** The request of a case or of one of its steps, with the given task token; made-up tokens consist of A's. */
export function exampleRequest(request: CaseRequest, context: ExampleContext): Promise<WireRequest> {
  const { endpoint, region, service, taskToken, now } = context;
  const headers = request.headers.filter(([, value]) => now || value !== '${amz-date}');
  return buildRequest(
    { ...request, headers },
    {
      endpoint,
      region,
      service,
      credentials: now && testCredentials,
      tokens: { prepared: taskToken, sibling: taskToken, madeUp: (length = 576) => 'A'.repeat(length) },
      now: now ?? new Date(0),
    },
  );
}

// The request of a case as it would be sent, to be shown: everybody's credentials, and a placeholder for the token of a
// task.

import type { CaseRequest } from '../cases/corpus.ts';
import { buildRequest, type WireRequest } from './request.ts';
import { testCredentials } from './sign.ts';

/** What an example goes to unless the reader says otherwise. */
export const exampleContext = {
  endpoint: 'http://127.0.0.1:8000/',
  region: 'us-east-1',
  taskToken: 'TASK-TOKEN',
} as const;

/** Where the example goes, and when it is signed. */
export type ExampleContext = {
  endpoint: URL;
  region: string;
  /** As credential scopes name it. */
  service: string;
  taskToken: string;
  now: Date;
};

/** The request of a case, or of a step before it, with the token of a task put in; made-up tokens are all A's. */
export function exampleRequest(request: CaseRequest, context: ExampleContext): Promise<WireRequest> {
  const { endpoint, region, service, taskToken, now } = context;
  return buildRequest(request, {
    endpoint,
    region,
    service,
    credentials: testCredentials,
    tokens: { prepared: taskToken, sibling: taskToken, madeUp: (length = 576) => 'A'.repeat(length) },
    now,
  });
}

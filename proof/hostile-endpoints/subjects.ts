// All hostile endpoints by subject, one for each way in which the runner deals with an endpoint.
import { content } from './content.ts';
import type { HostileEndpoint } from './hostile-endpoint.ts';
import { tasks } from './tasks.ts';
import { tls } from './tls.ts';
import { connections, endless, invalidHttp } from './transport.ts';

export const subjects: Record<string, HostileEndpoint[]> = {
  tasks,
  connections,
  'invalid HTTP': invalidHttp,
  'endless answers, and none': endless,
  content,
  TLS: tls,
};

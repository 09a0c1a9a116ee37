// The runner as a library: `import { run } from 'swf-contract/conformance'`.
import type { Report } from '../generated/report-types.ts';
import type { RunOptions } from './options.ts';
import { runEvents } from './run.ts';

export type { CaseResult, Report, Summary } from '../generated/report-types.ts';
export type { Case, Corpus, Outcome } from './corpus.ts';
export { readCorpus } from './corpus.ts';
export { EndpointError } from './endpoint.ts';
export type { Answer, Exchange } from './exchange.ts';
export {
  type FetchedRequest,
  type FetchedResponse,
  type Fetching,
  type FetchPlatform,
  fetchExchange,
  fetchHere,
} from './exchange-fetch.ts';
export type { RunOptions } from './options.ts';
export { EndpointUnreachable } from './reach.ts';
export { type RunEvent, runEvents, TaskSourceError } from './run.ts';
export { SelectionError } from './select.ts';
export type { Credentials } from './sign.ts';
export { commandTasks } from './tasks/command.ts';
export { controlTasks } from './tasks/control.ts';
export { tasksOfService } from './tasks/service-client.ts';
export { type HistoryEvent, type Task, type TaskSource, TaskUnavailable } from './tasks/source.ts';
export { Unsendable } from './unsendable.ts';

/**
 * Runs the suite against an endpoint and returns the report (generated/report.schema.json). Fails with SelectionError
 * when no case is selected, with EndpointError when the endpoint is no URL of HTTP or is the real service without
 * `live`, with EndpointUnreachable when nothing listens, with TaskSourceError when tasks cannot be made as asked, and
 * with the reason of `signal` when that ended the run before every case had a result; whatever the endpoint does is in the report.
 *
 * @example
 * const report = await run({ endpoint: 'http://127.0.0.1:8000', only: ['completed/**'] });
 * if (report.summary.must.failed > 0) throw new Error('not conforming');
 */
export async function run(options: RunOptions): Promise<Report> {
  for await (const event of runEvents(options)) {
    if (event.type === 'end') return event.report;
  }
  options.signal?.throwIfAborted();
  throw new Error('the run ended without a report');
}

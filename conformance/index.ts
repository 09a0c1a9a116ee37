// The runner as a library: `import { run } from 'swf-contract/conformance'`.
import type { Report } from '../generated/report-types.ts';
import type { RunOptions } from './run/options.ts';
import { runEvents } from './run/run.ts';

export type { CaseResult, Report, Summary } from '../generated/report-types.ts';
export type { Case, Corpus, Outcome } from './cases/corpus.ts';
export { readCorpus } from './cases/corpus.ts';
export { SelectionError } from './cases/select.ts';
export { UsageError } from './errors.ts';
export { EndpointError } from './exchange/endpoint.ts';
export type { Answer, Exchange } from './exchange/exchange.ts';
export {
  type FetchedRequest,
  type FetchedResponse,
  type Fetching,
  type FetchPlatform,
  fetchExchange,
  fetchHere,
  Unsendable,
} from './exchange/fetch.ts';
export { EndpointUnreachable } from './exchange/reach.ts';
export type { Credentials } from './request/sign.ts';
export type { RunOptions } from './run/options.ts';
export { type RunEvent, runEvents, TaskSourceError } from './run/run.ts';
export { commandTasks } from './tasks/command.ts';
export { controlTasks } from './tasks/control.ts';
export { tasksOfService } from './tasks/service-client.ts';
export { type HistoryEvent, type Task, type TaskSource, TaskUnavailable } from './tasks/source.ts';

/**
 * Runs the suite against an endpoint and returns the report (generated/report.schema.json). Fails with SelectionError
 * if no case is selected, with EndpointError if the endpoint is not an HTTP URL, or is the real service without `live`,
 * with EndpointUnreachable if nothing listens, with TaskSourceError if tasks cannot be made from the given source, and with
 * the reason of `signal` if that ended the run before every case had a result. Everything that the endpoint does is in the
 * report.
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

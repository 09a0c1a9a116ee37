// The JSON report: the whole run as data, in the shape of generated/report.schema.json.
import type { ReporterFactory } from './reporter.ts';

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? `${JSON.stringify(event.report, null, 2)}\n` : '';

// What a report format is: a function that is told every event of a run and returns the text to write for it.
import type { RunEvent } from '../run/run.ts';

/** Told the events of one run in their order; returns what is to be written for each, '' for nothing. */
export type Reporter = (event: RunEvent) => string;

/** Makes a reporter for one run. `color` is whether the text may carry colours. */
export type ReporterFactory = (options: { color: boolean }) => Reporter;

// A report format is a function that gets every event of a run and returns the text to write for it.
import type { RunEvent } from '../run/run.ts';

/** Gets the events of one run in order; returns the text to write for each, or ''. */
export type Reporter = (event: RunEvent) => string;

/** Makes a reporter for one run. `color` is whether the text may have colours. */
export type ReporterFactory = (options: { color: boolean }) => Reporter;

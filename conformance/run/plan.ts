// The plan of a run: which cases it judges, and the order of their results.
import { type Case, type Corpus, readCorpus } from '../cases/corpus.ts';
import { judgedCorpus, select } from '../cases/select.ts';
import { fuzzIds } from '../fuzz/fuzz.ts';
import type { RunOptions } from './options.ts';

export type Plan = {
  aboutOutcomes: Case[];
  /** Cases about responses cover the responses of all other cases, so they are judged after them. */
  aboutResponses: Case[];
  /** Cases about the state of the tasks that all other cases closed. */
  atTheEnd: Case[];
  /** The same, after the endpoint was restarted; once, in the last round. */
  afterRestart: Case[];
  /** Only the first shard sends random inputs, so that all shards together send them once. */
  fuzzing: RunOptions['fuzz'];
  /** The ids of the results, in their order. */
  ids: string[];
};

/** Fails with SelectionError if no case is selected. */
export function planOf(corpus: Corpus, options: Omit<RunOptions, 'endpoint'>): Plan {
  const { fuzz, shard } = options;
  const cases = select(corpus.cases, options);
  const aboutOutcomes = cases.filter(({ expect, when }) => expect.response === undefined && !when);
  const aboutResponses = cases.filter(({ expect }) => expect.response !== undefined);
  const atTheEnd = cases.filter(({ when }) => when === 'end');
  const afterRestart = cases.filter(({ when }) => when === 'restarted');
  const fuzzing = shard === undefined || shard.index === 1 ? fuzz : undefined;
  const ids = [
    ...[...aboutOutcomes, ...aboutResponses, ...atTheEnd].map(({ id }) => id),
    ...(fuzzing ? fuzzIds(corpus) : []),
    ...afterRestart.map(({ id }) => id),
  ];
  return { aboutOutcomes, aboutResponses, atTheEnd, afterRestart, fuzzing, ids };
}

/**
 * The ids of a run's results, in their order. Fails with SelectionError if no case is selected.
 *
 * @example plannedIds({ only: ['completed/target/*'] }) // ['completed/target/short', 'completed/target/long', …]
 */
export function plannedIds(options: Omit<RunOptions, 'endpoint'>): string[] {
  return planOf(judgedCorpus(options.corpus ?? readCorpus(), options), options).ids;
}

// What a run is going to do: which cases it judges, and in which order it tells their results.
import { type Case, type Corpus, readCorpus } from '../cases/corpus.ts';
import { judgedCorpus, select } from '../cases/select.ts';
import { fuzzIds } from '../fuzz/fuzz.ts';
import type { RunOptions } from './options.ts';

export type Plan = {
  aboutOutcomes: Case[];
  /** Cases about responses answer for the responses of all others, so they are judged when those are in. */
  aboutResponses: Case[];
  /** Cases about what became of the tasks that all others closed. */
  atTheEnd: Case[];
  /** The same, after the endpoint was restarted; once, in the last round. */
  afterRestart: Case[];
  /** Together the parts of a run do everything once: only the first makes random inputs. */
  fuzzing: RunOptions['fuzz'];
  /** The ids of the results, in their order. */
  ids: string[];
};

/** Fails with SelectionError when no case is selected. */
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
 * The ids of the results that a run gives, in their order. Fails with SelectionError when no case is selected.
 *
 * @example plannedIds({ only: ['completed/target/*'] }) // ['completed/target/short', 'completed/target/long', …]
 */
export function plannedIds(options: Omit<RunOptions, 'endpoint'>): string[] {
  return planOf(judgedCorpus(options.corpus ?? readCorpus(), options), options).ids;
}

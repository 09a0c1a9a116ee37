// Which cases are run.
import picomatch from 'picomatch';
import { UsageError } from '../errors.ts';
import type { Case, Corpus } from './corpus.ts';

export type Selection = {
  /** The operations to judge: those of every document of the contract unless given, or `all`. */
  operations?: string[] | 'all';
  only?: string[];
  skip?: string[];
  shard?: Shard;
};

/** The `index`th (from 1) of `count` parts of the selected cases. */
export type Shard = { index: number; count: number };

/** A selection that the corpus cannot fulfil; the message says which part and what to do. */
export class SelectionError extends UsageError {}

/**
 * The corpus of the operations that are to be judged, with the cases that call no other. Fails with SelectionError when
 * there is no such operation.
 *
 * @example judgedCorpus(readCorpus(), {}).operations.map(({ name }) => name) // the two that every document has
 */
export function judgedCorpus(corpus: Corpus, { operations, only = [] }: Selection): Corpus {
  const names = corpus.operations.map(({ name }) => name);
  const usual = corpus.operations.filter(({ document }) => document === undefined).map(({ name }) => name);
  const chosen = operations === 'all' ? names : (operations ?? usual);
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new SelectionError(
      `--operations: there is no operation "${unknown}"; there are ${names.join(', ')}, and all`,
    );
  const isJudged = ({ operation, alsoCalls = [] }: Case) =>
    [operation, ...alsoCalls].every((name) => chosen.includes(name));
  const cases = corpus.cases.filter(isJudged);
  for (const glob of only) {
    const left = corpus.cases.find(({ id }) => matches(glob, id));
    if (left !== undefined && !cases.some(({ id }) => matches(glob, id))) {
      throw new SelectionError(
        `--only matched no case that is judged: "${glob}" is about ${[left.operation, ...(left.alsoCalls ?? [])].join(' and ')}; give --operations all`,
      );
    }
  }
  return {
    ...corpus,
    operations: corpus.operations.filter(({ name }) => chosen.includes(name)),
    requirements: corpus.requirements.filter((each) => each.operations.some((name) => chosen.includes(name))),
    cases,
  };
}

/**
 * The cases that match one of `only` and none of `skip`, in the order of the corpus. A glob's `*` does not match `/`,
 * `**` does; one that matches no case is refused, because it is a mistake in nearly every case.
 *
 * @example select(corpus.cases, { only: ['completed/result/*'], skip: ['**‍/multi-byte-*'] })
 */
export function select(cases: Case[], { only = [], skip = [], shard }: Selection): Case[] {
  for (const [option, globs] of [['--only', only] as const, ['--skip', skip] as const]) {
    for (const glob of globs) {
      if (!cases.some(({ id }) => matches(glob, id))) {
        throw new SelectionError(
          `${option} matched no case: "${glob}" (ids are case-sensitive; see swf-conformance list)`,
        );
      }
    }
  }
  const selected = cases.filter(
    ({ id }) =>
      (only.length === 0 || only.some((glob) => matches(glob, id))) &&
      !skip.some((glob) => matches(glob, id)),
  );
  const part = shard ? selected.filter((_, index) => index % shard.count === shard.index - 1) : selected;
  if (part.length === 0) throw new SelectionError('no case was selected; see swf-conformance list');
  return part;
}

/** Whether a glob matches the id of a case. */
export function matches(glob: string, id: string): boolean {
  // picomatch takes an empty glob for a mistake in the program.
  return glob !== '' && picomatch.isMatch(id, glob);
}

// Selects the cases to run.
import picomatch from 'picomatch';
import { UsageError } from '../errors.ts';
import type { Case, Corpus } from './corpus.ts';

export type Selection = {
  /** The operations to judge, or `all`; default: the operations that are in every document of the contract. */
  operations?: string[] | 'all';
  only?: string[];
  skip?: string[];
  shard?: Shard;
};

/** The `index`th (from 1) of `count` parts of the selected cases. */
export type Shard = { index: number; count: number };

/** A selection that is not possible with this corpus; the message says which part is wrong and what to do. */
export class SelectionError extends UsageError {}

/**
 * The part of the corpus for the operations to judge, with the cases that call no other operation. Fails with
 * SelectionError if an operation does not exist.
 *
 * @example judgedCorpus(readCorpus(), {}).operations.map(({ name }) => name) // the two that are in every document
 */
export function judgedCorpus(corpus: Corpus, { operations, only = [] }: Selection): Corpus {
  const names = corpus.operations.map(({ name }) => name);
  const usual = corpus.operations.filter(({ document }) => document === undefined).map(({ name }) => name);
  const chosen = operations === 'all' ? names : (operations ?? usual);
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new SelectionError(
      `--operations: unknown operation "${unknown}"; choose from ${names.join(', ')}, or all`,
    );
  const isJudged = ({ operation, alsoCalls = [] }: Case) =>
    [operation, ...alsoCalls].every((name) => chosen.includes(name));
  const cases = corpus.cases.filter(isJudged);
  for (const glob of only) {
    const left = corpus.cases.find(({ id }) => matches(glob, id));
    if (left !== undefined && !cases.some(({ id }) => matches(glob, id))) {
      throw new SelectionError(
        `--only matched no judged case: "${glob}" is about ${[left.operation, ...(left.alsoCalls ?? [])].join(' and ')}; add --operations all`,
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
 * The cases that match one of `only` and none of `skip`, in the order of the corpus. In a glob, `*` does not match `/`;
 * `**` does. A glob that matches no case is an error, because it is almost always a mistake.
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
  if (part.length === 0) throw new SelectionError('no case is selected; see swf-conformance list');
  return part;
}

/** Whether a glob matches the id of a case. */
export function matches(glob: string, id: string): boolean {
  // picomatch throws on an empty glob.
  return glob !== '' && picomatch.isMatch(id, glob);
}

// Which cases are run.
import picomatch from 'picomatch';
import { UsageError } from '../errors.ts';
import type { Case } from './corpus.ts';

export type Selection = { only?: string[]; skip?: string[]; shard?: Shard };

/** The `index`th (from 1) of `count` parts of the selected cases. */
export type Shard = { index: number; count: number };

/** A selection that the corpus cannot fulfil; the message says which part and what to do. */
export class SelectionError extends UsageError {}

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

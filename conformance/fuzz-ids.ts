// What the results of random inputs (--fuzz) are called, apart from fuzz.ts, so that whoever makes none loads no
// generator of them.
import { operations } from '../generated/operations.ts';
import type { Corpus } from './corpus.ts';

/** The kinds of inputs. */
export const kinds = ['valid', 'invalid'] as const;

/** The ids of the results that random inputs give. */
export function fuzzIds({ operations: described }: Corpus): string[] {
  return described
    .filter(({ name }) => Object.hasOwn(operations, name))
    .flatMap(({ slug }) => kinds.map((kind) => `${slug}/fuzz/${kind}`));
}

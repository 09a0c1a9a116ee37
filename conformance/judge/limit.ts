// The limit that the request of a case breaks, so that the limit that an error names can be held against it.
import type { Case, Corpus } from '../cases/corpus.ts';

/**
 * The length that a case breaks; undefined where it is not about one.
 *
 * @example limitBrokenBy(caseOf(corpus, 'completed/result/length-32769'), corpus) // 32768
 */
export function limitBrokenBy(
  { operation, requirement, expect }: Case,
  { operations }: Corpus,
): number | undefined {
  if (expect.outcomes?.length !== 1 || expect.outcomes[0] !== 'constraint') return undefined;
  const described = operations.find(({ name }) => name === operation);
  const stated = described?.constraints.find((each) => each.requirement === requirement);
  if (!described || (stated?.keyword !== 'minLength' && stated?.keyword !== 'maxLength')) return undefined;
  let schema: Schema | undefined = described.input as Schema;
  for (const name of stated.member.split('/').slice(1)) schema = schema?.properties?.[name] ?? schema?.items;
  return schema?.[stated.keyword];
}

type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
  minLength?: number;
  maxLength?: number;
};

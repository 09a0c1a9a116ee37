// The limit that the request of a case violates, to compare with the limit in an error message.
import { isDeepStrictEqual } from 'node:util';
import type { Case, Corpus } from '../cases/corpus.ts';

/**
 * The length limit that a case violates; undefined if it is not about a length. A case about responses, whose request is
 * the same as that of another case, violates the same limit as that case.
 *
 * @example limitBrokenBy(caseOf(corpus, 'completed/result/length-32769'), corpus) // 32768
 */
export function limitBrokenBy(judged: Case, corpus: Corpus): number | undefined {
  if (judged.expect.response === undefined) return limitStatedBy(judged, corpus);
  return corpus.cases
    .filter((each) => sendsTheSame(each, judged))
    .map((each) => limitStatedBy(each, corpus))
    .find((limit) => limit !== undefined);
}

function limitStatedBy({ operation, requirement, expect }: Case, { operations }: Corpus): number | undefined {
  if (expect.outcomes?.length !== 1 || expect.outcomes[0] !== 'constraint') return undefined;
  const described = operations.find(({ name }) => name === operation);
  const stated = described?.constraints.find((each) => each.requirement === requirement);
  if (!described || (stated?.keyword !== 'minLength' && stated?.keyword !== 'maxLength')) return undefined;
  const { $defs = {}, ...input } = described.input as Schema & { $defs?: Record<string, Schema> };
  let schema: Schema | undefined = input;
  for (const name of stated.member.split('/').slice(1)) {
    const part: Schema | undefined = schema?.properties?.[name] ?? schema?.items;
    schema = part?.$ref ? $defs[part.$ref.replace('#/$defs/', '')] : part;
  }
  return schema?.[stated.keyword];
}

function sendsTheSame({ operation, request, expect }: Case, other: Case): boolean {
  return (
    expect.response === undefined &&
    operation === other.operation &&
    isDeepStrictEqual(request, other.request)
  );
}

type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
  /** As the corpus writes it: `#/$defs/TaskToken`. */
  $ref?: string;
  minLength?: number;
  maxLength?: number;
};

// The corpus of cases, from generated/cases.json, which has the same relative path in the sources and in dist/.
import { readFileSync } from 'node:fs';
import type { Case, Corpus, CorpusRequirement } from '../../generated/case-types.ts';

export type {
  BodyPart,
  Case,
  CaseRequest,
  Corpus,
  CorpusOperation,
  CorpusRequirement,
  Outcome,
  ResponseCheck,
  TaskState,
} from '../../generated/case-types.ts';

/** Reads the corpus of this version of the package. */
export function readCorpus(): Corpus {
  return JSON.parse(readFileSync(new URL('../../generated/cases.json', import.meta.url), 'utf8')) as Corpus;
}

/** A case by its id. Fails with an Error if the corpus does not have it. Ids inside a corpus always name a case. */
export function caseOf(corpus: Corpus, id: string): Case {
  const found = corpus.cases.find((each) => each.id === id);
  if (!found) throw new Error(`no case "${id}" (ids are case-sensitive; see swf-conformance list)`);
  return found;
}

/** The requirement that a case states. Fails with an Error if it is not in the corpus. */
export function requirementOf(corpus: Corpus, id: string): CorpusRequirement {
  const found = corpus.requirements.find((each) => each.id === id);
  if (!found) throw new Error(`no requirement "${id}" in the contract`);
  return found;
}

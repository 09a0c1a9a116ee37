// Verdicts on requirements about responses. One deviation appears in dozens of cases and would hide everything else
// if each of them failed. So each such requirement has one case per operation, which covers all responses of the run to
// which the requirement applies; its own exchange makes sure that there is one.
import type { Case, CorpusRequirement } from '../cases/corpus.ts';
import { exchangesOf, type Observation, type Witness, witnessesOf } from './observation.ts';
import { describeAnswer } from './outcome.ts';
import { appliesTo, deviationFrom, distinctHeaderOf, headerOf } from './response-check.ts';
import type { Judgement } from './verdict.ts';

/** The verdict, and the first exchange that shows the deviation. */
export type ResponseJudgement = Judgement & { witness?: Witness };

/**
 * Judges a case whose expectation is a requirement on responses.
 *
 * @param own the observation of the case itself
 * @param others the exchanges of all other cases
 * @param limitOf the limit that the request of a case violates, if any
 */
export function judgeResponses(
  judged: Case,
  requirement: CorpusRequirement,
  own: Observation,
  others: Witness[],
  limitOf: (caseId: string) => number | undefined = () => undefined,
): ResponseJudgement {
  if (requirement.appliesTo === 'case') return judgeOwn(judged, requirement, own);
  const witnesses = [...witnessesOf(judged.id, own), ...others].filter(
    ({ sent }) => sent.operation === judged.operation && appliesTo(requirement, sent.reading),
  );
  if (witnesses.length === 0) return nothingSeen(own);
  const bad = distinctHeaderOf(requirement)
    ? repeatedHeader(requirement, witnesses)
    : witnesses.flatMap((witness) => {
        const deviation = deviationFrom(requirement, witness.sent.reading, limitOf(witness.caseId));
        return deviation ? [{ witness, found: deviation.found }] : [];
      });
  const [first] = bad;
  if (!first && requirement.appliesTo === 'any' && !witnesses.some(isOfOperation)) return nothingSeen(own);
  if (!first) return { verdict: 'passed', reason: `${count(witnesses.length)} of the run conform` };
  return {
    verdict: 'failed',
    reason: `${bad.length} of ${count(witnesses.length)} do not conform; the first, in ${first.witness.caseId}: ${first.found}`,
    witness: first.witness,
  };
}

/** A response of the operation itself, not of something that runs in its place. */
function isOfOperation({ sent: { reading } }: Witness): boolean {
  return !['malformed', 'server-error', 'throttled', 'not-implemented'].includes(reading.outcome);
}

function judgeOwn(judged: Case, requirement: CorpusRequirement, own: Observation): ResponseJudgement {
  if (own.kind !== 'sent') return nothingSeen(own);
  const answer = describeAnswer(own.sent.reading);
  const deviation = deviationFrom(requirement, own.sent.reading);
  if (!deviation) return { verdict: 'passed', reason: `the request got ${answer}` };
  return {
    verdict: 'failed',
    reason: `the response has ${deviation.found}`,
    witness: { caseId: judged.id, sent: own.sent, before: own.given },
  };
}

function nothingSeen(own: Observation): ResponseJudgement {
  if (own.kind === 'untested') return { verdict: 'untested', reason: own.reason, hint: own.hint };
  if (own.kind === 'error') return { verdict: 'error', reason: own.reason };
  const last = exchangesOf(own).at(-1);
  const got = last ? `; the case itself got ${describeAnswer(last.reading)}` : '';
  return { verdict: 'inconclusive', reason: `the requirement applies to no response of the run${got}` };
}

function repeatedHeader(
  requirement: CorpusRequirement,
  witnesses: Witness[],
): { witness: Witness; found: string }[] {
  const name = distinctHeaderOf(requirement) as string;
  const seen = new Set<string>();
  return witnesses.flatMap((witness) => {
    const { answer } = witness.sent.reading;
    const value = answer.kind === 'response' ? headerOf(answer, name) : undefined;
    if (value === undefined) return [];
    if (seen.has(value)) return [{ witness, found: `header ${name} repeats ${JSON.stringify(value)}` }];
    seen.add(value);
    return [];
  });
}

function count(responses: number): string {
  return responses === 1 ? '1 response' : `${responses} responses`;
}

// Property-based cases (--fuzz): random valid and invalid inputs from the contract's schemas, each for its own open task.
// The generated validators decide whether an input is valid. A failing input is shrunk to a small input that still fails.
import fc from 'fast-check';
import type { CaseResult } from '../../generated/report-types.ts';
import { inputValidators, type Validator, type Violation } from '../../generated/validators.js';
import { type Case, type Corpus, type CorpusOperation, caseOf, type Outcome } from '../cases/corpus.ts';
import type { RunContext } from '../exchange/context.ts';
import type { Observation } from '../judge/observation.ts';
import { resultOf } from '../judge/result.ts';
import { type Judgement, judge } from '../judge/verdict.ts';
import { observe } from '../observe/observe.ts';
import { madeUpTasks } from '../tasks/made-up.ts';
import type { TaskSource } from '../tasks/source.ts';
import { arbitraryInput, bodyFor, type Sample } from './inputs.ts';

/** The kinds of inputs. */
const kinds = ['valid', 'invalid'] as const;

/** The ids of the results for random inputs. */
export function fuzzIds({ operations }: Corpus): string[] {
  return operations
    .filter(({ name }) => Object.hasOwn(inputValidators, name))
    .flatMap(({ slug }) => kinds.map((kind) => `${slug}/fuzz/${kind}`));
}

/** Runs a case without judging it, once. */
type See = (id: string) => Promise<{ observation: Observation }>;

/**
 * Two results for each operation, `OPERATION/fuzz/valid` and `OPERATION/fuzz/invalid`: whether every valid input was
 * accepted and every invalid one rejected. The same seed makes the same inputs.
 *
 * @param given the source of tasks; without it, made-up tokens stand for open tasks if the endpoint accepts them
 */
export async function* fuzz(
  { runs, seed }: { runs: number; seed: number },
  context: RunContext,
  given: TaskSource | undefined,
  see: See,
): AsyncGenerator<CaseResult> {
  for (const operation of context.corpus.operations) {
    if (!Object.hasOwn(inputValidators, operation.name)) continue;
    const { observation: accepted } = await see(operation.accepted);
    const tasks = given ?? madeUpTasks(async () => outcomeOf(accepted), context.newToken);
    for (const kind of kinds) {
      const started = performance.now();
      const subject = { operation, kind, accepted, history: tasks.history };
      const found = await search(arbitraryInput(operation, kind), subject, { runs, seed }, context, tasks);
      yield resultOf({
        corpus: context.corpus,
        ...found,
        durationMs: Math.round(performance.now() - started),
      });
    }
  }
}

/** `history`: whether the sent texts can be read back. */
type Subject = {
  operation: CorpusOperation;
  kind: (typeof kinds)[number];
  accepted: Observation;
  history: boolean;
};
type Found = { case: Case; observation: Observation; judgement: Judgement };

async function search(
  arbitrary: fc.Arbitrary<Sample>,
  subject: Subject,
  { runs, seed }: { runs: number; seed: number },
  context: RunContext,
  tasks: TaskSource,
): Promise<Found> {
  let tried = 0;
  let last: Found | undefined;
  let undecided: Found | undefined;
  let failure: Found | undefined;
  let over = false;
  const property = fc.asyncProperty(arbitrary, async (sample) => {
    if (over) return true;
    last = await attempt(sample, subject, context, tasks);
    // After a failure, fast-check tries smaller inputs, which do not count.
    if (!failure) tried += 1;
    switch (last.judgement.verdict) {
      case 'passed':
        return true;
      case 'inconclusive':
        undecided ??= last;
        return true;
      case 'failed':
        failure = last;
        over = isTimeout(last.observation);
        return false;
      default:
        // If one input could not be run, no other can.
        undecided = last;
        over = true;
        return true;
    }
  });
  const { numShrinks } = await fc.check(property, { numRuns: runs, seed, endOnFailure: false });
  const found = (failure ?? undecided ?? last) as Found;
  const how = `seed ${seed}, input ${tried} of ${runs}`;
  return { ...found, judgement: { ...found.judgement, reason: reasonFor(found.judgement) } };

  function reasonFor({ verdict, reason }: Judgement): string {
    if (verdict === 'passed') return `${tried} ${subject.kind} inputs, seed ${seed}`;
    return failure ? `${reason} (${how}, shrunk ${numShrinks} times)` : `${reason} (${how})`;
  }
}

/** Each smaller input would take as long. */
function isTimeout(observation: Observation): boolean {
  const answer = observation.kind === 'sent' ? observation.sent.reading.answer : undefined;
  return answer?.kind === 'failure' && answer.failure === 'timeout';
}

async function attempt(
  sample: Sample,
  subject: Subject,
  context: RunContext,
  tasks: TaskSource,
): Promise<Found> {
  const tried = caseFor(sample, subject, context.corpus);
  const observation = await observe(tried, context, tasks);
  const controlCase = caseOf(context.corpus, subject.operation.accepted);
  const control = {
    case: controlCase,
    observation: subject.accepted,
    judge: () => judge(controlCase, subject.accepted),
  };
  return { case: tried, observation, judgement: judge(tried, observation, tried.expect.control && control) };
}

function caseFor(sample: Sample, { operation, kind, history }: Subject, corpus: Corpus): Case {
  const { name, slug, target, taskState, token, accepted } = operation;
  const validators: { [name: string]: Validator<unknown> } = inputValidators;
  const validate = validators[name] as Validator<unknown>;
  // The contract's validator decides whether the input is valid, not the way in which it was made.
  const valid = validate(Object.fromEntries(sample.members));
  const errors = validate.errors ?? [];
  const control = { case: accepted, relation: 'differs' as const };
  return {
    id: `${slug}/fuzz/${kind}`,
    title: valid ? 'A random valid input is accepted' : 'A random invalid input is rejected',
    group: 'fuzz',
    operation: name,
    level: 'MUST',
    requirement: requirementFor(operation, valid ? undefined : errors[0], corpus),
    needs: { ...(token !== undefined && { task: taskState }), ...(valid && history && { history }) },
    given: [],
    request: {
      method: 'POST',
      headers: [
        ['Content-Type', 'application/x-amz-json-1.0'],
        ['X-Amz-Target', target],
      ],
      body: bodyFor(sample),
    },
    expect: valid
      ? { ...validExpectation(operation, corpus), ...(history && keptTexts(sample, operation)) }
      : { outcomes: rejectionsFor(errors), control },
  };
}

/** The event that closes the task repeats the sent texts, character by character. */
function keptTexts({ members }: Sample, { event }: CorpusOperation): Pick<Case['expect'], 'event'> {
  if (event === undefined) return {};
  const texts = members.flatMap(([name, value]) =>
    event.attributes.includes(name) && typeof value === 'string' ? [[name, value] as const] : [],
  );
  return { event: { type: event.type, attributes: Object.fromEntries(texts) } };
}

/** The expectation for a valid input, from the case of the smallest one; without a token, nothing is prepared for it. */
function validExpectation({ token, accepted, known }: CorpusOperation, corpus: Corpus): Case['expect'] {
  if (token !== undefined) return caseOf(corpus, accepted).expect;
  const { outcomes = [] } = caseOf(corpus, known).expect;
  return { outcomes, control: { case: accepted, relation: 'like' } };
}

function rejectionsFor(errors: Violation[]): Outcome[] {
  return errors.some(({ keyword }) => keyword === 'type') ? ['serialization', 'constraint'] : ['constraint'];
}

/** The requirement that an input violates; for a valid input, the one of the operation's smallest accepted call. */
function requirementFor(
  { accepted, constraints }: CorpusOperation,
  error: Violation | undefined,
  corpus: Corpus,
): string {
  const usual = caseOf(corpus, accepted).requirement;
  if (!error) return usual;
  const { keyword, instancePath, params } = error;
  const missing = params.missingProperty === undefined ? '' : `/${params.missingProperty}`;
  const member = `${instancePath}${missing}`.replace(/\/\d+(?=\/|$)/g, '/0');
  return constraints.find((each) => each.member === member && each.keyword === keyword)?.requirement ?? usual;
}

function outcomeOf(observation: Observation) {
  return observation.kind === 'sent' ? observation.sent.reading.outcome : 'transport';
}

// Property-based cases (--fuzz): inputs made at random from the contract's schemas, valid and invalid, each for an
// open task of its own. Whether an input is valid is asked of the generated validators; what fails is shrunk to a small
// input that still fails.
import fc from 'fast-check';
import { type OperationName, operations } from '../../generated/operations.ts';
import type { CaseResult } from '../../generated/report-types.ts';
import { inputValidators } from '../../generated/validators.js';
import type { Case, Corpus } from '../cases/corpus.ts';
import type { Observation } from '../judge/observation.ts';
import { type Judgement, judge } from '../judge/verdict.ts';
import { observe, type Surroundings } from '../run/observe.ts';
import { resultOf } from '../run/result.ts';
import type { Round } from '../run/round.ts';
import { madeUpTasks } from '../tasks/made-up.ts';
import type { TaskSource } from '../tasks/source.ts';
import { bodyFor, type Sample, sampleOf } from './inputs.ts';

/** The kinds of inputs. */
const kinds = ['valid', 'invalid'] as const;

/** The ids of the results that random inputs give. */
export function fuzzIds({ operations: described }: Corpus): string[] {
  return described
    .filter(({ name }) => Object.hasOwn(operations, name))
    .flatMap(({ slug }) => kinds.map((kind) => `${slug}/fuzz/${kind}`));
}

/**
 * Two results for each operation, `OPERATION/fuzz/valid` and `OPERATION/fuzz/invalid`: whether every valid input was
 * accepted and every invalid one refused. The same seed makes the same inputs.
 */
export async function* fuzz(
  { runs, seed }: { runs: number; seed: number },
  surroundings: Surroundings,
  given: TaskSource | undefined,
  round: Round,
): AsyncGenerator<CaseResult> {
  for (const { name, slug } of surroundings.corpus.operations) {
    if (!Object.hasOwn(operations, name)) continue;
    const accepted = await round.see(`${slug}/operation/accepted`);
    const tasks = given ?? madeUpTasks(async () => outcomeOf(accepted.observation), surroundings.newToken);
    for (const kind of kinds) {
      const started = performance.now();
      const arbitrary = sampleOf(name as OperationName, kind);
      const subject = { name: name as OperationName, slug, kind, accepted: accepted.observation };
      const found = await search(arbitrary, subject, { runs, seed }, surroundings, tasks);
      yield resultOf({
        corpus: surroundings.corpus,
        ...found,
        durationMs: Math.round(performance.now() - started),
      });
    }
  }
}

type Subject = { name: OperationName; slug: string; kind: (typeof kinds)[number]; accepted: Observation };
type Found = { case: Case; observation: Observation; judgement: Judgement };

async function search(
  arbitrary: fc.Arbitrary<Sample>,
  subject: Subject,
  { runs, seed }: { runs: number; seed: number },
  surroundings: Surroundings,
  tasks: TaskSource,
): Promise<Found> {
  let tried = 0;
  let last: Found | undefined;
  let undecided: Found | undefined;
  let failure: Found | undefined;
  let over = false;
  const property = fc.asyncProperty(arbitrary, async (sample) => {
    if (over) return true;
    last = await attempt(sample, subject, surroundings, tasks);
    // After a failure come smaller inputs, made from the one that failed.
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
        // What could not be run once cannot be run again.
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
  surroundings: Surroundings,
  tasks: TaskSource,
): Promise<Found> {
  const tried = caseFor(sample, subject, surroundings);
  const observation = await observe(tried, surroundings, tasks);
  const controlCase = surroundings.corpus.cases.find(
    ({ id }) => id === `${subject.slug}/operation/accepted`,
  ) as Case;
  const control = {
    case: controlCase,
    observation: subject.accepted,
    judge: () => judge(controlCase, subject.accepted),
  };
  return { case: tried, observation, judgement: judge(tried, observation, tried.expect.control && control) };
}

function caseFor(sample: Sample, { name, slug, kind }: Subject, { corpus }: Surroundings): Case {
  const described = corpus.operations.find((operation) => operation.name === name);
  const input = Object.fromEntries(sample.members);
  const validate = inputValidators[name];
  // The oracle is the contract's validator, not the way in which the input was made.
  const valid = validate(input);
  const broken = new Set((validate.errors ?? []).map((error: { keyword: string }) => error.keyword));
  return {
    id: `${slug}/fuzz/${kind}`,
    title: valid ? 'A valid input made at random is accepted' : 'An invalid input made at random is refused',
    group: 'fuzz',
    operation: name,
    level: 'MUST',
    requirement: requirementFor(name, valid ? undefined : validate.errors?.[0], corpus.requirements),
    needs: { task: described?.taskState ?? 'open' },
    given: [],
    request: {
      method: 'POST',
      headers: [
        ['Content-Type', 'application/x-amz-json-1.0'],
        ['X-Amz-Target', described?.target ?? `SimpleWorkflowService.${name}`],
      ],
      body: bodyFor(sample),
    },
    expect: valid
      ? { outcomes: ['accepted'] }
      : {
          outcomes: broken.has('type') ? ['serialization', 'constraint'] : ['constraint'],
          control: { case: `${slug}/operation/accepted`, relation: 'differs' },
        },
  };
}

/** The requirement that an input breaks; for a valid one, that the operation answers. */
function requirementFor(
  name: OperationName,
  error: { keyword: string; instancePath: string; params: Record<string, unknown> } | undefined,
  requirements: Surroundings['corpus']['requirements'],
): string {
  if (!error) return 'protocol.operation';
  const member = String(error.params.missingProperty ?? error.instancePath.slice(1));
  const kebab = (text: string) => text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const wanted = [
    `${kebab(member)}.${kebab(error.keyword)}`,
    `${operations[name].slug}.${kebab(member)}.${kebab(error.keyword)}`,
  ];
  return requirements.find(({ id }) => wanted.includes(id))?.id ?? 'protocol.operation';
}

function outcomeOf(observation: Observation) {
  return observation.kind === 'sent' ? observation.sent.reading.outcome : 'transport';
}

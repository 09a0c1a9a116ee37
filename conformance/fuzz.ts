// Property-based cases (--fuzz): inputs made at random from the contract's schemas, valid and invalid, each for an
// open task of its own. Whether an input is valid is asked of the generated validators; what fails is shrunk to the
// smallest input that still fails.
import fc from 'fast-check';
import { type OperationName, operations } from '../generated/operations.ts';
import type { CaseResult } from '../generated/report-types.ts';
import { inputValidators } from '../generated/validators.js';
import type { BodyPart, Case } from './corpus.ts';
import type { Observation } from './observation.ts';
import { observe, type Surroundings } from './observe.ts';
import { resultOf } from './result.ts';
import type { Round } from './round.ts';
import { madeUpTasks } from './tasks/made-up.ts';
import type { TaskSource } from './tasks/source.ts';
import { type Judgement, judge } from './verdict.ts';

/** An input in JSON terms, and the white space and order in which it is written. The token is put in later. */
type Sample = { members: [string, unknown][]; space: string };

/** Stands for the token of the task until there is one. */
const tokenStandIn = 'TOKEN';

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
    for (const kind of ['valid', 'invalid'] as const) {
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

type Subject = { name: OperationName; slug: string; kind: 'valid' | 'invalid'; accepted: Observation };
type Found = { case: Case; observation: Observation; judgement: Judgement };

async function search(
  arbitrary: fc.Arbitrary<Sample>,
  subject: Subject,
  { runs, seed }: { runs: number; seed: number },
  surroundings: Surroundings,
  tasks: TaskSource,
): Promise<Found> {
  let last: Found | undefined;
  let worst: Found | undefined;
  const property = fc.asyncProperty(arbitrary, async (sample) => {
    last = await attempt(sample, subject, surroundings, tasks);
    // What could not be run cannot be shrunk either; it ends the search as it is.
    if (last.judgement.verdict !== 'passed') worst = last;
    return last.judgement.verdict === 'passed';
  });
  const { numRuns, numShrinks, failed } = await fc.check(property, {
    numRuns: runs,
    seed,
    endOnFailure: false,
  });
  const found = (failed ? worst : last) as Found;
  const how = `seed ${seed}, input ${numRuns} of ${runs}`;
  if (!failed)
    return {
      ...found,
      judgement: { verdict: 'passed', reason: `${numRuns} ${subject.kind} inputs, seed ${seed}` },
    };
  return {
    ...found,
    judgement: {
      ...found.judgement,
      reason: `${found.judgement.reason} (${how}, shrunk ${numShrinks} times)`,
    },
  };
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

function bodyFor({ members, space }: Sample): BodyPart[] {
  const json = members.map(
    ([name, value]) => `${JSON.stringify(name)}${space}:${space}${JSON.stringify(value)}`,
  );
  const text = `{${space}${json.join(`${space},${space}`)}${space}}`;
  const [before, after] = text.split(JSON.stringify(tokenStandIn)) as [string, string | undefined];
  return after === undefined ? [before] : [`${before}"`, { taskToken: 'prepared' }, `"${after}`];
}

function sampleOf(name: OperationName, kind: 'valid' | 'invalid'): fc.Arbitrary<Sample> {
  const members = Object.entries(operations[name].members as Record<string, Member>);
  const valid = fc.record(
    Object.fromEntries(members.map(([member, limits]) => [member, validValue(member, limits)])),
    {
      requiredKeys: members.filter(([, { required }]) => required).map(([member]) => member),
    },
  );
  const input = kind === 'valid' ? valid : fc.oneof(...members.flatMap((member) => breaking(member, valid)));
  return fc
    .record({ input, space: fc.constantFrom('', ' ', '\n', '\t', '\r\n'), reversed: fc.boolean() })
    .map((sample) => {
      const entries = Object.entries(sample.input);
      return { members: sample.reversed ? entries.reverse() : entries, space: sample.space };
    });
}

type Member = { required: boolean; minLength?: number; maxLength?: number };
type Input = Record<string, unknown>;

function validValue(member: string, { minLength = 0, maxLength = 1024 }: Member): fc.Arbitrary<string> {
  if (member === 'taskToken') return fc.constant(tokenStandIn);
  // Lengths near the limit are tried with ASCII only: how a character outside the BMP counts is not known.
  const long = fc.nat({ max: maxLength - minLength }).map((length) => 'a'.repeat(length + minLength));
  return fc.oneof(fc.string({ unit: character, minLength, maxLength: Math.min(maxLength, 200) }), long);
}

/** Text that the documents leave no doubt about: no control characters but white space, no lone surrogates. */
const character = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
  fc.constantFrom(
    '\n',
    '\t',
    '\r',
    '"',
    '\\',
    '/',
    'é',
    'ß',
    '日',
    '本',
    '한',
    'ا',
    '😀',
    '𝒳',
    '\u2028',
    '\ufeff',
  ),
);

/** A valid input with one member changed so that it breaks a constraint. */
function breaking([member, limits]: [string, Member], valid: fc.Arbitrary<Input>): fc.Arbitrary<Input>[] {
  const { required, minLength = 0, maxLength } = limits;
  const values: fc.Arbitrary<unknown>[] = [
    fc.oneof(fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 2 }), fc.constant({ a: 'b' })),
  ];
  if (maxLength !== undefined)
    values.push(fc.integer({ min: 1, max: 2000 }).map((more) => 'a'.repeat(maxLength + more)));
  if (minLength > 0) values.push(fc.nat({ max: minLength - 1 }).map((length) => 'a'.repeat(length)));
  const changed = values.map((value) =>
    fc.tuple(valid, value).map(([input, wrong]) => ({ ...input, [member]: wrong })),
  );
  if (!required) return changed;
  return [
    ...changed,
    valid.map((input) => Object.fromEntries(Object.entries(input).filter(([name]) => name !== member))),
  ];
}

function outcomeOf(observation: Observation) {
  return observation.kind === 'sent' ? observation.sent.reading.outcome : 'transport';
}

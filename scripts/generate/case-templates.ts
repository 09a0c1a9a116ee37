// The entries of spec/cases/*.yaml, written for any operation, made into cases of one operation. The head of
// spec/cases/operation.yaml says what the placeholders mean.
import type {
  BodyPart,
  Case,
  CaseRequest,
  CorpusRequirement,
  Outcome,
  TaskState,
} from '../../generated/case-types.ts';
import { type Contract, follow, type Operation, type Schema } from './contract.ts';

/** A case without its level, which is that of its requirement. */
export type CaseDraft = Omit<Case, 'level'>;

/** An operation of a contract, as the cases are made for it. */
export type Subject = { contract: Contract; operation: Operation; slug: string; operations: Operation[] };

export type CaseTemplate = {
  id: string;
  title: string;
  requirement: string;
  operations?: string[];
  task?: TaskState | 'ready';
  principal?: 'denied' | 'unknown';
  region?: 'other';
  needs?: { history?: boolean; neverIssuedTokens?: boolean };
  connection?: 'reused';
  given?: { title: string; request: RequestTemplate; outcomes: OutcomesTemplate }[];
  request: RequestTemplate;
  expect: {
    outcomes?: OutcomesTemplate;
    status?: '4xx';
    control?: { case: string; relation: 'differs' | 'same'; formMatters?: boolean };
    event?: { attributes: Record<string, string> };
    response?: string;
  };
};

type OutcomesTemplate = Outcome[] | keyof typeof outcomeSets;
type RequestTemplate = {
  method?: string;
  headers?: [string, string][];
  body: string;
  authorization?: 'as-is';
  framing?: 'chunked';
};

/** Answers that are awsJson errors for which the caller, not the endpoint, is to blame. */
const refused: Outcome[] = [
  'constraint',
  'serialization',
  'unknown-operation',
  'unknown-resource',
  'not-permitted',
  'auth',
  'other-error',
];

/** Sets of outcomes that several cases expect. */
export const outcomeSets = {
  refused,
  orderly: ['accepted', ...refused],
  // What refuses a token that nobody issued is documented and recorded differently, and what refuses the operation
  // for the state of the task (Canceled without a cancel request) is not known at all.
  answered: ['accepted', 'unknown-resource', 'constraint', 'not-permitted', 'other-error'],
} satisfies Record<string, Outcome[]>;

/**
 * The case that a template gives for an operation: one, or none when the template is for other operations, names a
 * text member where the operation has none, or states a requirement that the operation does not have.
 */
export function expandTemplate(
  template: CaseTemplate,
  subject: Subject,
  requirements: Map<string, CorpusRequirement>,
): CaseDraft[] {
  const { operation, slug } = subject;
  if (template.operations && !template.operations.includes(operation.id)) return [];
  const text = textMemberOf(subject);
  if (text === undefined && JSON.stringify(template).includes('${text}')) return [];
  const requirement = template.requirement.replace('${op}', slug);
  if (requirement !== template.requirement && !requirements.has(requirement)) return [];

  const fill = (value: string) => fillScalars(value, subject, text);
  const { expect } = template;
  return [
    {
      id: `${slug}/${template.id}`,
      title: template.title,
      group: template.id.split('/')[0] as string,
      operation: operation.id,
      requirement,
      needs: needsOf(template, operation),
      ...(template.connection && { connection: template.connection }),
      given: (template.given ?? []).map((step) => ({
        title: step.title,
        request: expandRequest(step.request, operation, fill),
        outcomes: expandOutcomes(step.outcomes),
      })),
      request: expandRequest(template.request, operation, fill),
      expect: {
        ...(expect.outcomes && { outcomes: expandOutcomes(expect.outcomes) }),
        ...(expect.status && { statusClass: Number(expect.status[0]) }),
        ...(expect.control && { control: { ...expect.control, case: `${slug}/${expect.control.case}` } }),
        ...(expect.event && { event: expandEvent(expect.event.attributes, operation, fill) }),
        ...(expect.response && { response: expect.response }),
      },
    },
  ];
}

/** The first optional member that is a string: the text that goes with the task. */
export function textMemberOf({ contract, operation }: Subject): { name: string; schema: Schema } | undefined {
  const { properties = {}, required = [] } = operation.input.schema;
  for (const [name, member] of Object.entries(properties)) {
    const schema = follow(contract, member);
    if (schema.type === 'string' && !required.includes(name)) return { name, schema };
  }
  return undefined;
}

/** The state of task that an operation is documented for. */
export function readyState(operation: Operation): TaskState {
  return (operation.object['x-task-state'] ?? 'open') as TaskState;
}

/** A request as most cases send it: the short target, the usual content type, and the body. */
export function plainRequest(operation: Operation, body: BodyPart[]): CaseRequest {
  return {
    method: 'POST',
    headers: [
      ['Content-Type', 'application/x-amz-json-1.0'],
      ['X-Amz-Target', `SimpleWorkflowService.${operation.id}`],
    ],
    body,
  };
}

function needsOf(template: CaseTemplate, operation: Operation): Case['needs'] {
  const { task, principal, region, needs } = template;
  return {
    ...(task && { task: task === 'ready' ? readyState(operation) : task }),
    ...(principal && { principal }),
    ...(region && { region }),
    ...needs,
  };
}

function expandRequest(
  template: RequestTemplate,
  operation: Operation,
  fill: (value: string) => string,
): CaseRequest {
  const body = bodyParts(fill(template.body));
  return {
    ...plainRequest(operation, body),
    ...(template.method && { method: template.method }),
    ...(template.headers && {
      headers: template.headers.map(([name, value]): [string, string] => [name, fill(value)]),
    }),
    ...(template.authorization && { authorization: template.authorization }),
    ...(template.framing && { framing: template.framing }),
  };
}

function expandOutcomes(outcomes: OutcomesTemplate): Outcome[] {
  return typeof outcomes === 'string' ? outcomeSets[outcomes] : outcomes;
}

function expandEvent(
  attributes: Record<string, string>,
  operation: Operation,
  fill: (value: string) => string,
) {
  return {
    type: operation.object['x-closing-event'] ?? '',
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [fill(name), value])),
  };
}

function fillScalars(
  value: string,
  { contract, operation }: Subject,
  text: ReturnType<typeof textMemberOf>,
): string {
  return value
    .replaceAll('${Operation}', operation.id)
    .replaceAll('${text}', text?.name ?? '')
    .replaceAll('${over}', () => String(((text?.schema.maxLength as number | undefined) ?? 0) + 1))
    .replaceAll('${documented-token}', () => documentedToken(contract));
}

/** The token of the documented sample stands in the contract once, as the example of an operation. */
function documentedToken(contract: Contract): string {
  const found = JSON.stringify(contract).match(/"documented":\{[^{}]*"value":\{"taskToken":"([^"]+)"/)?.[1];
  if (!found) throw new Error('the contract has no example "documented" with a taskToken');
  return found;
}

const placeholder = /\$\{(token|escaped-token|made-up:\d+|repeat:[^:]+:\d+|bytes:[0-9a-f ]+)\}/;

function bodyParts(body: string): BodyPart[] {
  // split() with a capture group gives texts and placeholders in turn.
  return body.split(placeholder).flatMap((piece, index): BodyPart[] => {
    if (index % 2 === 0) return piece === '' ? [] : [piece];
    const [name, ...rest] = piece.split(':') as [string, ...string[]];
    if (name === 'token') return [{ taskToken: 'prepared' }];
    if (name === 'escaped-token') return [{ taskToken: 'prepared', escape: 'all' }];
    if (name === 'made-up') return [{ taskToken: 'made-up', length: Number(rest[0]) }];
    if (name === 'bytes') return [{ bytes: (rest[0] as string).replaceAll(' ', '') }];
    return [{ repeat: rest[0] as string, times: Number(rest[1]) }];
  });
}

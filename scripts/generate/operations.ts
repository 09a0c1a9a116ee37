// generated/operations.ts: what code has to know of the service, its tasks and each operation, as typed constants: targets,
// members and their limits, effects, answers, faults. It is bundled for browsers, so it carries no prose.
import {
  bodySchemaNamesOf,
  type Contract,
  casePrefixOf,
  errorSchemasOf,
  type Operation,
  operationsOf,
  resolved,
  type Schema,
  successOf,
  type TaskValue,
  targetsOf,
} from '../contract/contract.ts';
import { membersOf, tokenMemberOf } from '../contract/members.ts';
import { describedOutputOf, exampleOfAnswer } from '../contract/output.ts';
import { type Artefact, notice } from './artefact.ts';

export const artefact: Artefact = {
  generate(contract) {
    const operations = operationsOf(contract);
    const byName = <T>(describe: (operation: Operation) => T) =>
      Object.fromEntries(operations.map((operation) => [operation.id, describe(operation)]));
    const sections = [
      `// ${notice}`,
      "import type { operations as DescribedOperations } from './types.ts';",
      constant('How requests name the service.', 'service', serviceOf(contract)),
      constant('The states of a task, and the events of its history.', 'taskStates', taskStatesOf(contract)),
      '/** The state of a task: `open`, `completed` … */\nexport type TaskState = keyof typeof taskStates;',
      constant(
        'The operations of the contract.',
        'operations',
        byName((operation) => describe(contract, operation)),
      ),
      '/** The name of an operation of the contract: `RespondActivityTaskCompleted` … */\nexport type OperationName = keyof typeof operations;',
      `/** A member of an input: its type and limits, and what it contains. */
export type MemberDescription = {
  readonly type?: string | readonly string[];
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly members?: { readonly [name: string]: MemberDescription };
  readonly items?: MemberDescription;
};

/** What an accepted call does to a task. */
export type Effect = {
  /** The state of task that the operation is meant for. */
  readonly from: TaskState;
  /** The event that it closes the task with. */
  readonly closesWith?: string;
  /** The member whose text is kept as the details of the latest heartbeat. */
  readonly beats?: string;
  /** The state of the task that it hands over. */
  readonly takes?: TaskState;
  /** For how many seconds it waits for such a task. */
  readonly waits?: number;
  /** The answer when there was none. */
  readonly idle?: object;
};

/** What is alike in the descriptions of all operations. Pointers are JSON pointers into the input. */
export type OperationDescription = {
  readonly name: string;
  readonly casePrefix: string;
  readonly targets: readonly string[];
  readonly token: string | null;
  readonly domain: string | null;
  readonly taskList: string | null;
  /** The document of the contract, besides the whole, that has it. */
  readonly document: string | null;
  readonly effect: Effect | null;
  /** The members that condition keys of policies stand for. */
  readonly conditionKeys: { readonly [key: string]: string };
  readonly members: { readonly [name: string]: MemberDescription };
  readonly faults: readonly string[];
};

/** The description of an operation that is known by its name only. */
export const descriptionOf = (operation: OperationName): OperationDescription => operations[operation];`,
      constant(
        'What stands in the body of the answer to an accepted call; null for nothing. `taskValues` are the places, by JSON pointer, of values of the task.',
        'outputs',
        byName((operation) => answerOf(contract, operation)),
      ),
      `export type OutputDescription = {
  readonly value: unknown;
  readonly taskValues: { readonly [pointer: string]: string };
};

/** The output of an operation that is known by its name only. */
export const outputOf = (operation: OperationName): OutputDescription | null => outputs[operation];`,
      constant(
        'The ids of the requirements on each operation and its input.',
        'requirementIds',
        byName((operation) => requirementIdsOf(contract, operation)),
      ),
      constant(
        'The errors that the contract describes one by one; `status` is that of the response each stands under, `message` what is said where there is nothing more precise.',
        'errors',
        errorsOf(contract, operations),
      ),
      '/** The name of an error without its namespace: `UnknownResourceFault` … */\nexport type ErrorName = keyof typeof errors;',
      constant(
        'What the names in the list of errors common to all AWS services amount to.',
        'commonErrorOutcomes',
        Object.assign({}, ...errorSchemasOf(contract).map(([, schema]) => schema['x-error-outcomes'])),
      ),
      `/** The modelled faults of an operation. */
export type FaultOf<O extends OperationName> = (typeof operations)[O]['faults'][number];`,
      `/** The request body of an operation. */
export type InputOf<O extends OperationName> =
  NonNullable<DescribedOperations[O]['requestBody']>['content']['application/x-amz-json-1.0'];`,
      `/** The body of the answer to an accepted call; undefined where it is empty. */
export type OutputOf<O extends OperationName> = {
${operations.map((operation) => `  ${operation.id}: ${outputType(operation)};`).join('\n')}
}[O];`,
    ];
    return { 'operations.ts': `${sections.join('\n\n')}\n` };
  },
};

/** The names of the modelled faults that an operation's 400 response lists. */
export function faultsOf(contract: Contract, operation: Operation): string[] {
  return operation.responses
    .filter(({ status }) => status === '400')
    .flatMap(({ response }) => bodySchemaNamesOf(response))
    .filter((name) => contract.components.schemas?.[name]?.['x-error']?.kind === 'fault');
}

/** Hosts have `*` where the region stands. */
function serviceOf(contract: Contract) {
  const { 'signing-name': signingName, 'target-prefixes': targetPrefixes } = contract['x-service'];
  const hosts = (contract.servers ?? []).flatMap(({ url }) =>
    url.includes('{region}') ? [url.replace(/^https?:\/\//, '').replace('{region}', '*')] : [],
  );
  return { signingName, targetPrefixes, hosts };
}

function taskStatesOf(contract: Contract) {
  return Object.fromEntries(
    Object.entries(contract['x-task-states']).map(([state, words]) => [
      state,
      {
        event: words['closed-by'] ?? words['entered-by'] ?? null,
        closed: words['closed-by'] !== undefined,
        after: words.after ?? [],
        followedBy: words['followed-by'] ?? null,
        attributes: words.attributes ?? {},
      },
    ]),
  );
}

function describe(contract: Contract, operation: Operation) {
  const members = membersOf(contract, operation);
  const holding = (value: TaskValue) =>
    members.find(({ schema }) => schema['x-value'] === value)?.pointer ?? null;
  return {
    name: operation.id,
    casePrefix: casePrefixOf(operation.object),
    targets: targetsOf(contract, operation.id),
    token: tokenMemberOf(members)?.pointer ?? null,
    domain: holding('task.domain'),
    taskList: holding('task.taskList'),
    document: operation.object['x-document'] ?? null,
    effect: effectOf(operation),
    conditionKeys: Object.fromEntries(
      members.flatMap(({ schema, pointer }) => {
        const key = schema['x-condition-key'];
        return key === undefined ? [] : [[key, pointer]];
      }),
    ),
    members: shapeOf(contract, operation.input.schema, 0).members ?? {},
    faults: faultsOf(contract, operation),
  };
}

function effectOf(operation: Operation) {
  const effect = operation.object['x-effect'];
  if (effect === undefined) return null;
  const { 'closes-with': closesWith, beats, takes, waits, idle, from = 'open' } = effect;
  if (closesWith !== undefined) return { closesWith, from };
  if (beats !== undefined) return { beats, from };
  return { from: takes, takes, waits, idle: exampleOfAnswer(operation, idle ?? '') };
}

const constraints = [
  'minLength',
  'maxLength',
  'pattern',
  'enum',
  'minimum',
  'maximum',
  'const',
  'minItems',
  'maxItems',
];
const deepest = 8;

/** The type of a schema with its limits, and what it contains. */
function shapeOf(
  contract: Contract,
  schema: Schema,
  depth: number,
): Record<string, unknown> & { members?: object } {
  const limits = constraints
    .filter((keyword) => keyword in schema)
    .map((keyword) => [keyword, schema[keyword]]);
  const { type, properties, items, required = [] } = schema;
  const inside = depth < deepest;
  return {
    type,
    ...Object.fromEntries(limits),
    ...(properties &&
      inside && {
        members: Object.fromEntries(
          Object.entries(properties).map(([name, property]) => {
            const { type, ...rest } = shapeOf(contract, resolved(contract, property), depth + 1);
            return [name, { type, required: required.includes(name), ...rest }];
          }),
        ),
      }),
    ...(items && inside && { items: shapeOf(contract, resolved(contract, items), depth + 1) }),
  };
}

function answerOf(contract: Contract, operation: Operation) {
  const output = describedOutputOf(contract, operation);
  return output ? { value: output.value, taskValues: output.taskValues } : null;
}

function outputType(operation: Operation): string {
  const success = successOf(operation);
  const [type] = Object.keys(success?.response.content ?? {}).sort((a, b) => rank(a) - rank(b));
  if (success === undefined || type === undefined) return 'undefined';
  const status = /^\d+$/.test(success.status) ? success.status : `'${success.status}'`;
  return `DescribedOperations['${operation.id}']['responses'][${status}]['content']['${type}']`;
}

const rank = (type: string) => (type === 'application/x-amz-json-1.0' ? 0 : 1);

function requirementIdsOf(contract: Contract, operation: Operation): string[] {
  const { object, input } = operation;
  const own = [...(object['x-requirements'] ?? []), ...(input.schema['x-requirements'] ?? [])];
  const ofMembers = membersOf(contract, operation).flatMap(({ requirements }) => requirements);
  return [...new Set([...own, ...ofMembers].map(({ id }) => id))];
}

function errorsOf(contract: Contract, operations: Operation[]) {
  const places = operations.flatMap(({ responses }) => responses);
  const errors: Record<string, unknown> = {};
  for (const [name, { 'x-error': error }] of errorSchemasOf(contract)) {
    if (error === undefined) continue;
    const place = places.find(
      ({ status, response }) => /^\d+$/.test(status) && bodySchemaNamesOf(response).includes(name),
    );
    const { namespace, kind, 'message-key': messageKey, message = null, outcome } = error;
    errors[name] = { namespace, kind, messageKey, message, status: Number(place?.status), outcome };
  }
  return errors;
}

function constant(comment: string, name: string, value: unknown): string {
  return `/** ${comment} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const;`;
}

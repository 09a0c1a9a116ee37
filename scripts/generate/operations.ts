// generated/operations.ts: what code has to know of each operation, as typed constants: targets, members and their
// limits, faults, requirement ids. It is bundled for browsers, so it carries no prose.
import { type Artefact, notice } from './artefact.ts';
import {
  bodySchemaNamesOf,
  type Contract,
  errorSchemasOf,
  follow,
  type Operation,
  operationsOf,
  type Schema,
} from './contract.ts';

export const artefact: Artefact = {
  files: ['operations.ts'],
  generate(contract) {
    const operations = operationsOf(contract);
    const sections = [
      `// ${notice}`,
      "import type { operations as DescribedOperations } from './types.ts';",
      constant(
        'What stands before the operation in X-Amz-Target.',
        'targetPrefixes',
        targetPrefixesOf(contract),
      ),
      constant(
        'The operations of the contract.',
        'operations',
        Object.fromEntries(operations.map((operation) => [operation.id, describe(contract, operation)])),
      ),
      'export type OperationName = keyof typeof operations;',
      constant(
        'The errors that the contract describes one by one; `status` is that of the response each stands under.',
        'errors',
        errorsOf(contract, operations),
      ),
      'export type ErrorName = keyof typeof errors;',
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
    ];
    return { 'operations.ts': `${sections.join('\n\n')}\n` };
  },
};

/**
 * The short name of an operation, with which the ids of its cases begin: the last word of its id, in lower case.
 *
 * @example slugOf('RespondActivityTaskCompleted') // 'completed'
 */
export function slugOf(operationId: string): string {
  const words = operationId.match(/[A-Z][a-z0-9]*/g);
  return (words?.at(-1) ?? operationId).toLowerCase();
}

/** The prefixes of X-Amz-Target, the first being the usual one. */
export function targetPrefixesOf(contract: Contract): string[] {
  const prefixes = contract['x-protocol']?.['target-prefixes'];
  if (!prefixes?.length) throw new Error('x-protocol needs target-prefixes, a list with at least one prefix');
  return prefixes;
}

/** The names of the modelled faults that an operation's 400 response lists. */
export function faultsOf(contract: Contract, operation: Operation): string[] {
  return operation.responses
    .filter(({ status }) => status === '400')
    .flatMap(({ response }) => bodySchemaNamesOf(response))
    .filter((name) => contract.components.schemas?.[name]?.['x-error']?.kind === 'fault');
}

function describe(contract: Contract, operation: Operation) {
  return {
    name: operation.id,
    slug: slugOf(operation.id),
    targets: targetPrefixesOf(contract).map((prefix) => prefix + operation.id),
    taskState: operation.object['x-task-state'] ?? 'open',
    closingEvent: operation.object['x-closing-event'] ?? null,
    members: membersOf(contract, operation.input.schema),
    faults: faultsOf(contract, operation),
    requirements: requirementIdsOf(contract, operation),
  };
}

const constraints = ['minLength', 'maxLength', 'pattern', 'enum', 'minimum', 'maximum', 'const'];

function membersOf(contract: Contract, input: Schema) {
  return Object.fromEntries(
    Object.entries(input.properties ?? {}).map(([name, property]) => {
      const schema = follow(contract, property);
      const limits = Object.fromEntries(
        constraints.filter((keyword) => keyword in schema).map((keyword) => [keyword, schema[keyword]]),
      );
      return [name, { type: schema.type, required: input.required?.includes(name) ?? false, ...limits }];
    }),
  );
}

function requirementIdsOf(contract: Contract, { object, input }: Operation): string[] {
  const members = Object.values(input.schema.properties ?? {}).map((member) => follow(contract, member));
  return [object, input.schema, ...members].flatMap((node) =>
    (node['x-requirements'] ?? []).map(({ id }) => id),
  );
}

function errorsOf(contract: Contract, operations: Operation[]) {
  const errors: Record<string, unknown> = {};
  for (const [name, { 'x-error': error }] of errorSchemasOf(contract)) {
    if (error === undefined) continue;
    const place = operations
      .flatMap(({ responses }) => responses)
      .find(({ response }) => bodySchemaNamesOf(response).includes(name));
    if (place === undefined)
      throw new Error(`components/schemas/${name} has x-error but stands under no response`);
    const { namespace, kind, 'message-key': messageKey, outcome } = error;
    errors[name] = { namespace, kind, messageKey, status: Number(place.status), outcome };
  }
  return errors;
}

function constant(comment: string, name: string, value: unknown): string {
  return `/** ${comment} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const;`;
}

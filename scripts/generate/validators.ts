// generated/validators.js and validators.d.ts: one function per request, response and error.
import type { AnySchemaObject } from 'ajv';
import {
  type Contract,
  casePrefixOf,
  errorSchemasOf,
  follow,
  type Header,
  type NamedResponse,
  type Operation,
  operationsOf,
  type Response,
  type Schema,
} from '../contract/contract.ts';
import { describedResponseOf } from '../contract/described-response.ts';
import { type Artefact, notice } from './artefact.ts';
import { standaloneModule } from './standalone.ts';

export const artefact: Artefact = {
  async generate(contract) {
    const operations = operationsOf(contract);
    const schemas = [
      ...new Set([
        ...operations.map(({ input }) => input.name),
        ...errorSchemasOf(contract).map(([name]) => name),
      ]),
    ];
    const responses = [
      ...new Set(operations.flatMap((operation) => operation.responses.map(({ name }) => name))),
    ];
    return {
      'validators.js': await code(contract, operations, schemas, responses),
      'validators.d.ts': declarations(contract, operations, schemas, responses),
    };
  },
};

const validatorOf = (schema: string) => `validate${schema}`;
const responseValidatorOf = (response: string) => `validate${response}Response`;
const describedValidatorOf = (operation: string) => `validateDescribed${operation}`;

const describedBy = (contract: Contract, operation: Operation) =>
  describedResponseOf(contract, operation, casePrefixOf(operation.object))?.schema;

async function code(contract: Contract, operations: Operation[], schemas: string[], responses: string[]) {
  const described = operations.filter((operation) => describedBy(contract, operation) !== undefined);
  const functions = Object.fromEntries([
    ...schemas.map((name) => [validatorOf(name), `#/components/schemas/${name}`]),
    ...responses.map((name) => [responseValidatorOf(name), `#/components/responses/${name}`]),
    ...described.map(({ id }) => [describedValidatorOf(id), `#/components/described/${id}`]),
  ]);
  const inputs = operations.map(({ id, input }) => `  ${id}: ${validatorOf(input.name)},\n`);
  const answers = operations.map(
    (operation) => `  ${operation.id}: { ${responseEntries(operation).join(', ')} },\n`,
  );
  const lists = `export const inputValidators = {\n${inputs.join('')}};
export const responseValidators = {\n${answers.join('')}};
export const describedResponseValidators = {\n${described.map(({ id }) => `  ${id}: ${describedValidatorOf(id)},\n`).join('')}};\n`;
  return standaloneModule(documentOf(contract, operations), functions, lists);
}

/** The part of the contract that bodies and responses are judged by, as a plain JSON Schema document. */
function documentOf(contract: Contract, operations: Operation[]): AnySchemaObject {
  const schemas: Record<string, unknown> = { ...contract.components.schemas };
  for (const { input } of operations) schemas[input.name] ??= input.schema;
  const responses: Record<string, unknown> = {};
  for (const { responses: described } of operations) {
    for (const { name, response } of described) {
      responses[name] ??= responseSchema(contract, response, statusesOf(operations, name));
    }
  }
  const described = Object.fromEntries(
    operations.map((operation) => [operation.id, describedBy(contract, operation) ?? {}]),
  );
  return { components: { schemas, responses, described } };
}

/** A response as one value: `{ status, headers, body }`; `body` is the JSON value, or the text when it is none. */
function responseSchema(contract: Contract, response: Response, statuses: string[]): Schema {
  const headers: Record<string, unknown> = {};
  const required: string[] = [];
  for (const [name, referable] of Object.entries(response.headers ?? {})) {
    const header: Header = follow(contract, referable);
    headers[name.toLowerCase()] = header.schema ?? {};
    if (header.required) required.push(name.toLowerCase());
  }
  const mediaTypes = Object.entries(response.content ?? {});
  if (mediaTypes.length > 0)
    headers['content-type'] = { pattern: mediaTypePattern(mediaTypes.map(([type]) => type)) };
  const bodies = new Map(mediaTypes.map(([, { schema }]) => [JSON.stringify(schema), schema ?? {}]));
  return {
    type: 'object',
    required: ['status', 'headers', 'body'],
    properties: {
      status: { anyOf: statuses.map(statusSchema) },
      headers: { type: 'object', required, properties: headers as Record<string, Schema> },
      body: mediaTypes.length === 0 ? { const: '' } : { anyOf: [...bodies.values()] },
    },
  };
}

function statusesOf(operations: Operation[], name: string): string[] {
  const places = operations.flatMap(({ responses }) => responses).filter((place) => place.name === name);
  return [...new Set(places.map(({ status }) => status))];
}

/** `400`, `4XX` or `default`, as OpenAPI has them. */
function statusSchema(status: string): Schema {
  if (status === 'default') return { type: 'integer' };
  if (/^[1-5]XX$/i.test(status)) {
    const hundreds = Number(status[0]) * 100;
    return { type: 'integer', minimum: hundreds, maximum: hundreds + 99 };
  }
  return { const: Number(status) };
}

/** Any of the media types, without regard to parameters. */
function mediaTypePattern(types: string[]): string {
  const essences = types.map((type) =>
    (type.split(';')[0] ?? type).trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return `^(${[...new Set(essences)].join('|')})\\s*(;|$)`;
}

function responseEntries({ responses }: Operation): string[] {
  return responses.map(
    ({ status, name }: NamedResponse) => `${JSON.stringify(status)}: ${responseValidatorOf(name)}`,
  );
}

function declarations(
  contract: Contract,
  operations: Operation[],
  schemas: string[],
  responses: string[],
): string {
  const typeOf = (name: string) => {
    if (contract.components.schemas?.[name] !== undefined) return `components['schemas']['${name}']`;
    const operation = operations.find(({ input }) => input.name === name);
    return `NonNullable<operations['${operation?.id}']['requestBody']>['content']['application/x-amz-json-1.0']`;
  };
  return `// ${notice}
import type { components, operations } from './types.js';

/** Where and how a value breaks the contract, in the form of Ajv. */
export type Violation = {
  keyword: string;
  /** JSON pointer to the offending value, '' for the whole. */
  instancePath: string;
  schemaPath: string;
  params: Record<string, unknown>;
  message?: string;
};

/** Tells whether a value fits; when not, \`errors\` says why, until the next call. */
export type Validator<T> = {
  (data: unknown): data is T;
  errors?: Violation[] | null;
};

/** A response as received: header names in lower case; \`body\` is the JSON value, or the text when it is no JSON. */
export type ReceivedResponse = { status: number; headers: Record<string, string>; body: unknown };

${schemas.map((name) => `export declare const ${validatorOf(name)}: Validator<${typeOf(name)}>;`).join('\n')}

${responses.map((name) => `export declare const ${responseValidatorOf(name)}: Validator<ReceivedResponse>;`).join('\n')}

/** The validator of each operation's request body. */
export declare const inputValidators: {
${operations.map(({ id, input }) => `  ${id}: Validator<${typeOf(input.name)}>;`).join('\n')}
};

/** The validators of each operation's responses, by status as the contract writes it. */
export declare const responseValidators: {
${operations
  .map(
    ({ id, responses: places }) =>
      `  ${id}: { ${places.map(({ status }) => `${JSON.stringify(status)}: Validator<ReceivedResponse>`).join('; ')} };`,
  )
  .join('\n')}
};

/**
 * The validators of the answer to an accepted call, as far as no requirement on responses checks it: for the operations that
 * have such a part.
 */
export declare const describedResponseValidators: {
${operations
  .filter((operation) => describedBy(contract, operation) !== undefined)
  .map(({ id }) => `  ${id}: Validator<ReceivedResponse>;\n`)
  .join('')}};
`;
}

// generated/control-types.ts and generated/control-validators.js: the control API of swf-mock, from
// spec/control.openapi.yaml, in the way in which the contract itself is treated.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import {
  type Contract,
  follow,
  isReference,
  nameOfReference,
  pointerPart,
  type Referable,
  type RequestBody,
  type Response,
} from '../contract/contract.ts';
import { type Artefact, notice } from './artefact.ts';
import { standaloneModule } from './standalone.ts';

export const artefact: Artefact = {
  async generate(_contract, { file }) {
    const document = parse(readFileSync(join(dirname(file), 'control.openapi.yaml'), 'utf8')) as Contract;
    const operations = operationsOf(document);
    return {
      'control-types.ts': await types(document),
      'control-validators.js': await validators(document, operations),
      'control-validators.d.ts': declarations(operations),
    };
  },
};

type ControlOperation = {
  id: string;
  method: string;
  path: string;
  /** The schemas of the request's body, if it has one, and of the successful response's. */
  input: Body | undefined;
  output: Body;
};

/** A schema by its place in the document, and the function that validates against it. */
type Body = { pointer: string; validator: string };

const methods = ['get', 'post', 'put', 'delete'] as const;
type OperationObject = {
  operationId: string;
  requestBody?: Referable<RequestBody>;
  responses: Record<string, Referable<Response>>;
};

function operationsOf(document: Contract): ControlOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method] as OperationObject | undefined;
      if (operation === undefined) return [];
      const place = `#/paths/${pointerPart(path)}/${method}`;
      const { operationId: id, requestBody } = operation;
      const success = Object.keys(operation.responses).find((status) => status.startsWith('2'));
      if (success === undefined) throw new Error(`${place} has no successful response`);
      return {
        id,
        method: method.toUpperCase(),
        path,
        input: requestBody && bodyOf(document, `${place}/requestBody`, requestBody, `${id}Input`),
        output: bodyOf(
          document,
          `${place}/responses/${success}`,
          operation.responses[success] as object,
          `${id}Output`,
        ),
      };
    }),
  );
}

/** A body that several operations share is one: it is named after its component. */
function bodyOf(document: Contract, place: string, body: Referable<object>, name: string): Body {
  const schema = (follow(document, body) as RequestBody).content?.['application/json']?.schema;
  if (schema === undefined) throw new Error(`${place} has no schema for application/json`);
  if (isReference(schema)) {
    return { pointer: schema.$ref, validator: `validate${nameOfReference(schema)}` };
  }
  const pointer = `${isReference(body) ? body.$ref : place}/content/${pointerPart('application/json')}/schema`;
  return { pointer, validator: `validate${name.charAt(0).toUpperCase()}${name.slice(1)}` };
}

async function types(document: Contract): Promise<string> {
  const nodes = await openapiTS(structuredClone(document) as unknown as Parameters<typeof openapiTS>[0], {
    silent: true,
  });
  return `// ${notice}\n\n${astToString(nodes)}`;
}

async function validators(document: Contract, operations: ControlOperation[]): Promise<string> {
  const bodies = operations.flatMap(({ input, output }) => (input ? [input, output] : [output]));
  const functions = Object.fromEntries(bodies.map(({ pointer, validator }) => [validator, pointer]));
  const map = (name: string, kind: 'input' | 'output') => {
    const entries = operations.flatMap(({ id, [kind]: body }) =>
      body ? `  ${id}: ${body.validator},\n` : [],
    );
    return `export const ${name} = {\n${entries.join('')}};`;
  };
  const routes = operations.map(({ id, method, path }) => `  '${method} ${path}': '${id}',\n`);
  const lists = [
    `export const controlRoutes = {\n${routes.join('')}};`,
    map('controlInputValidators', 'input'),
    map('controlOutputValidators', 'output'),
  ].join('\n');
  return standaloneModule({ paths: document.paths, components: document.components }, functions, lists);
}

function declarations(operations: ControlOperation[]): string {
  const bodies = operations.filter(({ input }) => input);
  const entry = (type: (id: string) => string) => (operation: ControlOperation) =>
    `  ${operation.id}: Validator<${type(operation.id)}>;\n`;
  return `// ${notice}
import type { operations } from './control-types.js';
import type { Validator } from './validators.js';

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;

/** The operation behind each method and path. */
export declare const controlRoutes: {
${operations.map(({ id, method, path }) => `  '${method} ${path}': '${id}';\n`).join('')}};

/** The body that a control operation takes. */
export type ControlInput<O extends keyof typeof controlInputValidators> = Json<NonNullable<operations[O]['requestBody']>>;

/** The body that a control operation answers with when it succeeds. */
export type ControlOutput<O extends keyof operations> = Json<
  operations[O]['responses'][Extract<keyof operations[O]['responses'], 200 | 201>]
>;

/** The validator of each operation's request body. */
export declare const controlInputValidators: {
${bodies.map(entry((id) => `ControlInput<'${id}'>`)).join('')}};

/** The validator of the body of each operation's successful response. */
export declare const controlOutputValidators: {
${operations.map(entry((id) => `ControlOutput<'${id}'>`)).join('')}};
`;
}

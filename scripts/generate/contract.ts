// Reads the contract and answers the questions that every artefact asks of it: which operations it has, what
// they take and answer, and what a $ref stands for. The contract itself stays plain data.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** The contract as parsed: the OpenAPI document, with its extensions, as plain data. */
export type Contract = {
  openapi: string;
  info: { title: string; version: string; [key: string]: unknown };
  paths: Record<string, PathItem>;
  components: {
    schemas?: Record<string, Schema>;
    responses?: Record<string, Response>;
    parameters?: Record<string, Parameter>;
    headers?: Record<string, Header>;
    [key: string]: unknown;
  };
  'x-protocol'?: { 'target-prefixes'?: string[]; 'x-requirements'?: Requirement[] };
  [key: string]: unknown;
};

export type PathItem = { post?: OperationObject; [key: string]: unknown };
export type Reference = { $ref: string };
export type Referable<T> = T | Reference;

export type OperationObject = {
  operationId: string;
  parameters?: Referable<Parameter>[];
  requestBody?: Referable<RequestBody>;
  responses: Record<string, Referable<Response>>;
  'x-closing-event'?: string;
  'x-task-state'?: string;
  'x-requirements'?: Requirement[];
  [key: string]: unknown;
};

export type Parameter = { name: string; in: string; schema?: Referable<Schema>; [key: string]: unknown };
export type RequestBody = { content: Record<string, MediaType>; [key: string]: unknown };
export type MediaType = {
  schema?: Referable<Schema>;
  examples?: Record<string, Example>;
  [key: string]: unknown;
};
export type Example = { summary?: string; value?: unknown };
export type Header = { required?: boolean; schema?: Referable<Schema>; [key: string]: unknown };
export type Response = {
  headers?: Record<string, Referable<Header>>;
  content?: Record<string, MediaType>;
  'x-requirements'?: Requirement[];
  [key: string]: unknown;
};

export type Schema = {
  type?: string | string[];
  properties?: Record<string, Referable<Schema>>;
  required?: string[];
  anyOf?: Referable<Schema>[];
  'x-error'?: { namespace: string; kind: string; 'message-key': string; outcome: string };
  'x-error-outcomes'?: Record<string, string>;
  'x-requirements'?: Requirement[];
  [key: string]: unknown;
};

/** One fact of the contract; the head of spec/swf.openapi.yaml says what each field means. */
export type Requirement = {
  id: string;
  level: 'MUST' | 'SHOULD' | 'MAY';
  statement: string;
  provenance: 'documented' | 'protocol' | 'recorded' | 'inferred';
  source: string;
  keyword?: string;
  member?: string;
  for?: string;
  check?: Record<string, unknown>[];
  'corroborated-by'?: string;
};

/** An operation with what its description refers to already looked up. */
export type Operation = {
  id: string;
  pathKey: string;
  object: OperationObject;
  input: NamedSchema;
  responses: NamedResponse[];
};

/** `name` is the schema's name under components, or one made from its place when it has none there. */
export type NamedSchema = { name: string; component: boolean; schema: Schema };
/** `status` as the contract writes it: `400`, `4XX` or `default`. */
export type NamedResponse = { name: string; status: string; response: Response };

/** The media type of awsJson 1.0, by which a request body is described. */
export const awsJson = 'application/x-amz-json-1.0';

/**
 * Reads and parses a contract. Fails with an Error that names the file when it is missing, is no YAML, or has no
 * operations.
 *
 * @example const contract = await readContract('spec/swf.openapi.yaml');
 */
export async function readContract(file: string): Promise<Contract> {
  return parseContract(await readFile(file, 'utf8'), file);
}

/** Parses the text of a contract; `name` is what error messages call it. */
export function parseContract(text: string, name: string): Contract {
  let contract: Contract;
  try {
    contract = parse(text);
  } catch (error) {
    throw new Error(`${name} is not YAML: ${(error as Error).message}`);
  }
  if (typeof contract?.openapi !== 'string' || typeof contract.paths !== 'object') {
    throw new Error(`${name} is not an OpenAPI document: it needs "openapi" and "paths"`);
  }
  if (operationsOf(contract).length === 0) {
    throw new Error(`${name} describes no operation: a path item needs a "post" with an operationId`);
  }
  return contract;
}

/** The operations in the order of the contract. */
export function operationsOf(contract: Contract): Operation[] {
  const operations: Operation[] = [];
  for (const [pathKey, item] of Object.entries(contract.paths)) {
    const object = item.post;
    if (object?.operationId === undefined) continue;
    operations.push({
      id: object.operationId,
      pathKey,
      object,
      input: inputOf(contract, object, pathKey),
      responses: Object.entries(object.responses).map(([status, response]) => ({
        name: isReference(response) ? nameOfReference(response) : `${object.operationId}${status}`,
        status,
        response: follow(contract, response),
      })),
    });
  }
  return operations;
}

/**
 * What a reference stands for; anything else is returned as it is. References of references are followed.
 * Fails with an Error that names the reference when it leads nowhere or out of the document.
 */
export function follow<T extends object>(contract: Contract, node: Referable<T>): T {
  let current: unknown = node;
  const seen = new Set<string>();
  while (isReference(current)) {
    const { $ref } = current;
    if (seen.has($ref)) throw new Error(`$ref ${$ref} leads back to itself`);
    seen.add($ref);
    current = atPointer(contract, $ref);
  }
  return current as T;
}

/** The last part of a reference, which is the component's name. */
export function nameOfReference(reference: Reference): string {
  return reference.$ref.slice(reference.$ref.lastIndexOf('/') + 1);
}

export function isReference(node: unknown): node is Reference {
  return typeof node === 'object' && node !== null && typeof (node as Reference).$ref === 'string';
}

/** The error schemas of the contract by name: those that say what an error means (x-error, x-error-outcomes). */
export function errorSchemasOf(contract: Contract): [string, Schema][] {
  return Object.entries(contract.components.schemas ?? {}).filter(
    ([, schema]) => schema['x-error'] !== undefined || schema['x-error-outcomes'] !== undefined,
  );
}

/** The names of the component schemas that a response may have as its body. */
export function bodySchemaNamesOf(response: Response): string[] {
  const names = Object.values(response.content ?? {}).flatMap(({ schema }) => {
    if (schema === undefined) return [];
    if (isReference(schema)) return [nameOfReference(schema)];
    return (schema.anyOf ?? []).filter(isReference).map(nameOfReference);
  });
  return [...new Set(names)];
}

function inputOf(contract: Contract, operation: OperationObject, pathKey: string): NamedSchema {
  const body = operation.requestBody && follow(contract, operation.requestBody);
  const schema = body?.content[awsJson]?.schema;
  if (schema === undefined) {
    throw new Error(
      `paths "${pathKey}": ${operation.operationId} needs a request body of ${awsJson} with a schema`,
    );
  }
  return {
    name: isReference(schema) ? nameOfReference(schema) : `${operation.operationId}Input`,
    component: isReference(schema),
    schema: follow(contract, schema),
  };
}

function atPointer(contract: Contract, $ref: string): unknown {
  if (!$ref.startsWith('#/')) throw new Error(`$ref ${$ref} leaves the document; the contract is one file`);
  let node: unknown = contract;
  for (const part of $ref.slice(2).split('/')) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    node = (node as Record<string, unknown> | undefined)?.[key];
  }
  if (node === undefined) throw new Error(`$ref ${$ref} leads nowhere`);
  return node;
}

// The contract as plain data, and what every generator needs from it: its operations, their inputs and responses, and the
// targets of references.
import type {
  DocumentHead,
  Effect,
  ErrorForm,
  ErrorOutcome,
  Requirement,
  Service,
  TaskStates,
  TaskValue,
} from '../../generated/contract-types.ts';

export type { Requirement, TaskStates, TaskValue };

/** The parsed contract: the OpenAPI document with the keywords of spec/contract.schema.yaml. */
export type Contract = {
  openapi: string;
  info: { title: string; version: string; [key: string]: unknown };
  servers?: { url: string; [key: string]: unknown }[];
  paths: Record<string, PathItem>;
  components: {
    schemas?: Record<string, Schema>;
    responses?: Record<string, Response>;
    parameters?: Record<string, Parameter>;
    headers?: Record<string, Header>;
    [key: string]: unknown;
  };
  'x-service': Service;
  'x-task-states': TaskStates;
  /** The titles and descriptions of the documents with more operations, by name. */
  'x-documents'?: Record<string, DocumentHead>;
  'x-requirements'?: Requirement[];
  [key: string]: unknown;
};

export type PathItem = { post?: OperationObject; [key: string]: unknown };
export type Reference = { $ref: string };
export type Referable<T> = T | Reference;

export type OperationObject = {
  operationId: string;
  summary?: string;
  parameters?: Referable<Parameter>[];
  requestBody?: Referable<RequestBody>;
  responses: Record<string, Referable<Response>>;
  externalDocs?: { description?: string; url: string };
  /** The additional document that has the operation; without it, every document has it. */
  'x-document'?: string;
  'x-case-prefix'?: string;
  'x-effect'?: Effect;
  'x-requirements'?: Requirement[];
  [key: string]: unknown;
};

export type Parameter = { name: string; in: string; schema?: Referable<Schema>; [key: string]: unknown };
export type RequestBody = { content: Record<string, MediaType>; [key: string]: unknown };
export type MediaType = {
  schema?: Referable<Schema>;
  example?: unknown;
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
  items?: Referable<Schema>;
  anyOf?: Referable<Schema>[];
  oneOf?: Referable<Schema>[];
  allOf?: Referable<Schema>[];
  enum?: unknown[];
  'x-value'?: TaskValue;
  /** The condition key of policies that holds the member's value. */
  'x-condition-key'?: string;
  /** Only the service makes its values. */
  'x-opaque'?: true;
  'x-error'?: ErrorForm;
  'x-error-outcomes'?: Record<string, ErrorOutcome>;
  'x-requirements'?: Requirement[];
  [key: string]: unknown;
};

/** An operation with its references resolved. */
export type Operation = {
  id: string;
  pathKey: string;
  object: OperationObject;
  input: NamedSchema;
  responses: NamedResponse[];
};

/**
 * `name` is the schema's name under components, or one made from its place when it has none there; `pointer` is where it
 * stands.
 */
export type NamedSchema = { name: string; component: boolean; pointer: string; schema: Schema };
/** `status` as in the contract: `400`, `4XX` or `default`. */
export type NamedResponse = { name: string; status: string; pointer: string; response: Response };

/** The media type of awsJson 1.0, which describes bodies. */
export const awsJson = 'application/x-amz-json-1.0';

/** The operations in the order of the contract. */
export function operationsOf(contract: Contract): Operation[] {
  return Object.entries(contract.paths).flatMap(([pathKey, item]) => {
    const object = item.post;
    if (object === undefined) return [];
    const pointer = `/paths/${pointerPart(pathKey)}/post`;
    return [
      {
        id: object.operationId,
        pathKey,
        object,
        input: inputOf(contract, object, pointer),
        responses: Object.entries(object.responses).map(([status, response]) => ({
          name: isReference(response) ? nameOfReference(response) : `${object.operationId}${status}`,
          status,
          pointer: isReference(response) ? response.$ref.slice(1) : `${pointer}/responses/${status}`,
          response: follow(contract, response),
        })),
      },
    ];
  });
}

/**
 * The target of a reference, also through other references; any other value is returned unchanged. Fails with an Error
 * that names the reference if it has no target or points out of the document.
 */
export function follow<T extends object>(contract: Contract, node: Referable<T>): T {
  let current: unknown = node;
  const seen = new Set<string>();
  while (isReference(current)) {
    const { $ref } = current;
    if (seen.has($ref)) throw new Error(`$ref ${$ref} refers to itself`);
    seen.add($ref);
    current = atPointer(contract, $ref);
  }
  return current as T;
}

/**
 * A schema with its references resolved: the keywords beside a $ref are added to its target, and so are the schemas of
 * allOf.
 */
export function resolved(contract: Contract, referable: Referable<Schema>): Schema {
  const { $ref, allOf, ...own } = referable as Schema & Partial<Reference>;
  const parts = [...($ref === undefined ? [] : [follow<Schema>(contract, { $ref })]), ...(allOf ?? [])];
  return parts.map((part) => (part === referable ? {} : resolved(contract, part))).reduceRight(together, own);
}

function together(one: Schema, other: Schema): Schema {
  const both: Schema = { ...other, ...one };
  if (one.properties || other.properties) both.properties = { ...other.properties, ...one.properties };
  const required = [...(other.required ?? []), ...(one.required ?? [])];
  if (required.length > 0) both.required = [...new Set(required)];
  const requirements = [...(other['x-requirements'] ?? []), ...(one['x-requirements'] ?? [])];
  if (requirements.length > 0) both['x-requirements'] = requirements;
  return both;
}

/** The last part of a reference, which is the component's name. */
export function nameOfReference(reference: Reference): string {
  return reference.$ref.slice(reference.$ref.lastIndexOf('/') + 1);
}

export function isReference(node: unknown): node is Reference {
  return typeof node === 'object' && node !== null && typeof (node as Reference).$ref === 'string';
}

/** The error schemas of the contract by name: those with x-error or x-error-outcomes. */
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

/** The response to an accepted call: the first with a status of 2xx. */
export function successOf({ responses }: Operation): NamedResponse | undefined {
  return responses.find(({ status }) => status.startsWith('2'));
}

/** The media type that describes a body: that of awsJson, or the first. */
export function mediaTypeOf({ content = {} }: Response | RequestBody): MediaType | undefined {
  return content[awsJson] ?? Object.values(content)[0];
}

/**
 * The prefix of the ids of an operation's cases.
 *
 * @example casePrefixOf({ operationId: 'CountPendingActivityTasks', … }) // 'count-pending-activity-tasks'
 */
export function casePrefixOf({ operationId, 'x-case-prefix': prefix }: OperationObject): string {
  return prefix ?? operationId.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

/**
 * The name of the function that makes an operation's handlers.
 *
 * @example factoryNameOf('RespondActivityTaskCompleted') // 'respondActivityTaskCompleted'
 */
export function factoryNameOf(operationId: string): string {
  return operationId.charAt(0).toLowerCase() + operationId.slice(1);
}

/** The values of X-Amz-Target that name an operation, the default first. */
export function targetsOf(contract: Contract, operationId: string): string[] {
  return contract['x-service']['target-prefixes'].map((prefix) => prefix + operationId);
}

/** The value at a JSON pointer (without `#`); undefined if there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const isThere = typeof node === 'object' && node !== null && Object.hasOwn(node, key);
      return isThere ? (node as Record<string, unknown>)[key] : undefined;
    }, document);
}

/** A key as a part of a JSON pointer (RFC 6901). */
export function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function inputOf(contract: Contract, operation: OperationObject, at: string): NamedSchema {
  const body = operation.requestBody && follow(contract, operation.requestBody);
  const schema = body?.content[awsJson]?.schema;
  if (schema === undefined) throw new Error(`${at} has no request body of ${awsJson} with a schema`);
  return {
    name: isReference(schema) ? nameOfReference(schema) : `${operation.operationId}Input`,
    component: isReference(schema),
    pointer: isReference(schema)
      ? schema.$ref.slice(1)
      : `${at}/requestBody/content/${pointerPart(awsJson)}/schema`,
    schema: resolved(contract, schema),
  };
}

function atPointer(contract: Contract, $ref: string): unknown {
  if (!$ref.startsWith('#/')) throw new Error(`$ref ${$ref} leaves the document; the contract is one file`);
  const found = valueAt(contract, decodeURIComponent($ref.slice(1)));
  if (found === undefined) throw new Error(`$ref ${$ref} leads nowhere`);
  return found;
}

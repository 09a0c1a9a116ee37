// The response to an accepted call as the contract describes it: an additional requirement for each operation whose
// description covers more than the requirements on responses check.
import {
  type Contract,
  follow,
  type Header,
  mediaTypeOf,
  type Operation,
  type Referable,
  type Requirement,
  type Schema,
  successOf,
} from './contract.ts';

export type DescribedResponse = {
  requirement: Requirement;
  /** Of `{ status, headers, body }`; `body` is the JSON value, or the text if it is not JSON. Header names are in lower case. */
  schema: Schema;
};

/** The described response of an operation; undefined if other requirements check all of it. */
export function describedResponseOf(
  contract: Contract,
  operation: Operation,
  prefix: string,
): DescribedResponse | undefined {
  const success = successOf(operation);
  if (success === undefined) return undefined;
  const { response, status } = success;
  const checks = [
    ...(contract['x-requirements'] ?? []).filter((each) => each.for === 'success'),
    ...(response['x-requirements'] ?? []),
  ].flatMap(({ check = [] }) => check);
  const media = mediaTypeOf(response);
  const properties: Record<string, Schema> = {};
  if (!checks.some((check) => check['body-text'] !== undefined)) {
    properties.body = (media === undefined ? { const: '' } : (media.schema ?? {})) as Schema;
  }
  if (!checks.some((check) => check.status !== undefined) && /^\d+$/.test(status)) {
    properties.status = { const: Number(status) };
  }
  const headers = Object.entries(response.headers ?? {}).filter(
    ([name]) => !checks.some(({ header }) => header === name.toLowerCase()),
  );
  if (headers.length > 0) properties.headers = headersSchema(contract, headers);
  if (Object.keys(properties).length === 0) return undefined;
  return {
    requirement: requirementFor(operation, prefix, media === undefined),
    schema: { type: 'object', required: Object.keys(properties), properties },
  };
}

function headersSchema(contract: Contract, headers: [string, Referable<Header>][]): Schema {
  const described = headers.map(([name, header]) => [name.toLowerCase(), follow(contract, header)] as const);
  return {
    type: 'object',
    required: described.filter(([, { required }]) => required).map(([name]) => name),
    properties: Object.fromEntries(described.map(([name, { schema }]) => [name, schema ?? {}])),
  };
}

function requirementFor({ id, object }: Operation, prefix: string, isVoid: boolean): Requirement {
  const { externalDocs } = object;
  return {
    id: `${prefix}.response`,
    level: 'MUST',
    statement: isVoid
      ? 'An accepted call is answered with an empty body, as the operation is described.'
      : 'An accepted call is answered with a body that fits the schema of the response.',
    provenance: 'documented',
    source: externalDocs
      ? `${externalDocs.description ?? id}, ${externalDocs.url}`
      : `the description of ${id}, responses`,
  };
}

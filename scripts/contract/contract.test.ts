import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import {
  bodySchemaNamesOf,
  type Contract,
  casePrefixOf,
  errorSchemasOf,
  follow,
  operationsOf,
  resolved,
} from './contract.ts';
import { readContract } from './read.ts';

/** A contract as small as one can be, without any requirement. */
const small = `
openapi: 3.1.0
info: { title: Small, version: 0.0.0 }
paths:
  /#X-Amz-Target=Service.CloseDoor:
    post:
      operationId: CloseDoor
      requestBody:
        content:
          application/x-amz-json-1.0:
            schema: { type: object, properties: { door: { type: string } } }
      responses:
        '200': { description: Closed }
        '400': { $ref: '#/components/responses/Refused' }
components:
  responses:
    Refused:
      description: Refused
      content:
        application/x-amz-json-1.0: { schema: { $ref: '#/components/schemas/Jammed' } }
  schemas:
    Jammed: { type: object, x-error: { namespace: a, kind: fault, message-key: message, outcome: constraint } }
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/Jammed' }
    Round: { $ref: '#/components/schemas/Round' }
    'with/slash~': { type: string }
`;

const contract = parse(small) as Contract;

describe('operations', () => {
  test('come in the order of the contract, with what they refer to', () => {
    const [operation] = operationsOf(contract);
    expect(operation?.id).toBe('CloseDoor');
    expect(operation?.responses.map(({ status, name }) => [status, name])).toEqual([
      ['200', 'CloseDoor200'],
      ['400', 'Refused'],
    ]);
  });

  test('have an input that is named after them when the schema has no name', () => {
    expect(operationsOf(contract)[0]?.input).toMatchObject({ name: 'CloseDoorInput', component: false });
  });
});

describe('references', () => {
  test('are followed through other references', () => {
    expect(follow(contract, { $ref: '#/components/schemas/A' })).toBe(contract.components.schemas?.Jammed);
  });

  test('may have escaped characters', () => {
    expect(follow(contract, { $ref: '#/components/schemas/with~1slash~0' })).toEqual({ type: 'string' });
  });

  test.each([
    ['#/components/schemas/Nobody', 'leads nowhere'],
    ['other.yaml#/Door', 'leaves the document'],
    ['#/components/schemas/Round', 'refers to itself'],
  ])('%s is refused: it %s', ($ref, reason) => {
    expect(() => follow(contract, { $ref })).toThrow(`$ref ${$ref} ${reason}`);
  });
});

test('errors are the schemas that say what they mean, and are found under the responses', () => {
  expect(errorSchemasOf(contract).map(([name]) => name)).toEqual(['Jammed']);
  expect(bodySchemaNamesOf(contract.components.responses?.Refused ?? {})).toEqual(['Jammed']);
});

test.each([
  [{ operationId: 'CountPendingActivityTasks', responses: {} }, 'count-pending-activity-tasks'],
  [{ operationId: 'RespondActivityTaskFailed', responses: {}, 'x-case-prefix': 'failed' }, 'failed'],
  [{ operationId: 'poll', responses: {} }, 'poll'],
])('the ids of the cases of %j begin with %s', (operation, prefix) => {
  expect(casePrefixOf(operation)).toBe(prefix);
});

test('what stands beside a reference, and what is combined, belongs to the schema', () => {
  const schema = { $ref: '#/components/schemas/with~1slash~0', maxLength: 3, allOf: [{ minLength: 1 }] };
  expect(resolved(contract, schema)).toEqual({ type: 'string', minLength: 1, maxLength: 3 });
});

test('the contract of the project can be read', async () => {
  const ids = operationsOf(await readContract('spec/swf.openapi.yaml')).map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining(['RespondActivityTaskCompleted', 'RespondActivityTaskCanceled']),
  );
});

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import {
  commonErrorOutcomes,
  errors,
  operations,
  requirementIds,
  service,
} from '../../generated/operations.ts';
import type { Contract } from '../contract/contract.ts';
import { artefact } from './operations.ts';

describe('an operation', () => {
  const completed = operations.RespondActivityTaskCompleted;

  test('has a target for each prefix, the usual one first', () => {
    expect(completed.targets).toEqual(
      service.targetPrefixes.map((prefix) => `${prefix}RespondActivityTaskCompleted`),
    );
    expect(completed.targets[0]).toBe('SimpleWorkflowService.RespondActivityTaskCompleted');
  });

  test('has the limits of its members, also of those that are described elsewhere', () => {
    expect(completed.members).toEqual({
      taskToken: { type: 'string', required: true, minLength: 1, maxLength: 1024 },
      result: { type: 'string', required: false, maxLength: 32768 },
    });
  });

  test('has the modelled faults only', () => {
    expect(completed.faults).toEqual(['UnknownResourceFault', 'OperationNotPermittedFault']);
  });

  test('has the requirements on itself, its input and its members', () => {
    const ids = requirementIds.RespondActivityTaskCompleted;
    expect(ids).toEqual(
      expect.arrayContaining(['completed.event', 'completed.task-token.required', 'task-token.max-length']),
    );
    expect(ids).not.toContain('canceled.event');
  });
});

test('errors have the status of the response they stand under', () => {
  expect(errors.UnknownResourceFault.status).toBe(400);
  expect(errors.InternalFailure.status).toBe(500);
});

test('names of the common errors amount to an outcome', () => {
  expect(commonErrorOutcomes.AccessDeniedException).toBe('not-permitted');
});

test('there is no prose in what browsers load', async () => {
  const contract = parse(small) as Contract;
  const { 'operations.ts': text } = await artefact.generate(contract, { file: 'small.yaml', text: small });
  expect(text).toContain('"casePrefix": "close-door"');
  expect(text).not.toContain('A sentence that explains');
});

const small = `
openapi: 3.1.0
info: { title: Small, version: 0.0.0 }
x-service: { signing-name: doors, target-prefixes: [Service.] }
x-task-states: { open: { entered-by: DoorOpened, after: [DoorSeen] } }
paths:
  /#X-Amz-Target=Service.CloseDoor:
    post:
      operationId: CloseDoor
      description: A sentence that explains.
      x-requirements: [{ id: a, statement: A sentence that explains. }]
      requestBody:
        content:
          application/x-amz-json-1.0:
            schema: { type: object, properties: { door: { type: string, description: A sentence that explains. } } }
      responses: { '200': { description: A sentence that explains. } }
components: {}
`;
